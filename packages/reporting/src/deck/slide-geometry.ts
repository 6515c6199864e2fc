import { letterWidths } from './letter-widths.ts';

/** The slide in inches, 16:9, and the places on it that all slides share. An inch is 96 pixels of the HTML, where a slide is 1280 by 720. */
export const slide = { width: 13.333, height: 7.5 } as const;
export const body = { x: 0.6, y: 1.62, width: 12.13, height: 5.05 } as const;
export const kickerBox = { x: 0.6, y: 0.24, width: 12.13, height: 0.3 } as const;
export const titleBox = { x: 0.6, y: 0.58, width: 12.13, height: 0.92 } as const;
export const coverTitleBox = { x: 0.9, y: 1.75, width: 11.5, height: 1.95 } as const;
export const coverLinesBox = { x: 0.9, y: 3.95, width: 11.5, height: 2.9 } as const;
export const footBox = { x: 0.6, y: 6.88, width: 9.2, height: 0.42 } as const;
/** Between parts that stand below each other. */
export const gap = 0.2;

/** Sizes in points. Nothing on a slide is smaller than 12, except its foot. */
export const type = {
  cover: 36,
  coverSmall: 28,
  title: 26,
  titleSmall: 22,
  titleLeast: 18,
  body: 14,
  table: 12,
  small: 12,
  cardNumber: 26,
  cardWord: 16,
  foot: 10,
} as const;

/** Of a card, inches. */
export const cardGap = 0.18;
export const cardPadding = 0.12;

/** Fonts of the people who open a deck are not ours. */
const slack = 1.03;
/** Inter in bold against Inter. */
const boldFactor = 1.075;
/** Height of a line against its letters; templates/report/deck.css has the same. */
export const lineFactor = 1.22;

interface Lettering {
  /** @default false */
  readonly isBold?: boolean;
}

/** About how wide a text is, in inches. */
export function widthOf(text: string, points: number, { isBold = false }: Lettering = {}): number {
  return (letterWidths(text) * points * slack * (isBold ? boldFactor : 1)) / 72;
}

/** Lines that a text takes at a size (points) in a width (inches). Words that are wider than the line are broken. */
export function countLines(text: string, points: number, width: number, lettering: Lettering = {}): number {
  return text.split('\n').reduce((lines, paragraph) => {
    let used = 0;
    let count = 1;
    for (const word of paragraph.split(/(?<=[ \t-])|(?<=[\u3000-\u9fff\uff00-\uffef])/u)) {
      const wide = widthOf(word, points, lettering);
      const bare = widthOf(word.trimEnd(), points, lettering);
      if (used > 0 && used + bare > width) {
        count += 1;
        used = 0;
      }
      if (bare > width) {
        // A line of a broken word ends before the letter that no longer fits.
        const full = Math.max(width - points / 72, width / 2);
        count += Math.ceil(bare / full) - 1;
        used = bare % full;
      } else used += wide;
    }
    return lines + count;
  }, 0);
}

/** Height in inches of so many lines. */
export function linesHeight(lines: number, points: number): number {
  return (lines * points * lineFactor) / 72;
}

/** The text, cut so that it takes at most so many lines; an ellipsis says that it was cut. */
export function fitLines(text: string, points: number, width: number, lines: number, lettering: Lettering = {}): string {
  if (countLines(text, points, width, lettering) <= lines) return text;
  const characters = [...text];
  let low = 0;
  // No line holds more than its width in the narrowest letters.
  let high = Math.min(characters.length, Math.ceil((lines * width * 72) / (points * 0.2)));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countLines(`${characters.slice(0, middle).join('').trimEnd()}…`, points, width, lettering) <= lines) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

/** The mark of a part, `(1 of 3)`, stays on one line. */
export function keepMarkTogether(title: string): string {
  return title.replace(/\([^()]*\)$/u, (mark) => mark.replaceAll(' ', '\u00a0'));
}
