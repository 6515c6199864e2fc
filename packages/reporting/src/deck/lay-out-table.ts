import { textWidth } from '../charts/text-width.ts';
import type { TableBlock, TableCell, TableColumn } from '../model/report-model.ts';
import { body, countLines, linesHeight, type } from './slide-geometry.ts';

/** Rows of one slide. */
export interface TablePiece {
  readonly rows: readonly (readonly TableCell[])[];
  /** In inches: of the head, then of each row. */
  readonly rowHeights: readonly number[];
  /** Of all, caption and note included. */
  readonly height: number;
}

/** A table cut into pieces of a slide each. */
export interface LaidOutTable {
  readonly shares: readonly number[];
  readonly pieces: readonly TablePiece[];
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
  const fixed = captionHeight + head + note;
  const heightOfRows = (places: readonly number[]): number => places.reduce((sum, place) => sum + heights[place]!, fixed);
  const pieces: number[][] = [[]];
  for (const place of table.rows.keys()) {
    const current = pieces.at(-1)!;
    const room = pieces.length === 1 ? firstHeight : body.height;
    if (current.length > 0 && heightOfRows([...current, place]) > room) pieces.push([place]);
    else current.push(place);
  }
  const last = pieces.at(-1)!;
  const before = pieces.at(-2);
  if (before !== undefined && last.length === 1 && before.length > 2) last.unshift(before.pop()!);
  return {
    shares,
    pieces: pieces.map((places) => ({
      rows: places.map((place) => table.rows[place]!),
      rowHeights: [head, ...places.map((place) => heights[place]!)],
      height: heightOfRows(places),
    })),
  };
}
