import { messagesFor } from '../languages/find-messages.ts';
import { escapeText } from './escape-text.ts';
import { textWidth } from './text-width.ts';

/** Size of every label, in the picture's units. At the printed width of 178 mm this is 8.2 pt: never smaller on paper. */
export const labelSize = 11;
/** Of a chart that has the page to itself. */
export const fullWidth = 680;
/** Of one of two side by side, so that its letters are as large as those of the others. */
export const halfWidth = 324;
export const lineHeight = 13;
/** Room beside names at an edge: letters may be a little wider than they were counted, and what reaches over the edge is cut off. */
export const nameSlack = 6;

/** One decimal: short, and equal on every machine. */
export function round(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? 0 : rounded;
}

export type Anchor = 'start' | 'middle' | 'end';

export function svgText(x: number, y: number, text: string, classes: string, anchor: Anchor = 'start'): string {
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text class="${classes}" x="${round(x)}" y="${round(y)}"${at}>${escapeText(text)}</text>`;
}

/** Lines of text, centred on a height. */
export function svgLines(lines: readonly string[], x: number, middle: number, classes: string, anchor: Anchor = 'start'): string {
  const first = middle + 4 - ((lines.length - 1) * lineHeight) / 2;
  return lines.map((line, row) => svgText(x, first + row * lineHeight, line, classes, anchor)).join('');
}

export function svgRect(x: number, y: number, width: number, height: number, classes: string, title?: string): string {
  const box = `class="${classes}" x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}"`;
  return title === undefined ? `<rect ${box}/>` : `<rect ${box}><title>${escapeText(title)}</title></rect>`;
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, classes: string): string {
  return `<line class="${classes}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

/** A stretch that is not known: hatched, and named where the words fit. */
export function svgGap(
  { idPrefix, locale }: { readonly idPrefix: string; readonly locale: string },
  x: number,
  y: number,
  width: number,
  height: number,
): string {
  const words = messagesFor(locale).document.chart.noData;
  const band = `<rect class="gap" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="url(#${idPrefix}-hatch)"/>`;
  const fits = width >= textWidth(words, labelSize) + 4 && height >= lineHeight;
  return band + (fits ? svgText(x + width / 2, y + Math.min(height / 2 + 4, height - 4), words, 'quiet halo', 'middle') : '');
}

export function svgHatch(idPrefix: string): string {
  return `<defs><pattern id="${idPrefix}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>`;
}
