import { severityOf } from '../charts/severity-scale.ts';
import { textWidth, widestPiece } from '../charts/text-width.ts';
import { messagesFor } from '../languages/find-messages.ts';
import type { TableBlock, TableCell, TableColumn } from '../model/report-model.ts';
import type { CellView, ColumnView, RowView, TableView } from './template-views.ts';

/** What a table has on an upright page: 178 mm, in CSS pixels. */
const uprightWidth = 672;
const printSize = 11.6;
const cellPadding = 13;
/** What is longer wraps, whatever its form says: a cell wider than the page would shrink the whole print. */
const longestOneLine = 48;
/** A word that is longer may be broken anywhere; a shorter one stays whole. */
const longestWord = 24;
/** A letter of code, against the size of the text around it. */
const codeLetter = 0.56;
/** A table of so few rows is not split between pages. */
const fewRows = 10;
/** With so many columns the room between them is better given to what they hold. */
const manyColumns = 8;
/** Of the longest text of a table: a column of shorter ones gets no room of its own. */
const proseShare = 0.5;
/** A column of prose can be wrapped down to this. */
const narrowestProse = 110;

/** @param isNarrow whether it shares its page with another column: then it gets no page of its own, however wide it is */
export function viewTable(block: TableBlock, locale: string, isNarrow: boolean): TableView {
  const hidden = block.totalRows - block.rows.length;
  const printed = block.rows.slice(0, block.printLimit ?? block.rows.length);
  const isCutOnPaper = block.rows.length > printed.length;
  const format = new Intl.NumberFormat(locale);
  const words = messagesFor(locale).document;
  const all = format.format(block.totalRows);
  const prose = proseColumns(block);
  return {
    id: block.id,
    caption: block.caption,
    layout: [
      !isNarrow && neededWidth({ columns: block.columns, rows: printed }) > uprightWidth ? 'wide' : '',
      printed.length <= fewRows ? 'short' : '',
      prose.size > 1 ? 'shared' : '',
      isCutOnPaper ? printClass(printed.length) : '',
      block.columns.length >= manyColumns ? 'dense' : '',
    ]
      .filter((name) => name !== '')
      .join(' '),
    hasRows: block.rows.length > 0,
    columns: viewColumns(block.columns).map((view, index) => (prose.has(index) ? { ...view, classes: `${view.classes} p`.trim() } : view)),
    rows: viewRows(block.columns, block.rows),
    emptyText: block.emptyText,
    hasMore: hidden > 0,
    moreText: words.firstRows(format.format(block.rows.length), all),
    moreClasses: isCutOnPaper ? 'on-screen' : '',
    isCutOnPaper,
    paperText: words.firstRowsOnPaper(format.format(printed.length), all),
    hasNote: block.note !== '',
    note: block.note,
  };
}

/** Class of a table of which so many rows are printed; document-css.ts hides the others. */
export function printClass(printLimit: number): string {
  return `printed-${printLimit}`;
}

/**
 * Columns that hold texts that are read as sentences: they get the room that numbers do not need. Beside one of them, what is much shorter wraps
 * as names do; otherwise the first columns would take the room, and the longest text would be left with a word a line.
 */
function proseColumns({ columns, rows }: TableBlock): ReadonlySet<number> {
  const widest = columns.map(({ form }, index) =>
    form === 'text' ? rows.reduce((most, row) => Math.max(most, textWidth(row[index]?.text ?? '', printSize)), 0) : 0,
  );
  const least = Math.max(1.6 * narrowestProse, proseShare * Math.max(...widest));
  return new Set(widest.flatMap((width, index) => (width > least ? [index] : [])));
}

/** About how wide the table is at its narrowest. Wider than an upright page, it gets a landscape page of its own in print. */
function neededWidth({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>): number {
  return columns.reduce((sum, { label, form }, index) => {
    const widestWord = widestPiece(label, printSize);
    const widestCell = rows.reduce((widest, row) => Math.max(widest, cellWidth(row[index]?.text ?? '', form)), 0);
    return sum + Math.max(widestWord, form === 'text' ? Math.min(widestCell, narrowestProse) : widestCell) + cellPadding;
  }, 0);
}

function cellWidth(text: string, form: TableColumn['form']): number {
  if (form !== 'code') return textWidth(text, printSize);
  return codePieces(text).reduce((widest, piece) => Math.max(widest, Math.min(piece.length, longestOneLine) * codeLetter * printSize), 0);
}

/** Code breaks after a slash and nowhere else. */
function codePieces(text: string): readonly string[] {
  return text.match(/[^/]+\/?|\//g) ?? [];
}

export function viewColumns(columns: readonly TableColumn[]): readonly ColumnView[] {
  // A head always wraps: on one line the longest of them would decide the width of the table, and shrink the whole print.
  return columns.map((column) => ({
    label: column.label,
    classes: [column.align === 'right' ? 'r' : '', hasLongWord(column.label) ? 'b' : ''].filter((name) => name !== '').join(' '),
    form: column.form,
    key: column.key,
  }));
}

export function viewRows(columns: readonly TableColumn[], rows: readonly (readonly TableCell[])[]): readonly RowView[] {
  const classes = columns.map(columnClasses);
  return rows.map((row) => {
    const [head, ...cells] = row.map((cell, index) => viewCell(cell, columns[index]!, classes[index]!));
    return { head: head!, cells };
  });
}

function viewCell(cell: TableCell, column: TableColumn, classes: string): CellView {
  const ink = column.form === 'severity' ? severityOf(String(cell.value ?? '')) : undefined;
  const value = cell.value === null ? '' : String(cell.value);
  return {
    text: cell.text,
    classes: [
      cell.text.length > longestOneLine ? classes.replace(/\bn\b/, '').trim() : classes,
      cell.value === null ? 'unknown' : '',
      hasLongWord(cell.text) && column.form !== 'code' ? 'b' : '',
    ]
      .filter((name) => name !== '')
      .join(' '),
    isSeverity: ink !== undefined,
    level: ink?.level ?? '',
    isCode: column.form === 'code' && cell.value !== null,
    pieces: codePieces(cell.text).map((piece) => ({ text: piece, classes: piece.length > longestOneLine ? 'b' : 'n' })),
    hasValue: cell.value !== null && value !== cell.text,
    value,
    isMissing: cell.value === null,
  };
}

/** Whether a word is so long that it may be broken anywhere. */
export function hasLongWord(text: string): boolean {
  return text.split(/[\s-]/).some((word) => word.length > longestWord);
}

/** `r` right, `n` one line, `b` broken anywhere: short, since every cell carries them. */
function columnClasses({ align, form }: TableColumn): string {
  return [align === 'right' ? 'r' : '', form === 'nowrap' || form === 'number' || form === 'severity' ? 'n' : '']
    .filter((name) => name !== '')
    .join(' ');
}
