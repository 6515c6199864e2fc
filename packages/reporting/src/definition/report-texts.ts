import type { YamlPath } from '@mxdr/core';
import type { ReportSettings } from './report-definition-schema.ts';

/** A text of a report that people read, and where it stands. */
export interface ReportText {
  readonly text: string;
  readonly path: YamlPath;
}

/** Keys whose strings people read, wherever they stand. A test holds the schema against both lists: a new string has to be in one of them. */
export const textKeys: ReadonlySet<string> = new Set([
  'title',
  'topic',
  'heading',
  'caption',
  'subtitle',
  'label',
  'emptyText',
  'note',
  'feeds',
  'mend',
  'definition',
  'paragraphs',
  'text',
  'alt',
  'points',
  'question',
  'answer',
]);

/** Names of things, for the machine. `name` is one of a table, and a text of a series or a metric. */
export const technicalKeys: ReadonlySet<string> = new Set([
  'id',
  'column',
  'source',
  'query',
  'metrics',
  'metric',
  'stages',
  'value',
  'at',
  'until',
  'severity',
  'file',
]);

function isText(path: YamlPath): boolean {
  const keys = path.filter((step) => typeof step === 'string');
  const key = keys.at(-1) ?? '';
  return key === 'name' ? keys.includes('series') || keys[0] === 'metrics' : textKeys.has(key);
}

function mapTexts(value: unknown, path: YamlPath, change: (text: string, path: YamlPath) => string): unknown {
  if (typeof value === 'string') return value !== '' && isText(path) ? change(value, path) : value;
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, [...path, index], change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, [...path, key], change)]));
}

/** Every text of the report in its order, with repetitions. */
export function listTexts(settings: ReportSettings): readonly ReportText[] {
  const texts: ReportText[] = [];
  mapTexts(settings, [], (text, path) => {
    texts.push({ text, path });
    return text;
  });
  return texts;
}

/** The same report with other texts. */
export function changeTexts(settings: ReportSettings, change: (text: string) => string): ReportSettings {
  // Only strings become other strings: the form stays what the schema made it.
  return mapTexts(settings, [], change) as ReportSettings;
}
