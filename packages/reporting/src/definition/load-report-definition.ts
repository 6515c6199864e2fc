import { posix } from 'node:path';
import type { FileReader, Problem, SourcePosition, YamlSource } from '@mxdr/core';
import { readYaml } from '@mxdr/core';
import { findMetric, metricCatalogue } from '../metrics/metric-catalogue.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import { reportDefinitionInvalid } from '../errors.ts';
import type { IncludedFile, ReportQuery } from './query-file.ts';
import { parseQueryFile } from './query-file.ts';
import type { ContentDefinition } from './block-schemas.ts';
import type { PlacedBlock } from './list-blocks.ts';
import { checkColumns, suggest } from './check-columns.ts';
import { listBlocks } from './list-blocks.ts';
import type { ReportImage } from './report-image.ts';
import { readImage } from './report-image.ts';
import type { ReportSettings } from './report-definition-schema.ts';
import type { Translations } from './read-translations.ts';
import { readTranslations } from './read-translations.ts';
import { listTexts } from './report-texts.ts';
import { metricsOfHeadings, metricsOfNarratives } from './rule-metrics.ts';
import { reportDefinitionSchema } from './report-definition-schema.ts';

/** A report, read and checked: its settings, its queries with their includes, and its own metrics. Plain data. */
export interface ReportDefinition {
  readonly settings: ReportSettings;
  readonly queries: readonly ReportQuery[];
  /** Every metric that a block shows, in the order of the first showing, the report's own included; then those that only sentences read. */
  readonly metrics: readonly MetricDefinition[];
  /** Every picture that a block shows. */
  readonly images: readonly ReportImage[];
  /** Its texts in other languages. */
  readonly translations: Translations;
  /** What does not keep the report from being made: texts that a language lacks. */
  readonly warnings: readonly Problem[];
  /** Number of the incident that it is about; null for a report about a period. */
  readonly incident: number | null;
}

/** Reads a report definition and everything it needs: the definition, or every problem at once. */
export async function readReportDefinition(
  folder: string,
  files: FileReader,
): Promise<ReportDefinition | { readonly problems: readonly Problem[] }> {
  const file = `${folder}/report.yaml`;
  const text = await files.readText(file);
  if (text === undefined) {
    return {
      problems: [
        {
          severity: 'error',
          code: 'MXDR-REPORT-MISSING',
          message: 'there is no report.yaml',
          position: { file, line: 1, column: 1 },
          hint: 'a report is a folder with report.yaml and, where it has queries of its own, queries/*.kql',
        },
      ],
    };
  }
  const reading = readYaml(reportDefinitionSchema, text, file);
  if ('problems' in reading) return reading;
  const settings = reading.value;
  const problems: Problem[] = [];
  const queries = await readQueries(folder, settings, reading.source, files, problems);
  const metrics = resolveMetrics(settings, reading.source, problems);
  checkNames(settings, folder, reading.source, problems);
  checkColumns(settings, queries, reading.source, (position, message, hint) => add(problems, position, message, hint));
  const images = await readImages(folder, settings, reading.source, files, problems);
  const translations = await readTranslations(folder, listTexts(settings), reading.source, files, problems);
  const hasError = problems.some(({ severity }) => severity === 'error');
  return hasError ? { problems } : { settings, queries, metrics, images, translations, warnings: problems, incident: null };
}

/**
 * As `readReportDefinition`, for callers that cannot go on without the report.
 * @throws AppError usage `MXDR-REPORT-INVALID` with every problem
 */
export async function loadReportDefinition(folder: string, files: FileReader): Promise<ReportDefinition> {
  const read = await readReportDefinition(folder, files);
  if ('problems' in read) throw reportDefinitionInvalid(folder, read.problems);
  return read;
}

function add(problems: Problem[], position: SourcePosition, message: string, hint?: string): void {
  problems.push({ severity: 'error', code: 'MXDR-REPORT-REFERENCE', message, position, ...(hint === undefined ? {} : { hint }) });
}

async function readQueries(
  folder: string,
  settings: ReportSettings,
  source: YamlSource,
  files: FileReader,
  problems: Problem[],
): Promise<readonly ReportQuery[]> {
  const queries: ReportQuery[] = [];
  for (const [index, { id }] of settings.queries.entries()) {
    const found = await findQueryFile(folder, `${id}.kql`, files);
    if (found === undefined) {
      add(
        problems,
        source.positionOf(['queries', index, 'id']),
        `there is no ${id}.kql, neither in ${folder}/queries nor in ${sharedQueriesOf(folder)}`,
      );
      continue;
    }
    const parsed = parseQueryFile(found.file, found.text, id, await readIncludes(folder, found.text, files));
    if ('problems' in parsed) problems.push(...parsed.problems);
    else queries.push(parsed);
  }
  return queries;
}

/** Queries that several reports ask: one metric has one query, whichever report shows it. */
function sharedQueriesOf(folder: string): string {
  return posix.join(folder, '..', 'queries');
}

/** A report's own file, or the shared one of that name: a person changes a shared query for one report by copying it into the report's folder. */
async function findQueryFile(folder: string, name: string, files: FileReader): Promise<IncludedFile | undefined> {
  for (const place of [`${folder}/queries`, sharedQueriesOf(folder)]) {
    const file = `${place}/${name}`;
    const text = await files.readText(file);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

async function readIncludes(
  folder: string,
  text: string,
  files: FileReader,
  known: Map<string, IncludedFile> = new Map(),
): Promise<ReadonlyMap<string, IncludedFile>> {
  for (const match of text.matchAll(/^\/\/ @include +([a-z0-9-]+\.kql)\s*$/gmu)) {
    const name = match[1]!;
    if (known.has(name)) continue;
    const included = await findQueryFile(folder, name, files);
    if (included === undefined) continue;
    known.set(name, included);
    await readIncludes(folder, included.text, files, known);
  }
  return known;
}

function ownMetric(own: ReportSettings['metrics'][number]): MetricDefinition {
  return {
    id: own.id,
    name: own.name,
    section: 'platform',
    definition: own.definition,
    unit: own.unit,
    cohort: 'recorded-in-period',
    statistic: 'count',
    nullRule: 'No table, or no row: not available.',
    traps: [],
    source: { query: own.query, columns: [own.column] },
    betterWhen: own.betterWhen,
    combine: 'never',
    measure: { kind: 'column', query: own.query, column: own.column },
  };
}

function resolveMetrics(settings: ReportSettings, source: YamlSource, problems: Problem[]): readonly MetricDefinition[] {
  const own = new Map(settings.metrics.map((metric) => [metric.id, ownMetric(metric)]));
  for (const [index, metric] of settings.metrics.entries()) {
    if (findMetric(metric.id))
      add(
        problems,
        source.positionOf(['metrics', index, 'id']),
        `"${metric.id}" is a metric of the catalogue`,
        "give this report's metric another id",
      );
  }
  const listed = new Set(settings.queries.map((query) => query.id));
  const metrics = new Map<string, MetricDefinition>();
  for (const { block, path } of listBlocks(settings)) {
    for (const { id, key } of metricsOf(block)) {
      const at = source.positionOf([...path, ...key]);
      const metric = own.get(id) ?? findMetric(id);
      if (!metric)
        add(
          problems,
          at,
          `"${id}" is not a metric`,
          suggest(id, [...own.keys(), ...metricCatalogue.map((one) => one.id)], 'the metrics are listed in docs/reports.md'),
        );
      else if (!metric.source.query.startsWith('ledger:') && !listed.has(metric.source.query))
        add(problems, at, `"${id}" needs the query "${metric.source.query}", which the report does not list`);
      else metrics.set(id, metric);
    }
    if (block.kind === 'comparison') checkTargets(block, path, metrics, source, problems);
  }
  for (const id of metricsOfRules(settings)) {
    const metric = findMetric(id);
    // A rule tells less where the report does not ask for what it reads.
    if (metric && (metric.source.query.startsWith('ledger:') || listed.has(metric.source.query))) metrics.set(id, metric);
  }
  return [...metrics.values()];
}

function metricsOfRules(settings: ReportSettings): readonly string[] {
  return [
    ...settings.sections.flatMap(({ heading }) => (typeof heading === 'string' ? [] : metricsOfHeadings[heading.rule])),
    ...listBlocks(settings).flatMap(({ block }) =>
      block.kind === 'narrative' && block.rule !== undefined ? metricsOfNarratives[block.rule] : [],
    ),
  ];
}

function checkNames(settings: ReportSettings, folder: string, source: YamlSource, problems: Problem[]): void {
  const name = folder.split('/').at(-1);
  if (settings.id !== name) add(problems, source.positionOf(['id']), `id is "${settings.id}", but the folder is "${name}"`);
  const onceIn = (seen: Set<string>) => (what: string, id: string, position: SourcePosition) => {
    if (seen.has(id)) add(problems, position, `"${what} ${id}" occurs twice`);
    seen.add(id);
  };
  const onceOfQueries = onceIn(new Set());
  // Sections and blocks are anchors of one document: an id is that of one of them.
  const onceOfDocument = onceIn(new Set());
  for (const [index, query] of settings.queries.entries()) onceOfQueries('query', query.id, source.positionOf(['queries', index, 'id']));
  for (const [index, section] of settings.sections.entries())
    onceOfDocument('section', section.id, source.positionOf(['sections', index, 'id']));
  for (const { block, path } of listBlocks(settings))
    if ('id' in block) onceOfDocument('block', block.id, source.positionOf([...path, 'id']));
}

/** Metrics that a block names, and where in it. */
function metricsOf(block: ContentDefinition): readonly { readonly id: string; readonly key: readonly (string | number)[] }[] {
  if (block.kind === 'metrics' || block.kind === 'comparison') return block.metrics.map((id, index) => ({ id, key: ['metrics', index] }));
  if (block.kind === 'chart' && block.form === 'funnel') return block.stages.map((id, index) => ({ id, key: ['stages', index] }));
  return [];
}

function checkTargets(
  block: Extract<ContentDefinition, { kind: 'comparison' }>,
  path: PlacedBlock['path'],
  metrics: ReadonlyMap<string, MetricDefinition>,
  source: YamlSource,
  problems: Problem[],
): void {
  for (const [index, { metric: id }] of block.targets.entries()) {
    const at = source.positionOf([...path, 'targets', index, 'metric']);
    if (!block.metrics.includes(id)) add(problems, at, `the target is for "${id}", which the block does not show`);
    else if (metrics.get(id)?.betterWhen === 'neutral')
      add(problems, at, `neither more nor less of "${id}" is better, so it has no target`);
  }
}

async function readImages(
  folder: string,
  settings: ReportSettings,
  source: YamlSource,
  files: FileReader,
  problems: Problem[],
): Promise<readonly ReportImage[]> {
  const images = new Map<string, ReportImage>();
  for (const { block, path } of listBlocks(settings)) {
    if (block.kind !== 'image' || images.has(block.file)) continue;
    const bytes = await files.readBytes(`${folder}/${block.file}`);
    const read =
      bytes === undefined ? { problem: `${block.file} does not exist in the folder of the report` } : readImage(block.file, bytes);
    if ('problem' in read) add(problems, source.positionOf([...path, 'file']), read.problem);
    else images.set(block.file, read);
  }
  return [...images.values()];
}
