import type { DatasetReader } from './dataset-reader.ts';

type Names = Readonly<Record<string, string>>;

/** `TruePositive`, `True positive` and `true positive` are one. */
function findName(names: Names, value: string): string | undefined {
  const plain = (text: string): string => text.replaceAll(/[^a-z]/giu, '').toLowerCase();
  const wanted = plain(value);
  return Object.entries(names).find(([key]) => plain(key) === wanted)?.[1];
}

/** `ResourceHijacking` is `Resource hijacking`: what no language has a word for stays as it was written, in words. */
function splitWords(value: string): string {
  const words = value.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Words for what views and logs write as identifiers. Only in the columns that are known to hold them: everything else stays as it was written. */
export function nameValue(viewId: string, column: string, value: string, reader: DatasetReader): string {
  const { messages, format } = reader;
  const cells: Readonly<Record<string, Readonly<Record<string, Names>>>> = messages.cells;
  const own = cells[viewId]?.[column]?.[value];
  if (own !== undefined) return own;
  switch (column) {
    case 'Piece':
      return format.shortDay(value);
    case 'Source':
    case 'ProductName':
      return reader.nameSource(value);
    case 'Severity':
      return findName(messages.severities, value) ?? value;
    case 'Status':
      return findName(messages.statuses, value) ?? value;
    case 'Tactic':
      return findName(messages.tactics, value) ?? splitWords(value);
    case 'Classification':
      return findName(messages.classifications, value) ?? splitWords(value);
    case 'Name':
      return viewId === 'time-statistics' ? reader.nameMetric(value) : value;
    default:
      return value;
  }
}
