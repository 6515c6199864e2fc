import type { Dataset, View, ViewCell } from '../dataset/dataset.ts';
import { plainReasons } from '../dataset/plain-reason.ts';
import type { Reason } from '../dataset/reason.ts';
import { english } from '../languages/english/english.ts';
import { csvTable } from './csv-table.ts';
import { metricColumns, metricRows } from './metric-rows.ts';

/** A file of the appendix: all rows behind one part of the report. */
export interface EvidenceFile {
  /** `incidents.severity.csv`; no folder. */
  readonly name: string;
  /** What it holds, for people. */
  readonly title: string;
  /** CSV, see `csvTable`. */
  readonly text: string;
  /** Without the head. */
  readonly rows: number;
}

/** A part of the report that shows rows. */
interface ShownRows {
  readonly sectionId: string;
  readonly blockId: string;
  readonly kind: string;
  readonly title: string;
  readonly source: string;
}

/** One line of the index. */
interface Listed {
  readonly file: string;
  readonly section: string;
  readonly block: string;
  readonly kind: string;
  readonly title: string;
  readonly state: string;
  readonly reason: string;
  readonly rows: number | null;
  readonly evidence: readonly string[];
}

/** The rows of these views have files of their own, with whole hashes and without what differs from run to run. */
const filesOfViews: Readonly<Record<string, string>> = { 'query-log': 'queries.csv', 'table-coverage': 'tables.csv' };

/**
 * The rows behind a report, one file for each table and chart (all rows, not only those shown), one for all metrics, one for the tables that were
 * watched, one for the queries that were asked, and an index over them. Equal evidence gives equal files.
 *
 * Null is an empty field. Each row says in `RowState` whether the answer behind it was whole, and in `RowMissing` which of its fields are empty
 * because nothing is known, so that unknown is told apart from 0 and from an empty text.
 */
export function makeEvidenceFiles(dataset: Dataset): readonly EvidenceFile[] {
  const say = plainReasons(dataset);
  const views = new Map(dataset.views.map((view) => [view.id, view]));
  const listed: Listed[] = [];
  const files: EvidenceFile[] = [];
  const add = (name: string, title: string, columns: readonly string[], rows: readonly (readonly ViewCell[])[]): void => {
    files.push({ name, title, text: csvTable(columns, rows), rows: rows.length });
  };
  add('metrics.csv', 'Metrics', metricColumns, metricRows(dataset, say));
  add('tables.csv', 'Tables that were watched', tableColumns, tableRows(dataset));
  add('queries.csv', 'Queries that were asked', queryColumns, queryRows(dataset));
  for (const { name, title, rows } of files)
    listed.push({ file: name, section: '', block: '', kind: '', title, state: 'known', reason: '', rows, evidence: [] });
  for (const shown of shownRows(dataset)) {
    const view = views.get(shown.source);
    const own = filesOfViews[shown.source];
    const name = own ?? `${shown.sectionId}.${shown.blockId}.csv`;
    if (view !== undefined && own === undefined) {
      const { columns, rows } = viewTable(view, say);
      add(name, shown.title, columns, rows);
    }
    listed.push({
      file: view === undefined ? '' : name,
      section: shown.sectionId,
      block: shown.blockId,
      kind: shown.kind,
      title: shown.title,
      state: view?.state ?? 'unavailable',
      reason: view === undefined ? english.reasons.notAsked(shown.source) : view.reason === null ? '' : say(view.reason),
      rows: view === undefined || isAbsent(view) ? null : view.rows.length,
      evidence: view?.evidence ?? [],
    });
  }
  add('index.csv', 'Index of these files', indexColumns, indexRows(dataset, listed));
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function isAbsent(view: View): boolean {
  return view.state === 'unavailable' || view.state === 'not-applicable';
}

function viewTable(
  view: View,
  say: (reason: Reason) => string,
): { readonly columns: readonly string[]; readonly rows: readonly (readonly ViewCell[])[] } {
  if (isAbsent(view)) return { columns: ['RowState', 'Reason'], rows: [[view.state, view.reason === null ? '' : say(view.reason)]] };
  return {
    columns: [...view.columns, 'RowState', 'RowMissing'],
    rows: view.rows.map((row) => [...row, view.state, view.columns.filter((_, index) => (row[index] ?? null) === null).join(' ')]),
  };
}

const tableColumns = ['Table', 'State', 'Records', 'FirstRecordUtc', 'LastRecordUtc', 'EmptyDays', 'IsSilent', 'SilentHours', 'Notes'];

function tableRows({ tables }: Dataset): readonly (readonly ViewCell[])[] {
  return tables.map((one) => [
    one.table,
    one.state,
    one.records,
    one.firstRecordUtc,
    one.lastRecordUtc,
    one.emptyDays,
    one.isSilent ? 'yes' : 'no',
    one.silentHours,
    one.notes.join(' '),
  ]);
}

const queryColumns = ['Id', 'Title', 'File', 'Role', 'Sha256', 'FromUtc', 'ToUtc', 'AsOfUtc', 'Status', 'Rows', 'Tables', 'Messages'];

/** Rows of a query that failed are not known, and none is not what is said. */
function queryRows({ runs }: Dataset): readonly (readonly ViewCell[])[] {
  return runs.map((run) => [
    run.id,
    run.title,
    run.file,
    run.role,
    run.sha256,
    run.window.start,
    run.window.end,
    run.asOfUtc,
    run.status,
    run.failure === undefined ? run.rows : null,
    run.tables.join(' '),
    run.failure === undefined ? run.partial.map(({ message }) => message).join(' ') : run.failure.message,
  ]);
}

const indexColumns = [
  'File',
  'Section',
  'Block',
  'Kind',
  'Title',
  'State',
  'Reason',
  'Rows',
  'Evidence',
  'ReportId',
  'CustomerId',
  'TenantId',
  'PeriodId',
  'FromUtc',
  'ToUtc',
  'AsOfUtc',
  'TimeZone',
];

/** A file that has lost its folder must still say whose data it is. */
function indexRows(dataset: Dataset, listed: readonly Listed[]): readonly (readonly ViewCell[])[] {
  const { definition, customer, period, asOfUtc } = dataset;
  const common = [
    definition.settings.id,
    customer.id,
    customer.tenantId,
    period.id,
    period.startUtc,
    period.endUtc,
    asOfUtc,
    period.timeZone,
  ] as const;
  return listed.map((one) => [
    one.file,
    one.section,
    one.block,
    one.kind,
    one.title,
    one.state,
    one.reason,
    one.rows,
    one.evidence.join(' '),
    ...common,
  ]);
}

/** Every part of the definition that names a source, however deep it stands within other parts. */
function shownRows({ definition }: Dataset): readonly ShownRows[] {
  return definition.settings.sections.flatMap((section) => namedSources(section.blocks, section.id));
}

function namedSources(part: unknown, sectionId: string): readonly ShownRows[] {
  if (Array.isArray(part)) return part.flatMap((one) => namedSources(one, sectionId));
  if (typeof part !== 'object' || part === null) return [];
  const text = (key: string): string => {
    const value: unknown = Reflect.get(part, key);
    return typeof value === 'string' ? value : '';
  };
  const source = text('source');
  const own =
    source === '' || text('kind') === ''
      ? []
      : [{ sectionId, blockId: text('id') || source, kind: text('kind'), title: text('title') || text('caption'), source }];
  return [...own, ...Object.values(part).flatMap((one) => namedSources(one, sectionId))];
}
