import type { SeriesChart } from '../charts/chart-spec.ts';
import { listBlocks } from '../definition/list-blocks.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type {
  BlockDefinition,
  ComparisonDefinition,
  FunnelChartDefinition,
  GridChartDefinition,
  SeriesChartDefinition,
} from '../definition/block-schemas.ts';
import type { AttackMatrixBlock } from '../model/attack-matrix-block.ts';
import { localeFormat } from '../model/locale-format.ts';
import type { Block, ComparisonBlock, MetricsBlock, ReportModel, TableBlock } from '../model/report-model.ts';
import type { Comparison } from './compare-with-truth.ts';
import type { ReviewTruth } from './review-truth.ts';
import { readNumbers, tells } from './told-numbers.ts';
import type { TrueRow } from './true-incident-views.ts';
import type { TrueValue } from './true-metrics.ts';
import { trueSentences } from './true-sentences.ts';

/** A leaf of a block, wherever the block stands: by itself, or in one of two columns. */
function ofBlock(leaf: string): RegExp {
  return new RegExp(String.raw`^sections\.\d+\.blocks\.\d+(\.columns\.\d+\.\d+)?\.${leaf}$`, 'u');
}

/** Leaves of a model that hold digits and tell nothing of the tenant: what was asked, of whom, and the names and definitions of things. */
export const aboutTheReport: readonly RegExp[] = [
  /^(schemaVersion|reportId|title|locale|issuedAt|issuedAtLabel|toolVersion|classification|paper)$/u,
  /^(customer|operator|layout|brand|period|comparison)\./u,
  /^sections\.\d+\.(id|topic|kind)$/u,
  ofBlock(String.raw`(id|kind|title|caption|emptyText|note|printLimit)`),
  // The heads of a table and of a comparison.
  ofBlock(String.raw`columns\.\d+(\.(key|label|align|form))?`),
  ofBlock(String.raw`chart\.(kind|subtitle|unit|categoryLabel|series\.\d+\.(name|role))`),
  ofBlock(String.raw`cards\.\d+\.(metricId|label|unit|state|delta\.(direction|judgement|word))`),
  // The definitions are the catalogue's words.
  ofBlock(String.raw`items\.\d+\.(metricId|name|definition|unit|notes|owner)`),
];

/** What the speaker of a deck says is text of the report; it holds the period alone. The names of what numbers stand on are those of the manifest. */
export const aboutTheSpeaker = /^sections\.\d+\.speaker\.(points|questions|metricIds|sources)\./u;

/** What one leaf has to tell; undefined when it does. */
type Check = (told: string | number | null) => string | undefined;
type Checks = Readonly<Record<string, Check>>;

const say = (value: unknown): string => JSON.stringify(value);
const numbersAre =
  (readText: (text: string) => string, alternatives: readonly (readonly number[])[]): Check =>
  (told) => {
    const numbers = readNumbers(readText(String(told)));
    return alternatives.some((values) => tells(numbers, values)) ? undefined : `tells none of ${say(alternatives)}`;
  };
const isExactly =
  (value: string | number | null): Check =>
  (told) =>
    told === value ||
    (typeof told === 'number' && typeof value === 'number' && Math.abs(told - value) <= 1e-9 * Math.max(1, Math.abs(value)))
      ? undefined
      : `the truth is ${say(value)}`;
/** A number rounded for its place, whatever the place. */
const isAbout =
  (value: string | number | null | undefined, tolerance: number): Check =>
  (told) =>
    told === null || typeof value !== 'number'
      ? isExactly(value ?? null)(told)
      : typeof told === 'number' && Math.abs(told - value) <= tolerance
        ? undefined
        : `the truth is ${value}`;

/**
 * Holds every leaf of a report model that is a number, or a text with digits in it, against the truth. The texts are read by code that knows nothing of
 * the code that wrote them.
 */
export function compareModelWithTruth(model: ReportModel, definition: ReportDefinition, truth: ReviewTruth): Comparison {
  const checks = checksOf(model, definition, truth);
  const leaves = listNumbers(model, '').filter(([path]) => ![...aboutTheReport, aboutTheSpeaker].some((pattern) => pattern.test(path)));
  const differences = leaves.flatMap(([path, told]) => {
    const check = checks[path];
    if (check === undefined) return [`${path}: ${say(told)} has no truth to be held against`];
    const difference = check(told);
    return difference === undefined ? [] : [`${path}: the report says ${say(told)}, ${difference}`];
  });
  return { differences, compared: leaves.map(([path]) => path).filter((path) => checks[path] !== isHash) };
}

/** Numbers, and texts that hold a digit. */
function listNumbers(value: unknown, path: string): readonly (readonly [path: string, told: string | number])[] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value === 'string') return /\d/u.test(value) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => listNumbers(inner, path === '' ? key : `${path}.${key}`));
}

function checksOf(model: ReportModel, { settings }: ReportDefinition, truth: ReviewTruth): Checks {
  const sentences = trueSentences(truth);
  const plain = withoutNames(model, truth);
  const sequence = (alternatives: readonly (readonly number[])[]): Check => numbersAre(plain, alternatives);
  const checks: Record<string, Check> = {
    'completeness.summary': sequence(sentences.headings.completeness),
  };
  for (const [index, section] of model.sections.entries()) {
    const own = settings.sections.find(({ id }) => id === section.id)!;
    if (typeof own.heading !== 'string') checks[`sections.${index}.heading`] = sequence(sentences.headings[own.heading.rule] ?? []);
    for (const [at, block] of section.blocks.entries()) {
      const path = `sections.${index}.blocks.${at}`;
      Object.assign(
        checks,
        checksOfBlock(
          path,
          block,
          listBlocks({ sections: [own] }).map((listed) => listed.block),
        ),
      );
    }
  }
  return checks;

  function checksOfBlock(path: string, block: Block, definitions: readonly BlockDefinition[]): Checks {
    switch (block.kind) {
      case 'metrics':
        return checksOfCards(path, block, truth, plain);
      case 'chart':
      case 'table': {
        const own = definitions.find((one) => one.kind === block.kind && one.id === block.id);
        if (own?.kind === 'chart' && 'series' in own && block.kind === 'chart' && 'series' in block.chart)
          return checksOfChart(path, block.chart, own, truth.views[own.source] ?? [], sequence);
        if (own?.kind === 'chart' && own.form === 'funnel') return checksOfFunnel(path, own, truth, plain);
        if (own?.kind === 'chart' && (own.form === 'heatMap' || own.form === 'matrix'))
          return checksOfGrid(path, own, truth.views[own.source] ?? []);
        if (own?.kind === 'table' && block.kind === 'table') return checksOfTable(path, block, truth.views[own.source] ?? [], plain);
        return {};
      }
      case 'columns':
        return Object.fromEntries(
          block.columns.flatMap((column, at) =>
            column.flatMap((inner, place) => Object.entries(checksOfBlock(`${path}.columns.${at}.${place}`, inner, definitions))),
          ),
        );
      case 'comparison': {
        const own = definitions.find((one) => one.kind === 'comparison' && one.id === block.id);
        return own?.kind === 'comparison' ? checksOfComparison(path, block, own, truth, plain) : {};
      }
      case 'attackMatrix':
        return checksOfMatrix(path, block, truth.views['attack-matrix'] ?? [], plain);
      case 'narrative': {
        const rules = definitions.flatMap((one) => (one.kind === 'narrative' && one.rule !== undefined ? [one.rule] : []));
        const check = sequence(rules.flatMap((rule) => sentences.narratives[rule] ?? []));
        return Object.fromEntries(block.paragraphs.map((_, index) => [`${path}.paragraphs.${index}`, check]));
      }
      case 'actions':
        return Object.fromEntries([
          ...block.items.flatMap((_, index) =>
            ['text', 'due', 'detail'].map((key) => [`${path}.items.${index}.${key}`, sequence(sentences.decisions)] as const),
          ),
          [`${path}.moreText`, sequence([[sentences.decisionCount - block.items.length]])] as const,
        ]);
      default:
        return {};
    }
  }
}

const statesInOrder = ['Fired', 'Has data', 'Deployed', 'No data', 'Not covered'];

/** The columns are the tactics, the best state on top in each; the legend counts a technique once, by the best that it is anywhere. */
function checksOfMatrix(path: string, { columns, legend }: AttackMatrixBlock, rows: readonly TrueRow[], plain: ReadPlain): Checks {
  const tactics = [...new Set(rows.map((row) => row['Tactic']))];
  const best = new Map<unknown, number>();
  for (const row of rows) {
    const rank = statesInOrder.indexOf(String(row['State']));
    best.set(row['Technique'], Math.min(best.get(row['Technique']) ?? rank, rank));
  }
  const countOf = (state: string): number => [...best.values()].filter((rank) => statesInOrder[rank] === state).length;
  return Object.fromEntries([
    [`${path}.paperNote`, numbersAre(plain, [[countOf('Not covered')]])] as const,
    ...legend.map(({ state }, index) => [`${path}.legend.${index}.word`, numbersAre(plain, [[countOf(state)]])] as const),
    ...columns.flatMap(({ cells }, at) => {
      const own = rows.filter((row) => row['Tactic'] === tactics[at]);
      const sorted = statesInOrder.flatMap((state) => own.filter((row) => row['State'] === state));
      const covered = own.filter((row) => Number(row['Rules']) > 0).length;
      return [
        [`${path}.columns.${at}.share`, numbersAre(plain, [[covered, own.length]])] as const,
        ...cells.flatMap((_, index) => {
          const row = sorted[index];
          const [rules, tested] = [Number(row?.['Rules']), Number(row?.['Tested'])];
          const place = `${path}.columns.${at}.cells.${index}`;
          return [
            [`${place}.technique`, isExactly(row?.['Technique'] ?? null)] as const,
            [`${place}.name`, isExactly(row?.['Name'] ?? null)] as const,
            [`${place}.rules`, numbersAre(plain, [tested === 0 || tested === rules ? [rules] : [rules, tested]])] as const,
          ];
        }),
      ];
    }),
  ]);
}

type ReadPlain = (text: string) => string;

/** Takes names and dates out of a text, as the truth has them; what is left are its numbers. */
function withoutNames(model: ReportModel, { views }: ReviewTruth): ReadPlain {
  const format = localeFormat(model.locale, model.period.timeZone);
  const cells = Object.values(views).flatMap((rows) => rows.flatMap((row) => Object.values(row)));
  const names = new Set(
    cells.flatMap((cell) => {
      if (typeof cell !== 'string' || !/\d/u.test(cell)) return [];
      const isDate = /^\d{4}-\d\d-\d\d/u.test(cell);
      // A list of incident numbers is told in numbers.
      return isDate ? [format.instant(cell), format.date(cell)] : /^[\d, ]+$/u.test(cell) ? [] : [cell];
    }),
  );
  const labels = [model.period.short, ...(model.comparison ? [model.comparison.label] : []), '90th percentile', '90% within', 'Office 365'];
  const longestFirst = [...names, ...labels].toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, name) => rest.replaceAll(name, ''), text);
}

function checksOfCards(path: string, { cards }: MetricsBlock, { metrics }: ReviewTruth, plain: ReadPlain): Checks {
  const numbers = (value: TrueValue | null | undefined): Readonly<Record<'value' | 'n' | 'part', number>> | undefined =>
    value && 'value' in value ? { n: 0, part: 0, ...value } : undefined;
  return Object.fromEntries(
    cards.flatMap(({ metricId }, index) => {
      const at = `${path}.cards.${index}`;
      const current = metrics[metricId]?.current;
      const now = numbers(current);
      const then = numbers(metrics[metricId]?.previous);
      const counts = now ? [[now.n], [now.part, now.n], [now.n, now.n]] : [];
      return [
        [`${at}.value`, numbersAre(plain, now ? [[now.value], [now.part, now.n]] : [[]])],
        [`${at}.delta.text`, now && then ? changeIs(plain, now.value, then) : numbersAre(plain, [[]])],
        [`${at}.note`, numbersAre(plain, [[], ...counts, ...statisticsOf(current)])],
      ] as const;
    }),
  );
}

/** Each metric in the period, then in what it is compared with; what a column does not hold is not there. */
function checksOfComparison(
  path: string,
  { rows }: ComparisonBlock,
  { with: columns }: ComparisonDefinition,
  { metrics, since }: ReviewTruth,
  plain: ReadPlain,
): Checks {
  const shown = columns.filter(
    (column) =>
      (column !== 'sinceCheckIn' || since !== undefined) &&
      (column !== 'history' || rows.some(({ metricId }) => metrics[metricId]?.history !== undefined)),
  );
  const valuesOf = (id: string): readonly (TrueValue | null | undefined)[] => [
    metrics[id]?.current,
    ...shown.map((column) =>
      column === 'sinceCheckIn' ? metrics[id]?.since : column === 'history' ? metrics[id]?.history : metrics[id]?.previous,
    ),
  ];
  const numbers = (value: TrueValue | null | undefined) => (value && 'value' in value ? { n: 0, part: 0, ...value } : undefined);
  return Object.fromEntries(
    rows.flatMap(({ metricId }, at) => {
      const [current, ...others] = valuesOf(metricId).map(numbers);
      return [current, ...others].flatMap((value, index) => {
        const cell = `${path}.rows.${at}.cells.${index}`;
        const notes = value ? [[value.n], [value.part, value.n], [value.n, value.n]] : [];
        return [
          [`${cell}.text`, numbersAre(plain, value ? [[value.value], [value.part, value.n]] : [[]])],
          [`${cell}.value`, isExactly(value?.value ?? null)],
          [`${cell}.change.text`, current && value ? changeIs(plain, current.value, value) : numbersAre(plain, [[]])],
          [`${cell}.note`, numbersAre(plain, [[], ...notes, ...statisticsOf(valuesOf(metricId)[index])])],
        ] as const;
      });
    }),
  );
}

/** What a time says of itself: its number, the other middle, the slowest tenth, and what has none. */
function statisticsOf(value: TrueValue | null | undefined): readonly (readonly number[])[] {
  const distribution = value && 'value' in value ? value.distribution : undefined;
  if (!distribution || !value || !('value' in value)) return [];
  return [distribution.mean, distribution.median].flatMap((one) => {
    if (one === undefined) return [];
    const all = [distribution.n, one, distribution.p90 ?? 0, value.without ?? 0, distribution.negative, distribution.n];
    return [all, all.slice(0, -1)];
  });
}

/** The difference of two rounded values, with or without its share of the earlier one; or the earlier one as a part of few. */
function changeIs(plain: ReadPlain, now: number, then: Readonly<Record<'value' | 'n' | 'part', number>>): Check {
  return (told) => {
    const [first, second, ...more] = readNumbers(plain(String(told)));
    if (first === undefined) return Math.abs(now - then.value) <= 1 ? undefined : `it went from ${then.value} to ${now}`;
    const isPart = first.value === then.part && second?.value === then.n;
    const isChange = Math.abs(first.value - (now - then.value)) <= 2 * first.tolerance;
    const share = (100 * (now - then.value)) / then.value;
    // The share is of the change as it is written.
    const isShare = second === undefined || Math.abs(second.value - share) <= second.tolerance + 100 / then.value;
    return more.length === 0 && (isPart || (isChange && isShare)) ? undefined : `it went from ${then.value} to ${now}`;
  };
}

function checksOfChart(
  path: string,
  chart: SeriesChart,
  definition: SeriesChartDefinition,
  rows: readonly TrueRow[],
  sequence: (alternatives: readonly (readonly number[])[]) => Check,
): Checks {
  const divisor = definition.unit === 'hours' ? 60 : 1;
  const tolerance = { count: 0.5, minutes: 0.051, hours: 0.051, gigabytes: 0.00051, percent: 0.051 }[definition.unit];
  const scaled = (cell: string | number | null | undefined): string | number | null =>
    typeof cell === 'number' ? cell / divisor : (cell ?? null);
  const highest = Math.max(...rows.map((row) => Number(scaled(row[definition.series[0]!.column]))));
  return Object.fromEntries([
    [`${path}.chart.title`, sequence([[], [highest]])] as const,
    ...chart.categories.map(
      (_, index) => [`${path}.chart.categories.${index}`, isCategory(rows[index]?.[definition.category.column])] as const,
    ),
    ...chart.series.flatMap(({ values }, at) =>
      values.map(
        (_, index) =>
          [`${path}.chart.series.${at}.values.${index}`, isAbout(scaled(rows[index]?.[definition.series[at]!.column]), tolerance)] as const,
      ),
    ),
  ]);
}

/** Each stage is the value of its metric, with its share of the one before or both numbers. */
function checksOfFunnel(path: string, { stages }: FunnelChartDefinition, { metrics }: ReviewTruth, plain: ReadPlain): Checks {
  const values = stages.map((id) => {
    const value = metrics[id]?.current;
    return value && 'value' in value ? value.value : null;
  });
  return Object.fromEntries(
    values.flatMap((value, index) => {
      const before = values[index - 1] ?? 0;
      return [
        [`${path}.chart.series.0.values.${index}`, isExactly(value)] as const,
        [
          `${path}.chart.stageShares.${index}`,
          numbersAre(plain, value === null ? [[]] : [[(100 * value) / before], [value, before]]),
        ] as const,
      ];
    }),
  );
}

/** Rows and columns in the order in which the records first name them; each cell is its record. */
function checksOfGrid(
  path: string,
  { category, across, value, limit, limitAcross }: GridChartDefinition,
  rows: readonly TrueRow[],
): Checks {
  const namesOf = (column: string): readonly (string | number | null)[] => [...new Set(rows.map((row) => row[column] ?? null))];
  const [down, beside] = [namesOf(category.column).slice(0, limit), namesOf(across.column).slice(0, limitAcross)];
  return Object.fromEntries(
    beside.flatMap((column, at) =>
      down.map((name, index) => {
        const row = rows.find((one) => one[category.column] === name && one[across.column] === column);
        return [`${path}.chart.series.${at}.values.${index}`, isAbout(row?.[value], 0.5)] as const;
      }),
    ),
  );
}

/** A day of the year without its year, or the name as it is. */
function isCategory(cell: string | number | null | undefined): Check {
  return (told) => {
    const isDay = typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/u.test(cell);
    const day = isDay ? new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(cell)) : cell;
    return told === day || (!isDay && /365/u.test(String(told))) ? undefined : `the truth is ${say(day)}`;
  };
}

function checksOfTable(path: string, { columns, rows: told }: TableBlock, rows: readonly TrueRow[], plain: ReadPlain): Checks {
  return Object.fromEntries([
    [`${path}.totalRows`, isAbout(told.length === 0 ? 0 : rows.length, 0)] as const,
    ...told.flatMap((cells, at) =>
      cells.flatMap((_, index) => {
        const cell = rows[at]?.[columns[index]!.key];
        const isNumber = typeof cell === 'number';
        // The hash of a query is that of the text that was sent.
        if (columns[index]!.key === 'Hash') return ['value', 'text'].map((key) => [`${path}.rows.${at}.${index}.${key}`, isHash] as const);
        const value = cell === '' ? null : (cell ?? null);
        return [
          [`${path}.rows.${at}.${index}.value`, isExactly(value)] as const,
          [`${path}.rows.${at}.${index}.text`, isNumber ? numbersAre(plain, [[cell]]) : isWritten(value, plain)] as const,
        ];
      }),
    ),
  ]);
}

/** A name as it is, or a date that the truth has. */
function isWritten(value: string | number | null, plain: ReadPlain): Check {
  return (told) =>
    told === value || (typeof value === 'string' && readNumbers(plain(String(told))).length === 0)
      ? undefined
      : `the truth is ${say(value)}`;
}

function isHash(told: string | number | null): string | undefined {
  return /^[0-9a-f]{12}$/u.test(String(told)) ? undefined : 'which is no hash';
}
