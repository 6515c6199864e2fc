import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../../columns/scalar.ts';
import { toText } from '../convert-scalars.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { arrayAt, longAt, textAt, wholeAt } from './argument-values.ts';
import type { IpNetwork } from './ip-address.ts';
import { formatIpv4, formatIpv6, maskBits, parseIpv4, parseIpv6 } from './ip-address.ts';

interface Family {
  readonly width: 32 | 128;
  readonly parse: (text: string) => IpNetwork | undefined;
}

const FAMILIES = { ipv4: { width: 32, parse: parseIpv4 }, ipv6: { width: 128, parse: parseIpv6 } } as const satisfies Record<
  string,
  Family
>;

/** Order of two addresses by the bits that both prefixes, and the one asked for, leave. */
function compareNetworks(family: Family, left: IpNetwork | undefined, right: IpNetwork | undefined, asked: number): number | null {
  if (left === undefined || right === undefined || asked < 0 || asked > family.width) return null;
  const prefix = Math.min(left.prefix, right.prefix, asked);
  const a = maskBits(left.bits, prefix, family.width);
  const b = maskBits(right.bits, prefix, family.width);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareArguments(family: Family, values: readonly Scalar[], types: readonly KustoType[]): number | null {
  const asked = values.length > 2 ? (wholeAt(values, types, 2) ?? -1) : family.width;
  return compareNetworks(family, family.parse(textAt(values, types, 0)), family.parse(textAt(values, types, 1)), asked);
}

/** Whether an address lies in a range; null when either is no address. */
function isInRange(family: Family, address: string, range: string): boolean | null {
  const ip = family.parse(address);
  const network = family.parse(range);
  if (ip === undefined || network === undefined) return null;
  return (
    maskBits(ip.bits, Math.min(ip.prefix, network.prefix), family.width) ===
    maskBits(network.bits, Math.min(ip.prefix, network.prefix), family.width)
  );
}

/** True when any range holds the address; null when none does and one could not be read. */
function isInAnyRange(family: Family, values: readonly Scalar[], types: readonly KustoType[]): boolean | null {
  const address = textAt(values, types, 0);
  if (family.parse(address) === undefined) return null;
  const ranges = values.slice(1).flatMap((_, index) => {
    const at = index + 1;
    return types[at] === 'dynamic'
      ? (arrayAt(values, types, at) ?? []).map((item) => toText('dynamic', item))
      : [textAt(values, types, at)];
  });
  let isUnknown = false;
  for (const range of ranges) {
    const isInside = isInRange(family, address, range);
    if (isInside === true) return true;
    isUnknown ||= isInside === null;
  }
  return isUnknown ? null : false;
}

function familyFunctions(name: 'ipv4' | 'ipv6'): ScalarFunction[] {
  const family: Family = FAMILIES[name];
  return [
    valueFunction(`${name}_compare`, { doc: 'Order of two addresses', args: [2, 3], result: 'long' }, (values, types) =>
      compareArguments(family, values, types),
    ),
    valueFunction(`${name}_is_match`, { doc: 'Whether two addresses are the same', args: [2, 3], result: 'bool' }, (values, types) => {
      const order = compareArguments(family, values, types);
      return order === null ? null : order === 0;
    }),
    valueFunction(`${name}_is_in_range`, { doc: 'Whether an address lies in a range', args: 2, result: 'bool' }, (values, types) =>
      isInRange(family, textAt(values, types, 0), textAt(values, types, 1)),
    ),
    valueFunction(
      `${name}_is_in_any_range`,
      { doc: 'Whether an address lies in any range', args: [2, 32_768], result: 'bool' },
      (values, types) => isInAnyRange(family, values, types),
    ),
  ];
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** The address of `format_ipv4`: text, or a number. */
function addressAt(values: readonly Scalar[], types: readonly KustoType[]): IpNetwork | undefined {
  if (types[0] === 'string' || typeof values[0] === 'string') return parseIpv4(textAt(values, types, 0));
  const number = longAt(values, types, 0);
  if (number === null || number < 0 || number > 0xffff_ffff) return undefined;
  return { bits: BigInt(number), prefix: 32 };
}

function formatNetwork(values: readonly Scalar[], types: readonly KustoType[], withPrefix: boolean): string {
  const address = addressAt(values, types);
  const asked = values.length > 1 ? (wholeAt(values, types, 1) ?? -1) : 32;
  if (address === undefined || asked < 0 || asked > 32) return '';
  const prefix = Math.min(address.prefix, asked);
  const text = formatIpv4(maskBits(address.bits, prefix, 32));
  return withPrefix ? `${text}/${prefix}` : text;
}

/** The fewest networks from one IPv4 address to another, both of them inside. */
function networksBetween(first: bigint, last: bigint): readonly string[] {
  const networks: string[] = [];
  for (let at = first; at <= last;) {
    let size = 1n;
    while (size < 1n << 32n && at % (size * 2n) === 0n && at + size * 2n - 1n <= last) size *= 2n;
    networks.push(`${formatIpv4(at)}/${32 - (size.toString(2).length - 1)}`);
    at += size;
  }
  return networks;
}

/** Functions over IP addresses. */
export const networkFunctions: readonly ScalarFunction[] = [
  ...familyFunctions('ipv4'),
  ...familyFunctions('ipv6'),
  valueFunction('ipv4_is_private', { doc: 'Whether an address belongs to a private network', args: 1, result: 'bool' }, (values, types) => {
    const address = textAt(values, types, 0);
    return parseIpv4(address) === undefined ? null : PRIVATE_RANGES.some((range) => isInRange(FAMILIES.ipv4, address, range) === true);
  }),
  valueFunction(
    'ipv4_netmask_suffix',
    { doc: 'Prefix of an address, 32 when it has none', args: 1, result: 'long' },
    (values, types) => parseIpv4(textAt(values, types, 0))?.prefix ?? null,
  ),
  valueFunction('ipv4_range_to_cidr_list', { doc: 'Networks that make up a range', args: 2, result: 'dynamic' }, (values, types) => {
    const first = parseIpv4(textAt(values, types, 0));
    const last = parseIpv4(textAt(values, types, 1));
    return first === undefined || last === undefined ? null : networksBetween(first.bits, last.bits);
  }),
  valueFunction('parse_ipv4', { doc: 'The number of an IPv4 address', args: 1, result: 'long' }, (values, types) => {
    const address = parseIpv4(textAt(values, types, 0));
    return address === undefined ? null : Number(maskBits(address.bits, address.prefix, 32));
  }),
  valueFunction('parse_ipv4_mask', { doc: 'The number of an IPv4 address under a prefix', args: 2, result: 'long' }, (values, types) => {
    const address = parseIpv4(textAt(values, types, 0));
    const asked = wholeAt(values, types, 1);
    if (address === undefined || asked === null || asked < 0 || asked > 32) return null;
    return Number(maskBits(address.bits, Math.min(address.prefix, asked), 32));
  }),
  valueFunction('parse_ipv6', { doc: 'The full form of an IPv6 or IPv4 address', args: 1, result: 'string' }, (values, types) => {
    const address = parseIpv6(textAt(values, types, 0));
    return address === undefined ? '' : formatIpv6(maskBits(address.bits, address.prefix, 128));
  }),
  valueFunction('parse_ipv6_mask', { doc: 'The full form of an address under a prefix', args: 2, result: 'string' }, (values, types) => {
    const address = parseIpv6(textAt(values, types, 0));
    const asked = wholeAt(values, types, 1);
    if (address === undefined || asked === null || asked < 0 || asked > 128) return '';
    return formatIpv6(maskBits(address.bits, Math.min(address.prefix, asked), 128));
  }),
  valueFunction('format_ipv4', { doc: 'Text of an IPv4 address under a prefix', args: [1, 2], result: 'string' }, (values, types) =>
    formatNetwork(values, types, false),
  ),
  valueFunction('format_ipv4_mask', { doc: 'Text of an IPv4 network with its prefix', args: [1, 2], result: 'string' }, (values, types) =>
    formatNetwork(values, types, true),
  ),
];
