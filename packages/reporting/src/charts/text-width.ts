/** Advance widths of Inter 400 for U+0020 to U+007E, in hundredths of the font size. */
const widths = [
  28, 29, 47, 63, 64, 98, 64, 30, 36, 36, 50, 66, 29, 46, 29, 36, 63, 41, 61, 62, 65, 59, 62, 57, 62, 62, 29, 30, 66, 66, 66, 51, 97, 69,
  65, 73, 72, 60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 76, 64, 76, 64, 64, 65, 74, 69, 99, 68, 68, 63, 36, 36, 36, 47, 46, 32, 56, 61, 57,
  61, 58, 37, 61, 59, 24, 24, 55, 24, 88, 59, 60, 61, 61, 38, 53, 33, 59, 56, 82, 55, 56, 55, 43, 33, 43, 66,
];
/** With tabular figures, digits are all as wide, and so are the signs that stand between them. */
const digitWidth = 65;
const signWidth = 70;

/** Advance width of one character in hundredths of the font size. */
function advance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x30 && code <= 0x39) return digitWidth;
  if (character === '+' || character === '<' || character === '=' || character === '>') return signWidth;
  if (code >= 0x20 && code <= 0x7e) return widths[code - 0x20]!;
  // A control character is drawn as the sign for one that is not known.
  return code >= 0x2e80 || code < 0x20 ? 100 : 68;
}

/** About how wide the text is at this size, in the size's unit. Exact for ASCII in Inter, generous for other scripts. */
export function textWidth(text: string, size: number): number {
  let sum = 0;
  for (const character of text) sum += advance(character);
  return (sum * size) / 100;
}

/** Cuts with an ellipsis to fit; the whole text when it fits already. */
export function shorten(text: string, size: number, available: number): string {
  const ellipsis = advance('…');
  let sum = 0;
  let kept = '';
  let isKept = true;
  for (const character of text) {
    sum += advance(character);
    // The first character stays, whether it fits or not.
    isKept &&= kept === '' || ((sum + ellipsis) * size) / 100 <= available;
    if (isKept) kept += character;
    else if ((sum * size) / 100 > available) return `${kept.trimEnd()}…`;
  }
  return (sum * size) / 100 <= available ? text : `${kept.trimEnd()}…`;
}

/** Where a line may not begin: closing marks, small kana and the long mark. */
const neverFirst = /^[、。，．・：；？！」』）】〉》’”ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％…]/u;
const neverLast = /[「『（【〈《‘“]$/u;

/** A piece that stays together, and whether a space stands before it. */
interface Piece {
  readonly text: string;
  readonly joint: '' | ' ';
}

/** Words at spaces; Japanese and Chinese, which have none, between their characters. */
function cutPieces(text: string): readonly Piece[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const parts: string[] = [];
      for (const character of word.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+/gu) ?? []) {
        const last = parts.at(-1);
        if (last !== undefined && (neverFirst.test(character) || neverLast.test(last))) parts[parts.length - 1] = last + character;
        else parts.push(character);
      }
      return parts.map((part, index): Piece => ({ text: part, joint: index === 0 ? ' ' : '' }));
    });
}

/** How wide the widest piece is that a line cannot break. */
export function widestPiece(text: string, size: number): number {
  return cutPieces(text).reduce((widest, piece) => Math.max(widest, textWidth(piece.text, size)), 0);
}

/** Breaks into at most `lines` lines that fit; what is left over is cut with an ellipsis. */
export function wrapText(text: string, size: number, available: number, lines: number): readonly string[] {
  const pieces = [...cutPieces(text)];
  const wrapped: string[] = [];
  const join = (before: string, { text: next, joint }: Piece): string => (before === '' ? next : `${before}${joint}${next}`);
  while (pieces.length > 0 && wrapped.length < lines) {
    if (wrapped.length === lines - 1) {
      wrapped.push(shorten(pieces.reduce(join, ''), size, available));
      break;
    }
    let line = pieces.shift()!.text;
    while (pieces.length > 0 && textWidth(join(line, pieces[0]!), size) <= available) line = join(line, pieces.shift()!);
    wrapped.push(shorten(line, size, available));
  }
  return wrapped.length === 0 ? [''] : wrapped;
}
