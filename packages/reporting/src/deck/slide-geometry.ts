import { textWidth } from '../charts/text-width.ts';

/** The slide in inches, 16:9, and the places on it that all slides share. */
export const slide = { width: 13.333, height: 7.5 } as const;
export const body = { x: 0.6, y: 1.62, width: 12.13, height: 5.05 } as const;
export const titleBox = { x: 0.6, y: 0.58, width: 12.13, height: 0.92 } as const;

/** Sizes in points. Nothing on a slide is smaller than 12, except its foot. */
export const type = { title: 26, titleSmall: 22, body: 14, table: 12, small: 12, cardNumber: 26, foot: 10 } as const;

/** Fonts of the people who open a deck are not ours, and run a little wider. */
const slack = 1.08;
const lineFactor = 1.22;

/** Lines that a text takes at a size (points) in a width (inches). Words that are wider than the line are broken. */
export function countLines(text: string, points: number, widthInches: number): number {
  const available = (widthInches * 72) / slack;
  return text.split('\n').reduce((lines, paragraph) => {
    let used = 0;
    let count = 1;
    for (const word of paragraph.split(/(?<=\s)|(?<=[\u3000-\u9fff\uff00-\uffef])/u)) {
      const wide = textWidth(word, points);
      if (used > 0 && used + textWidth(word.trimEnd(), points) > available) {
        count += 1;
        used = 0;
      }
      if (wide > available) {
        count += Math.ceil(wide / available) - 1;
        used = wide % available;
      } else used += wide;
    }
    return lines + count;
  }, 0);
}

/** Height in inches of so many lines. */
export function linesHeight(lines: number, points: number): number {
  return (lines * points * lineFactor) / 72;
}

/** The text, cut at a word so that it takes at most so many lines; an ellipsis says that it was cut. */
export function fitLines(text: string, points: number, widthInches: number, lines: number): string {
  if (countLines(text, points, widthInches) <= lines) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countLines(`${characters.slice(0, middle).join('').trimEnd()}…`, points, widthInches) <= lines) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}
