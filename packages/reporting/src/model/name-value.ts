import type { Messages } from '../languages/messages.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { nameReadinessValue } from './name-readiness-value.ts';

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

/** A list with commas, name by name. */
function nameEach(value: string, name: (one: string) => string): string {
  return value
    .split(', ')
    .map((one) => name(one))
    .join(', ');
}

/** `New → Active`: the old value and the new one, or a classification alone. Everything else is text of the log. */
function nameChange(value: string, { statuses, severities, classifications }: Messages): string {
  const names: Names = { ...statuses, ...severities, ...classifications };
  const parts = value.split(' → ');
  return parts.every((part) => Object.hasOwn(names, part)) ? parts.map((part) => names[part]).join(' → ') : value;
}

/** Words for what views and logs write as identifiers. Only in the columns that are known to hold them: everything else stays as it was written. */
export function nameValue(viewId: string, column: string, value: string, reader: DatasetReader): string {
  const { messages, format } = reader;
  const cells: Readonly<Record<string, Readonly<Record<string, Names>>>> = messages.cells;
  const own = cells[viewId]?.[column]?.[value];
  if (own !== undefined) return own;
  switch (column) {
    case 'Piece':
    case 'Day':
    case 'RunDay':
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
    case 'Products':
    case 'By':
      return nameEach(value, (one) => reader.nameSource(one));
    case 'Tactics':
      return nameEach(value, (one) => findName(messages.tactics, one) ?? splitWords(one));
    case 'ClassificationReason':
      return splitWords(value);
    case 'What':
      return viewId === 'incident-timeline' ? nameChange(value, messages) : value;
    case 'Name':
      return viewId === 'time-statistics' ? reader.nameMetric(value) : value;
    default:
      return nameReadinessValue(column, value, messages) ?? value;
  }
}
