import { labelSize, lineHeight, svgText } from './svg-parts.ts';
import { textWidth, wrapText } from './text-width.ts';

/**
 * Labels under a horizontal axis. All of them where they fit, on two lines where that helps, otherwise every second, third…:
 * labels never touch.
 * @param centre middle of a category; `step` distance between two
 */
export function drawCategoryAxis(
  categories: readonly string[],
  centre: (index: number) => number,
  step: number,
  top: number,
  chartWidth: number,
): { readonly marks: string; readonly height: number } {
  const room = step - 6;
  const fits = (available: number, lines: number): boolean =>
    categories.every((category) => wrapped(category, available, lines) !== undefined);
  if (fits(room, 2)) return drawEvery(1, room);
  const longest = Math.min(
    140,
    categories.reduce((widest, category) => Math.max(widest, textWidth(category, labelSize)), 0),
  );
  // Few categories with long names: cut them rather than leave them out.
  if (categories.length <= 8) return drawEvery(1, room);
  const sparse = Math.max(1, Math.ceil((longest + 8) / step));
  return drawEvery(sparse, sparse * step - 6);

  function drawEvery(stride: number, available: number): { readonly marks: string; readonly height: number } {
    let marks = '';
    let deepest = 1;
    for (const [index, category] of categories.entries()) {
      if (index % stride !== 0) continue;
      const lines = wrapText(category, labelSize, available, 2);
      deepest = Math.max(deepest, lines.length);
      marks += lines
        .map((line, row) => svgText(withinPicture(centre(index), line, chartWidth), top + 15 + row * lineHeight, line, 'axis', 'middle'))
        .join('');
    }
    return { marks, height: 8 + deepest * lineHeight };
  }
}

/** Moves a label that would reach over an edge back into the picture. */
function withinPicture(centre: number, label: string, chartWidth: number): number {
  const half = textWidth(label, labelSize) / 2;
  return Math.max(half, Math.min(centre, chartWidth - half));
}

/** The lines, or undefined where something would be cut. */
function wrapped(category: string, available: number, lines: number): readonly string[] | undefined {
  const result = wrapText(category, labelSize, available, lines);
  const letters = (text: string): string => text.replaceAll(/\s+/gu, '');
  return letters(result.join('')) === letters(category) ? result : undefined;
}
