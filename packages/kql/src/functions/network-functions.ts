import { isDynamicArray } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { toText } from './convert-scalars.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { valueFunction } from './scalar-function.ts';

interface Ipv4Range {
  readonly address: number;
  readonly prefix: number;
}

/** An IPv4 address with an optional `/prefix`; `undefined` when the text is none. */
function parseIpv4(text: string): Ipv4Range | undefined {
  const match = /^\s*(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  if (bytes.some((byte) => byte > 255) || prefix > 32) return undefined;
  return { address: bytes.reduce((all, byte) => all * 256 + byte, 0), prefix };
}

function maskIpv4(address: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(address / size) * size;
}

function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => parseIpv4(text)!);

function isInRange(ip: Ipv4Range, range: Ipv4Range): boolean {
  return ip.prefix >= range.prefix && maskIpv4(ip.address, range.prefix) === maskIpv4(range.address, range.prefix);
}

/** Compares under the shorter of the prefixes. */
function compareIpv4(a: Ipv4Range, b: Ipv4Range, prefix: number): number {
  const bits = Math.min(a.prefix, b.prefix, prefix);
  return Math.sign(maskIpv4(a.address, bits) - maskIpv4(b.address, bits));
}

interface Ipv6Range {
  readonly address: bigint;
  readonly prefix: number;
}

/** An IPv6 address, or an IPv4 one mapped into it. */
function parseIpv6(text: string): Ipv6Range | undefined {
  const [rawAddress = '', rawPrefix, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (rawPrefix !== undefined && !/^\d{1,3}$/.test(rawPrefix))) return undefined;
  const v4 = parseIpv4(rawAddress);
  if (v4 !== undefined) {
    const prefix = rawPrefix === undefined ? 128 : Number(rawPrefix) + 96;
    return prefix > 128 ? undefined : { address: 0xffff_0000_0000n + BigInt(v4.address), prefix };
  }
  const prefix = rawPrefix === undefined ? 128 : Number(rawPrefix);
  if (prefix > 128) return undefined;
  let address = rawAddress.replace(/%.*$/, '');
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (embedded !== null) {
    const inner = parseIpv4(embedded[2]!);
    if (inner === undefined) return undefined;
    address = `${embedded[1]}${Math.floor(inner.address / 65_536).toString(16)}:${(inner.address % 65_536).toString(16)}`;
  }
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string | undefined): string[] => (half === undefined || half === '' ? [] : half.split(':'));
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { address: groups.reduce((all, group) => all * 65_536n + BigInt(`0x${group}`), 0n), prefix };
}

function maskIpv6(address: bigint, prefix: number): bigint {
  const shift = BigInt(128 - prefix);
  return (address >> shift) << shift;
}

function formatIpv6(address: bigint): string {
  return Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - index * 16)) & 0xffffn).toString(16).padStart(4, '0')).join(':');
}

const text = (values: readonly Scalar[], index: number): string =>
  values[index] === undefined || values[index] === null ? '' : toText('string', values[index]);

function listOf(values: readonly Scalar[], from: number): string[] {
  return values
    .slice(from)
    .flatMap((value) =>
      isDynamicArray(value as DynamicValue)
        ? (value as readonly DynamicValue[]).map((item) => toText('dynamic', item))
        : [toText('dynamic', value as DynamicValue)],
    );
}

/** IPv4 addresses that stand alone in a text. */
function addressesIn(source: string): string[] {
  return (
    source
      .match(/(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}]|\.\d)/gu)
      ?.filter((candidate) => parseIpv4(candidate) !== undefined) ?? []
  );
}

function hasIpv4Prefix(source: string, prefix: string): boolean {
  return addressesIn(source).some(
    (address) => address === prefix || (prefix.endsWith('.') ? address.startsWith(prefix) : address.startsWith(`${prefix}.`)),
  );
}

const prefixArgument = (values: readonly Scalar[], fallback: number): number =>
  values[2] === undefined || values[2] === null ? fallback : Number(values[2]);

export const NETWORK_FUNCTIONS: readonly ScalarFunction[] = [
  valueFunction('ipv4_is_private', { doc: 'whether an address is of a private network', args: 1, result: 'bool' }, (values) => {
    const ip = parseIpv4(text(values, 0));
    return ip === undefined ? null : PRIVATE_RANGES.some((range) => isInRange(ip, range));
  }),
  valueFunction('ipv4_is_in_range', { doc: 'whether an address is of a network', args: 2, result: 'bool' }, (values) => {
    const [ip, range] = [parseIpv4(text(values, 0)), parseIpv4(text(values, 1))];
    return ip === undefined || range === undefined ? null : isInRange(ip, range);
  }),
  valueFunction(
    'ipv4_is_in_any_range',
    { doc: 'whether an address is of one of several networks', args: [2, 64], result: 'bool' },
    (values) => {
      const ip = parseIpv4(text(values, 0));
      if (ip === undefined) return null;
      return listOf(values, 1).some((item) => {
        const range = parseIpv4(item);
        return range !== undefined && isInRange(ip, range);
      });
    },
  ),
  valueFunction(
    'ipv4_is_match',
    { doc: 'whether two addresses are the same under their prefixes', args: [2, 3], result: 'bool' },
    (values) => {
      const [a, b] = [parseIpv4(text(values, 0)), parseIpv4(text(values, 1))];
      return a === undefined || b === undefined ? null : compareIpv4(a, b, prefixArgument(values, 32)) === 0;
    },
  ),
  valueFunction('ipv4_compare', { doc: 'order of two addresses under their prefixes', args: [2, 3], result: 'long' }, (values) => {
    const [a, b] = [parseIpv4(text(values, 0)), parseIpv4(text(values, 1))];
    return a === undefined || b === undefined ? null : compareIpv4(a, b, prefixArgument(values, 32));
  }),
  valueFunction(
    'ipv4_netmask_suffix',
    { doc: 'the prefix of a network', args: 1, result: 'long' },
    (values) => parseIpv4(text(values, 0))?.prefix ?? null,
  ),
  valueFunction('ipv4_range_to_cidr_list', { doc: 'networks between two addresses', args: 2, result: 'dynamic' }, (values) => {
    const [first, last] = [parseIpv4(text(values, 0)), parseIpv4(text(values, 1))];
    if (first === undefined || last === undefined) return null;
    const networks: string[] = [];
    for (let at = first.address; at <= last.address;) {
      let prefix = 32;
      while (prefix > 0 && at % 2 ** (33 - prefix) === 0 && at + 2 ** (33 - prefix) - 1 <= last.address) prefix--;
      networks.push(`${formatIpv4(at)}/${prefix}`);
      at += 2 ** (32 - prefix);
    }
    return networks;
  }),
  valueFunction('parse_ipv4', { doc: 'an address as a number', args: 1, result: 'long' }, (values) => {
    const ip = parseIpv4(text(values, 0));
    return ip === undefined ? null : maskIpv4(ip.address, ip.prefix);
  }),
  valueFunction('parse_ipv4_mask', { doc: 'an address under a prefix as a number', args: 2, result: 'long' }, (values) => {
    const ip = parseIpv4(text(values, 0));
    const prefix = Number(values[1]);
    return ip === undefined || prefix < 0 || prefix > 32 ? null : maskIpv4(ip.address, Math.min(prefix, ip.prefix));
  }),
  valueFunction('format_ipv4', { doc: 'a number or text as an address', args: [1, 2], result: 'string' }, (values, types) => {
    const ip = readAddress(values[0]!, types[0]!);
    const prefix = values[1] === undefined ? 32 : Number(values[1]);
    return ip === undefined || prefix < 0 || prefix > 32 ? '' : formatIpv4(maskIpv4(ip.address, Math.min(prefix, ip.prefix)));
  }),
  valueFunction('format_ipv4_mask', { doc: 'a number or text as a network', args: [1, 2], result: 'string' }, (values, types) => {
    const ip = readAddress(values[0]!, types[0]!);
    const prefix = values[1] === undefined ? 32 : Number(values[1]);
    if (ip === undefined || prefix < 0 || prefix > 32) return '';
    const bits = Math.min(prefix, ip.prefix);
    return `${formatIpv4(maskIpv4(ip.address, bits))}/${bits}`;
  }),
  valueFunction(
    'has_ipv4',
    { doc: 'whether a text holds an address', args: 2, result: 'bool' },
    (values) => parseIpv4(text(values, 1)) !== undefined && addressesIn(text(values, 0)).includes(text(values, 1)),
  ),
  valueFunction('has_any_ipv4', { doc: 'whether a text holds one of several addresses', args: [2, 64], result: 'bool' }, (values) => {
    const found = new Set(addressesIn(text(values, 0)));
    return listOf(values, 1).some((item) => found.has(item));
  }),
  valueFunction('has_ipv4_prefix', { doc: 'whether a text holds an address that begins so', args: 2, result: 'bool' }, (values) =>
    hasIpv4Prefix(text(values, 0), text(values, 1)),
  ),
  valueFunction(
    'has_any_ipv4_prefix',
    { doc: 'whether a text holds an address that begins with one of several', args: [2, 64], result: 'bool' },
    (values) => listOf(values, 1).some((item) => hasIpv4Prefix(text(values, 0), item)),
  ),
  valueFunction('parse_ipv6', { doc: 'an address in its long IPv6 form', args: 1, result: 'string' }, (values) => {
    const ip = parseIpv6(text(values, 0));
    return ip === undefined ? '' : formatIpv6(maskIpv6(ip.address, ip.prefix));
  }),
  valueFunction('parse_ipv6_mask', { doc: 'an address under a prefix in its long IPv6 form', args: 2, result: 'string' }, (values) => {
    const ip = parseIpv6(text(values, 0));
    const prefix = Number(values[1]);
    return ip === undefined || prefix < 0 || prefix > 128 ? '' : formatIpv6(maskIpv6(ip.address, Math.min(prefix, ip.prefix)));
  }),
  valueFunction(
    'ipv6_is_match',
    { doc: 'whether two addresses are the same under their prefixes', args: [2, 3], result: 'bool' },
    (values) => {
      const [a, b] = [parseIpv6(text(values, 0)), parseIpv6(text(values, 1))];
      if (a === undefined || b === undefined) return null;
      const bits = Math.min(a.prefix, b.prefix, prefixArgument(values, 128));
      return maskIpv6(a.address, bits) === maskIpv6(b.address, bits);
    },
  ),
  valueFunction('ipv6_compare', { doc: 'order of two addresses under their prefixes', args: [2, 3], result: 'long' }, (values) => {
    const [a, b] = [parseIpv6(text(values, 0)), parseIpv6(text(values, 1))];
    if (a === undefined || b === undefined) return null;
    const bits = Math.min(a.prefix, b.prefix, prefixArgument(values, 128));
    const [x, y] = [maskIpv6(a.address, bits), maskIpv6(b.address, bits)];
    return x < y ? -1 : x > y ? 1 : 0;
  }),
  valueFunction('ipv6_is_in_range', { doc: 'whether an address is of a network', args: 2, result: 'bool' }, (values) =>
    inIpv6Range(text(values, 0), [text(values, 1)]),
  ),
  valueFunction(
    'ipv6_is_in_any_range',
    { doc: 'whether an address is of one of several networks', args: [2, 64], result: 'bool' },
    (values) => inIpv6Range(text(values, 0), listOf(values, 1)),
  ),
];

function inIpv6Range(address: string, ranges: readonly string[]): boolean | null {
  const ip = parseIpv6(address);
  if (ip === undefined) return null;
  return ranges.some((item) => {
    const range = parseIpv6(item);
    return range !== undefined && ip.prefix >= range.prefix && maskIpv6(ip.address, range.prefix) === maskIpv6(range.address, range.prefix);
  });
}

function readAddress(value: Scalar, type: string): Ipv4Range | undefined {
  if (type === 'string') return parseIpv4(value as string);
  const address = Number(value);
  return Number.isInteger(address) && address >= 0 && address < 2 ** 32 ? { address, prefix: 32 } : undefined;
}
