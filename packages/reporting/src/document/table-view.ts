import { severityOf } from '../charts/severity-scale.ts';
import { textWidth } from '../charts/text-width.ts';
import type { TableBlock, TableCell, TableColumn } from '../model/report-model.ts';
import type { CellView, ColumnView, RowView, TableView } from './template-views.ts';

/** What a table has on an upright page: 178 mm, in CSS pixels. */
const uprightWidth = 672;
const printSize = 11.6;
const cellPadding = 13;
/** What is longer wraps, whatever its form says: a cell wider than the page would shrink the whole print. */
const longestOneLine = 48;
/** A column of prose can be wrapped down to this. */
const narrowestProse = 110;

export function viewTable(block: TableBlock, locale: string): TableView {
  const hidden = block.totalRows - block.rows.length;
  const format = new Intl.NumberFormat(locale);
  return {
    id: block.id,
    caption: block.caption,
    isWide: neededWidth(block) > uprightWidth,
    hasRows: block.rows.length > 0,
    columns: viewColumns(block.columns),
    rows: viewRows(block.columns, block.rows),
    emptyText: block.emptyText,
    hasMore: hidden > 0,
    moreText: `The first ${format.format(block.rows.length)} of ${format.format(block.totalRows)} rows.`,
    hasNote: block.note !== '',
    note: block.note,
  };
}

/** About how wide the table is at its narrowest. Wider than an upright page, it gets a landscape page of its own in print. */
function neededWidth({ columns, rows }: TableBlock): number {
  return columns.reduce((sum, { label, form }, index) => {
    const longestWord = label.split(' ').reduce((widest, word) => Math.max(widest, textWidth(word, printSize)), 0);
    const widestCell = rows.reduce((widest, row) => Math.max(widest, textWidth(row[index]?.text ?? '', printSize)), 0);
    const canWrap = form === 'text' || form === 'code';
    return sum + Math.max(longestWord, canWrap ? Math.min(widestCell, narrowestProse) : widestCell) + cellPadding;
  }, 0);
}

export function viewColumns(columns: readonly TableColumn[]): readonly ColumnView[] {
  return columns.map((column) => ({ label: column.label, classes: columnClasses(column), form: column.form }));
}

export function viewRows(columns: readonly TableColumn[], rows: readonly (readonly TableCell[])[]): readonly RowView[] {
  const classes = columns.map(columnClasses);
  return rows.map((row) => {
    const [head, ...cells] = row.map((cell, index) => viewCell(cell, columns[index]!, classes[index]!));
    return { head: head!, cells };
  });
}

function viewCell(cell: TableCell, column: TableColumn, classes: string): CellView {
  const ink = column.form === 'severity' ? severityOf(cell.text) : undefined;
  const value = cell.value === null ? '' : String(cell.value);
  return {
    text: cell.text,
    classes: [cell.text.length > longestOneLine ? classes.replace(/\bn\b/, '').trim() : classes, cell.value === null ? 'unknown' : '']
      .filter((name) => name !== '')
      .join(' '),
    isSeverity: ink !== undefined,
    level: ink?.level ?? '',
    isCode: column.form === 'code' && cell.value !== null,
    hasValue: cell.value !== null && value !== cell.text,
    value,
    isMissing: cell.value === null,
  };
}

/** `r` right, `n` one line: short, since every cell carries them. */
function columnClasses({ align, form }: TableColumn): string {
  return [align === 'right' ? 'r' : '', form === 'nowrap' || form === 'number' || form === 'severity' ? 'n' : '']
    .filter((name) => name !== '')
    .join(' ');
}
