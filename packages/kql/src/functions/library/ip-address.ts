/** The bits of an address that count, and how many there are. */
export interface IpNetwork {
  /** The address, its bits beyond the prefix still set. */
  readonly bits: bigint;
  readonly prefix: number;
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** Reads `10.1.2.3` or `10.1.2.3/24`; `undefined` when the text is neither. */
export function parseIpv4(text: string): IpNetwork | undefined {
  const match = V4.exec(text.trim());
  if (match === null) return undefined;
  let bits = 0n;
  for (let index = 1; index <= 4; index++) {
    const part = Number(match[index]);
    if (part > 255) return undefined;
    bits = bits * 256n + BigInt(part);
  }
  const prefix = Number(match[5] ?? '32');
  return prefix > 32 ? undefined : { bits, prefix };
}

/** What an IPv4 address looks like among IPv6 addresses: `::ffff:a.b.c.d`. */
const MAPPED_V4 = 0xffffn << 32n;

/** Reads an IPv6 or IPv4 address with or without a prefix; an IPv4 prefix, of `::a.b.c.d` too, counts from the mapped address. */
export function parseIpv6(text: string): IpNetwork | undefined {
  const v4 = parseIpv4(text.trim().replace(/^::(?:ffff:)?(?=\d+\.)/i, ''));
  if (v4 !== undefined) return { bits: MAPPED_V4 | v4.bits, prefix: 96 + v4.prefix };
  const [address = '', prefixText, ...more] = text.trim().split('/');
  if (more.length > 0 || (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText))) return undefined;
  const prefix = Number(prefixText ?? '128');
  const bits = prefix > 128 ? undefined : bitsOfIpv6(address);
  return bits === undefined ? undefined : { bits, prefix };
}

function bitsOfIpv6(address: string): bigint | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = groupsOf(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail].reduce((bits, group) => bits * 65_536n + BigInt(group), 0n);
}

/** Groups of 16 bits; the last one may be written as an IPv4 address. */
function groupsOf(text: string, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else {
      const v4 = mayEndInIpv4 && index === parts.length - 1 && !part.includes('/') ? parseIpv4(part) : undefined;
      if (v4 === undefined) return undefined;
      groups.push(Number(v4.bits >> 16n), Number(v4.bits & 0xffffn));
    }
  }
  return groups;
}

/** The address with everything beyond the prefix cleared. */
export function maskBits(bits: bigint, prefix: number, width: 32 | 128): bigint {
  const free = BigInt(width - prefix);
  return (bits >> free) << free;
}

export function formatIpv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.');
}

/** All eight groups with all their digits. */
export function formatIpv6(bits: bigint): string {
  return bits
    .toString(16)
    .padStart(32, '0')
    .replaceAll(/(.{4})(?!$)/g, '$1:');
}
