import { severityOf } from '../charts/severity-scale.ts';
import type { TableBlock, TableCell, TableColumn } from '../model/report-model.ts';
import type { CellView, ColumnView, RowView, TableView } from './template-views.ts';

/** From this many columns on a table gets a landscape page of its own in print. */
const wideFrom = 9;

export function viewTable(block: TableBlock, locale: string): TableView {
  const hidden = block.totalRows - block.rows.length;
  const format = new Intl.NumberFormat(locale);
  return {
    id: block.id,
    caption: block.caption,
    isWide: block.columns.length >= wideFrom,
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
    classes: cell.value === null ? `${classes} unknown`.trim() : classes,
    isSeverity: ink !== undefined,
    level: ink?.level ?? '',
    isCode: column.form === 'code' && cell.value !== null,
    hasValue: cell.value !== null && value !== cell.text,
    value,
    isMissing: cell.value === null,
  };
}

/** `r` right, `n` one line, `num` tabular figures: short, since every cell carries them. */
function columnClasses({ align, form }: TableColumn): string {
  return [align === 'right' ? 'r' : '', form === 'nowrap' || form === 'number' || form === 'severity' ? 'n' : '']
    .filter((name) => name !== '')
    .join(' ');
}
