// `npm run generate`: writes the files that are made from the code. `--check` writes nothing and fails when a committed file differs.
import {
  attackSchema,
  healthQuerySchema,
  describeRuleCode,
  describeRuleCodes,
  huntingQuerySchema,
  retiredRulesSchema,
  routineSchema,
  ruleCodes,
  ruleSchema,
  savedFunctionSchema,
  tuningSchema,
  watchlistItemsSchema,
  watchlistSchema,
} from '@mxdr/detections';
import { describeReportParts, reportDefinitionSchema } from '@mxdr/reporting';
import { allLedgers, ledgerFileSchema } from '@mxdr/ledgers';
import { checkReportSchema, readinessPlanSchema, readinessReportSchema, waiversSchema } from '@mxdr/prerequisites';
import { movesSchema } from '@mxdr/stacks';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  customerSchema,
  operatorSchema,
  priceTableSchema,
  reportJobSchema,
  reportScheduleSchema,
  tenantFactsSchema,
  toJsonSchemaText,
  writeFileAtomic,
} from '../packages/core/src/index.ts';
import { fleetRecordSchema } from '../packages/cli/src/report-fleet/fleet-record.ts';
import { describeFunctionCoverage } from '../packages/kql/src/functions/function-coverage.ts';
import { describeOperatorCoverage } from '../packages/kql/src/operators/operator-coverage.ts';

/** One generated file: where it goes, and how its text comes about. Add a line for a new one. */
interface GeneratedFile {
  /** Path from the project's folder. */
  readonly file: string;
  readonly load: () => string | Promise<string>;
}

const files: readonly GeneratedFile[] = [
  { file: 'schemas/customer.schema.json', load: () => toJsonSchemaText(customerSchema, 'Customer of mxdr (customers/<id>/customer.yaml)') },
  { file: 'schemas/operator.schema.json', load: () => toJsonSchemaText(operatorSchema, 'Operator of mxdr (customers/operator.yaml)') },
  {
    file: 'schemas/report-job.schema.json',
    load: () => toJsonSchemaText(reportJobSchema, 'Job of mxdr (a message of the queue, a line of JSON)'),
  },
  {
    file: 'schemas/schedule.schema.json',
    load: () => toJsonSchemaText(reportScheduleSchema, 'Schedule of a customer (customers/<id>/schedule.yaml)'),
  },
  {
    file: 'schemas/fleet.schema.json',
    load: () => toJsonSchemaText(fleetRecordSchema, 'fleet.json of mxdr report --all (what became of every customer)'),
  },
  { file: 'schemas/rule.schema.json', load: () => toJsonSchemaText(ruleSchema, 'Analytics rule of mxdr (stacks/content/rules/*.yaml)') },
  {
    file: 'schemas/hunting-query.schema.json',
    load: () => toJsonSchemaText(huntingQuerySchema, 'Hunting query of mxdr (stacks/content/hunting/*.yaml)'),
  },
  {
    file: 'schemas/health-query.schema.json',
    load: () => toJsonSchemaText(healthQuerySchema, 'Health query of mxdr (stacks/content/health/*.yaml)'),
  },
  { file: 'schemas/attack.schema.json', load: () => toJsonSchemaText(attackSchema, 'Attack of mxdr (stacks/content/attacks/*.yaml)') },
  {
    file: 'schemas/routine.schema.json',
    load: () => toJsonSchemaText(routineSchema, 'Honest routine of mxdr (stacks/content/routines/*.yaml)'),
  },
  {
    file: 'schemas/saved-function.schema.json',
    load: () => toJsonSchemaText(savedFunctionSchema, 'Saved function of mxdr (stacks/content/functions/*.yaml)'),
  },
  {
    file: 'schemas/watchlist.schema.json',
    load: () => toJsonSchemaText(watchlistSchema, 'Watchlist of mxdr (stacks/content/watchlists/*.yaml)'),
  },
  {
    file: 'schemas/watchlist-items.schema.json',
    load: () => toJsonSchemaText(watchlistItemsSchema, "A customer's rows of a watchlist (customers/<id>/watchlists/<alias>.yaml)"),
  },
  { file: 'schemas/moves.schema.json', load: () => toJsonSchemaText(movesSchema, 'Moved resources of mxdr (stacks/content/moves.yaml)') },
  { file: 'schemas/prices.schema.json', load: () => toJsonSchemaText(priceTableSchema, 'List prices (stacks/content/prices.yaml)') },
  {
    file: 'schemas/report.schema.json',
    load: () => toJsonSchemaText(reportDefinitionSchema, 'Report of mxdr (reports/<name>/report.yaml)'),
  },
  { file: 'docs/reports-reference.md', load: () => describeReportParts() },
  { file: 'schemas/tuning.schema.json', load: () => toJsonSchemaText(tuningSchema, 'Tuning of a customer (customers/<id>/tuning.yaml)') },
  { file: 'schemas/retired.schema.json', load: () => toJsonSchemaText(retiredRulesSchema, 'Retired rules (stacks/content/retired.yaml)') },
  { file: 'docs/rule-codes/README.md', load: () => describeRuleCodes() },
  ...typedKeys(ruleCodes).map((code): GeneratedFile => ({ file: `docs/rule-codes/${code}.md`, load: () => describeRuleCode(code) })),
  { file: 'packages/kql/README.md', load: () => withSection('packages/kql/README.md', 'operators', describeOperatorCoverage()) },
  { file: 'packages/kql/README.md', load: () => withSection('packages/kql/README.md', 'scalar functions', describeFunctionCoverage()) },
  {
    file: 'schemas/waivers.schema.json',
    load: () => toJsonSchemaText(waiversSchema, 'Waivers of a customer (customers/<id>/waivers.yaml)'),
  },
  ...Object.values(allLedgers).map((kind) => ({
    file: `schemas/${kind.name}.schema.json`,
    load: () => toJsonSchemaText(ledgerFileSchema(kind), `Ledger of a customer (customers/<id>/${kind.name}.yaml)`),
  })),
  {
    file: 'schemas/readiness.schema.json',
    load: () => toJsonSchemaText(readinessPlanSchema, 'Readiness plan of a customer (customers/<id>/readiness.yaml)'),
  },
  {
    file: 'schemas/readiness-report.schema.json',
    load: () => toJsonSchemaText(readinessReportSchema, 'Result of mxdr readiness --json for one customer'),
  },
  {
    file: 'schemas/check-report.schema.json',
    load: () => toJsonSchemaText(checkReportSchema, 'Result of mxdr check --json for one customer'),
  },
  { file: 'schemas/facts.schema.json', load: () => toJsonSchemaText(tenantFactsSchema, 'Tenant facts of mxdr (facts.json)') },
];

function typedKeys<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}

/** A hand-written file with one generated section between its two marks. */
async function withSection(file: string, name: string, section: string): Promise<string> {
  const text = (await readFile(path.join(root, file), 'utf8')).replaceAll('\r\n', '\n');
  const start = `<!-- generated: ${name} -->\n`;
  const from = text.indexOf(start);
  const to = text.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`${file} has no generated section '${name}'`);
  return `${text.slice(0, from + start.length)}${section}\n${text.slice(to)}`;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const { file, load } of files) {
  const text = await load();
  const target = path.join(root, file);
  const present = await readFile(target, 'utf8').catch(() => undefined);
  // Git may check files out with other line endings; that is no difference.
  if (present?.replaceAll('\r\n', '\n') === text) continue;
  stale.push(file);
  if (!isCheck) await writeFileAtomic(target, text);
}
if (isCheck && stale.length > 0) {
  process.stderr.write(`Not what the code generates: ${stale.join(', ')}\nRun "npm run generate" and commit the result.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length === 0 ? `All ${files.length} generated files are current.\n` : `Written: ${stale.join(', ')}\n`);
}
