import { widestPiece } from '../charts/text-width.ts';
import type { TableColumn } from '../model/report-model.ts';
import type { SlideCell } from './deck-model.ts';
import { body, countLines, fitLines, linesHeight, type, widthOf } from './slide-geometry.ts';

/** A table before it is put on slides. */
export interface WholeTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly SlideCell[])[];
  readonly caption: string;
  readonly hasHead: boolean;
  readonly note: string;
}

/** Rows of one slide. */
export interface TablePiece {
  readonly rows: readonly (readonly SlideCell[])[];
  /** In inches: of the head (0 without one), and of each row. */
  readonly headHeight: number;
  readonly rowHeights: readonly number[];
  /** Of all, caption and note included. */
  readonly height: number;
}

/** A table cut into pieces of a slide each. */
export interface LaidOutTable {
  readonly shares: readonly number[];
  readonly pieces: readonly TablePiece[];
  readonly note: string;
}

/** Inches beside the text of a cell, on its right, and above and below it together. */
export const cellPadding = 0.14;
export const rowPadding = 0.11;
/** Inches of the caption above a table. */
export const captionHeight = 0.34;
/** Of one cell. A row with more would leave a slide to itself; the report has it whole. */
const mostLines = 9;
/** Inches that a column may ask for. */
const widestText = 6;
const widestWord = 2.8;
/** What is as wide as its column is not wrapped for a rounding. */
const rounding = 0.02;
/** The shape and the space before the word of a severity. */
const shapeWidth = 0.24;

function wishOf(column: TableColumn, cells: readonly SlideCell[]): { readonly least: number; readonly wish: number } {
  const isProse = column.form === 'text' || column.form === 'code';
  const extra = cellPadding + (column.form === 'severity' ? shapeWidth : 0);
  const texts = cells.flatMap(({ text, second }) => [text, second]);
  // Letters of code are wider than those around them.
  const scale = column.form === 'code' ? 1.12 : 1;
  const natural = Math.max(0, ...texts.map((text) => widthOf(text, type.table) * scale));
  const words = Math.max(0, ...texts.map((text) => (widestPiece(text, type.table) / 72) * 1.06 * scale));
  const head = (widestPiece(column.label, type.table) / 72) * 1.15;
  const least = Math.max(Math.min(isProse ? words : natural, widestWord), Math.min(head, widestWord)) + extra;
  const wish = Math.max(
    Math.min(natural, isProse ? widestText : widestWord),
    Math.min(widthOf(column.label, type.table, { isBold: true }), widestWord),
  );
  return { least, wish: Math.max(least, wish + extra + rounding) };
}

/** What is left goes to texts, which have more to say; without any, to all. */
function shareRest(columns: readonly TableColumn[], widths: readonly number[], rest: number): readonly number[] {
  const isProse = ({ form }: TableColumn): boolean => form === 'text' || form === 'code';
  const takes = columns.some(isProse) ? columns.map(isProse) : columns.map(() => true);
  const all = widths.reduce((sum, width, index) => sum + (takes[index]! ? width : 0), 0);
  return widths.map((width, index) => (takes[index]! ? width + (rest * width) / all : width) / body.width);
}

/** Widths by what the columns hold: what must stay on one line gets that line, texts share the rest. */
function sharesOf({ columns, rows }: WholeTable): readonly number[] {
  const wishes = columns.map((column, index) =>
    wishOf(
      column,
      rows.map((row) => row[index]!),
    ),
  );
  const least = wishes.reduce((sum, column) => sum + column.least, 0);
  const wished = wishes.reduce((sum, column) => sum + column.wish, 0);
  if (wished <= body.width)
    return shareRest(
      columns,
      wishes.map(({ wish }) => wish),
      body.width - wished,
    );
  if (least >= body.width) return wishes.map((column) => column.least / least);
  const part = (body.width - least) / (wished - least);
  return wishes.map((column) => (column.least + (column.wish - column.least) * part) / body.width);
}

function linesOf({ text, second }: SlideCell, column: TableColumn, width: number): number {
  const room = (width - cellPadding - (column.form === 'severity' ? shapeWidth : 0)) / (column.form === 'code' ? 1.12 : 1);
  return countLines(text, type.table, room) + (second === '' ? 0 : countLines(second, type.table, room));
}

/** A cell that is too long for a slide, cut at its end. */
function fitCell(cell: SlideCell, column: TableColumn, width: number): SlideCell {
  if (linesOf(cell, column, width) <= mostLines) return cell;
  const room = (width - cellPadding) / (column.form === 'code' ? 1.12 : 1);
  const half = cell.second === '' ? mostLines : Math.ceil(mostLines / 2);
  const text = fitLines(cell.text, type.table, room, half);
  const left = mostLines - countLines(text, type.table, room);
  return { ...cell, text, second: cell.second === '' ? '' : fitLines(cell.second, type.table, room, left) };
}

/**
 * Cuts a table so that each piece fits a slide with its head; a single last row is not left alone.
 * @param firstHeight inches that the first slide has left
 */
export function layOutTable(table: WholeTable, firstHeight: number): LaidOutTable {
  const { columns } = table;
  const shares = sharesOf(table);
  const widthOfColumn = (index: number): number => shares[index]! * body.width;
  const rows = table.rows.map((row) => row.map((cell, index) => fitCell(cell, columns[index]!, widthOfColumn(index))));
  const headLines = columns.map(({ label }, index) => countLines(label, type.table, widthOfColumn(index) - cellPadding, { isBold: true }));
  const headHeight = table.hasHead ? linesHeight(Math.max(...headLines), type.table) + rowPadding : 0;
  const heights = rows.map((row) => {
    const lines = row.map((cell, index) => linesOf(cell, columns[index]!, widthOfColumn(index)));
    return linesHeight(Math.max(...lines), type.table) + rowPadding;
  });
  const note = fitLines(table.note, type.small, body.width, 3);
  const noteHeight = note === '' ? 0 : linesHeight(countLines(note, type.small, body.width), type.small) + 0.08;
  const fixed = (table.caption === '' ? 0 : captionHeight) + headHeight + noteHeight;
  const heightOfRows = (places: readonly number[]): number => places.reduce((sum, place) => sum + heights[place]!, fixed);
  const pieces: number[][] = [[]];
  for (const place of rows.keys()) {
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
    note,
    pieces: pieces.map((places) => ({
      rows: places.map((place) => rows[place]!),
      headHeight,
      rowHeights: places.map((place) => heights[place]!),
      height: heightOfRows(places),
    })),
  };
}
