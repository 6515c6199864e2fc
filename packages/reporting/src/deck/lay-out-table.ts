import { textWidth } from '../charts/text-width.ts';
import type { TableBlock, TableCell, TableColumn } from '../model/report-model.ts';
import { body, countLines, linesHeight, type } from './slide-geometry.ts';

/** A table cut into pieces of a slide each. */
export interface LaidOutTable {
  readonly shares: readonly number[];
  readonly pieces: readonly { readonly rows: readonly (readonly TableCell[])[]; readonly height: number }[];
}

const cellPadding = 0.2;
const rowPadding = 0.11;

/** Widths by what the columns hold: what must stay on one line gets that line, texts share the rest. */
function sharesOf(columns: readonly TableColumn[], rows: readonly (readonly TableCell[])[]): readonly number[] {
  const wishes = columns.map((column, index) => {
    const texts = [column.label, ...rows.map((row) => row[index]?.text ?? '')];
    const widest = Math.max(...texts.map((text) => textWidth(text, type.table))) / 72 + cellPadding + 0.1;
    return column.form === 'text' || column.form === 'code' ? Math.min(widest, 5) : Math.min(widest, 2.6);
  });
  const total = wishes.reduce((sum, wish) => sum + wish, 0);
  return wishes.map((wish) => wish / total);
}

function heightOf(cells: readonly string[], shares: readonly number[]): number {
  const lines = Math.max(...cells.map((text, index) => countLines(text, type.table, (shares[index] ?? 0) * body.width - cellPadding)));
  return linesHeight(lines, type.table) + rowPadding;
}

/**
 * Cuts a table so that each piece fits a slide with its head; a single last row is not left alone.
 * @param firstHeight inches that the first slide has left
 */
export function layOutTable(table: TableBlock, firstHeight: number): LaidOutTable {
  const shares = sharesOf(table.columns, table.rows);
  const captionHeight = 0.4;
  const head = heightOf(
    table.columns.map(({ label }) => label),
    shares,
  );
  const note = table.note === '' ? 0 : linesHeight(countLines(table.note, type.small, body.width), type.small) + 0.1;
  const heights = table.rows.map((row) =>
    heightOf(
      row.map(({ text }) => text),
      shares,
    ),
  );
  const pieces: { rows: (readonly TableCell[])[]; height: number }[] = [];
  const begin = (): { rows: (readonly TableCell[])[]; height: number } => {
    const piece = { rows: [], height: captionHeight + head + note };
    pieces.push(piece);
    return piece;
  };
  let piece = begin();
  for (const [index, row] of table.rows.entries()) {
    const room = pieces.length === 1 ? firstHeight : body.height;
    const height = heights[index]!;
    if (piece.rows.length > 0 && piece.height + height > room) piece = begin();
    piece.rows.push(row);
    piece.height += height;
  }
  const last = pieces.at(-1)!;
  const before = pieces.at(-2);
  if (before !== undefined && last.rows.length === 1 && before.rows.length > 2) {
    const moved = before.rows.pop()!;
    const height = heights[table.rows.length - 2]!;
    before.height -= height;
    last.rows.unshift(moved);
    last.height += height;
  }
  return { shares, pieces };
}
