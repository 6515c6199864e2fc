import { z } from 'zod';
import { blockDefinitionSchema } from '../definition/block-schemas.ts';
import { headingRules, viewIds } from '../definition/report-definition-schema.ts';
import { metricsOfHeadings, metricsOfNarratives } from '../definition/rule-metrics.ts';
import { viewCatalogue } from '../definition/view-catalogue.ts';
import { narrativeRules } from '../definition/block-schemas.ts';
import { metricCatalogue } from '../metrics/metric-catalogue.ts';

/** As much of JSON Schema as blocks are written in. */
interface FieldSchema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly default?: unknown;
  readonly oneOf?: readonly FieldSchema[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

/** What fields are that many blocks have alike. */
const usualFields: Readonly<Record<string, string>> = {
  id: 'Small letters, digits and hyphens; once in a report. Links and files are named after it.',
  title: 'Heading of the block.',
  caption: 'What it shows; stands above it.',
  source: 'A view, or a query of the report.',
  unit: 'What its numbers count in.',
  category: 'Column that names each category, and its label.',
  series: 'Up to four columns with numbers, each with a name and a role, which decides its ink.',
  columns: 'Columns with their labels, forms and formats, in order.',
  emptyText: 'Said where there is nothing. {period} is replaced.',
  text: 'What it says.',
};

/** Text of a cell: a bar would end it. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (name: string): string => `\`${name}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function variantsOf(schema: FieldSchema): readonly FieldSchema[] {
  return schema.oneOf === undefined ? [schema] : schema.oneOf.flatMap(variantsOf);
}

function describeBlock({ properties = {}, required = [] }: FieldSchema): string {
  const kind = String(properties['kind']?.const);
  const form = properties['form'];
  const forms = kind !== 'chart' || form === undefined ? [] : form.enum === undefined ? [form.const] : form.enum;
  const fields = Object.entries(properties).filter(([name]) => name !== 'kind' && !(name === 'form' && forms.length > 0));
  const rows = fields.map(([name, { description, enum: choices }]) => [
    code(name),
    required.includes(name) ? 'yes' : '',
    [
      ...(choices === undefined ? [] : [`${choices.map((choice) => code(String(choice))).join(', ')}.`]),
      description ?? usualFields[name] ?? '',
    ].join(' '),
  ]);
  const title = `### ${code(kind)}${forms.length === 0 ? '' : ` with \`form: ${forms.map(String).join(' | ')}\``}`;
  return rows.length === 0 ? `${title}\n\nHas no fields.` : `${title}\n\n${table(['Field', 'Needed', 'What it is'], rows)}`;
}

/** Everything that a report may name: blocks and their fields, views and their columns, rules for sentences, metrics. Markdown, made from the code. */
export function describeReportParts(): string {
  const blocks = variantsOf(z.toJSONSchema(blockDefinitionSchema, { io: 'input' }) as FieldSchema);
  const rules = (all: readonly string[], metricsOf: Readonly<Record<string, readonly string[]>>): string =>
    table(
      ['Rule', 'Metrics that it reads'],
      all.map((rule) => [code(rule), (metricsOf[rule] ?? []).map(code).join(', ')]),
    );
  return `${[
    '# What a report may name',
    'Made from the code by `npm run generate`. How a report is written is told in [reports.md](reports.md).',
    '## Blocks',
    ...blocks.map(describeBlock),
    '## Views',
    'A view is made from incidents, ledgers or the run itself. Any other source of a chart, table or list of facts is a query of the report, with the columns that its head promises.',
    table(
      ['View', 'Rows', 'Columns'],
      viewIds.map((id) => [code(id), viewCatalogue[id].rows, viewCatalogue[id].columns.map(code).join(', ')]),
    ),
    '## Rules for headings',
    rules(headingRules, metricsOfHeadings),
    '## Rules for narratives',
    rules(narrativeRules, metricsOfNarratives),
    '## Metrics',
    'A report that shows a metric lists its query.',
    table(
      ['Metric', 'Name', 'Unit', 'Query'],
      metricCatalogue.map(({ id, name, unit, source }) => [code(id), name, unit, source.query === '' ? '' : code(source.query)]),
    ),
  ].join('\n\n')}\n`;
}
