import { inertText } from '@mxdr/core';

export interface TextTableColumn {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** Width in terminal cells, near enough: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) continue;
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return width;
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const character of text) {
    const next = displayWidth(character);
    if (used + next > width - 1) break;
    out += character;
    used += next;
  }
  return `${out}…`;
}

/**
 * A readable table: aligned columns, one line a row, cut to `maxWidth` terminal cells by shortening the widest columns first.
 * Line breaks in cells show as a space; control characters show as their code.
 */
export function formatTextTable(columns: readonly TextTableColumn[], rows: readonly (readonly string[])[], maxWidth: number): string {
  const cells = [columns.map((column) => column.head), ...rows].map((row) =>
    columns.map((_, i) => inertText((row[i] ?? '').replace(/\s*\n\s*/gu, ' '))),
  );
  const widths = columns.map((_, i) => Math.max(1, ...cells.map((row) => displayWidth(row[i] ?? ''))));
  const gaps = 2 * (columns.length - 1);
  for (let total = widths.reduce((a, b) => a + b, gaps); total > maxWidth; total--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 8) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        const text = cut(cell, width);
        const pad = ' '.repeat(Math.max(0, width - displayWidth(text)));
        return columns[i]?.align === 'right' ? pad + text : text + pad;
      })
      .join('  ')
      .trimEnd();
  const [head, ...body] = cells;
  return [line(head ?? []), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}
