/** Constants of Punycode, RFC 3492 section 5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : Math.floor(delta / 2);
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

const threshold = (k: number, bias: number): number => Math.min(Math.max(k - bias, T_MIN), T_MAX);

/** The text in ASCII: its ASCII characters, then where the others go. */
export function encodePunycode(text: string): string {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  const basic = points.filter((point) => point < 128);
  let output = String.fromCharCode(...basic);
  if (basic.length > 0) output += '-';
  let handled = basic.length;
  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      let q = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (q < t) break;
        output += DIGITS[t + ((q - t) % (BASE - t))]!;
        q = Math.floor((q - t) / (BASE - t));
      }
      output += DIGITS[q]!;
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** The text that {@link encodePunycode} made ASCII; `undefined` when it is no such text. */
export function decodePunycode(text: string): string | undefined {
  const split = text.lastIndexOf('-');
  const output = Array.from(split < 0 ? '' : text.slice(0, split), (character) => character.codePointAt(0)!);
  if (output.some((point) => point >= 128)) return undefined;
  let n = INITIAL_N;
  let index = 0;
  let bias = INITIAL_BIAS;
  for (let at = split + 1; at < text.length;) {
    const start = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = DIGITS.indexOf((text[at++] ?? '').toLowerCase() || ' ');
      if (digit < 0) return undefined;
      index += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      weight *= BASE - t;
    }
    const count = output.length + 1;
    bias = adapt(index - start, count, start === 0);
    n += Math.floor(index / count);
    index %= count;
    if (n > 0x10ffff) return undefined;
    output.splice(index++, 0, n);
  }
  return String.fromCodePoint(...output);
}
