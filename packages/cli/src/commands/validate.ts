import path from 'node:path';
import type { CustomerBook, Problem } from '@mxdr/core';
import { findCustomer, formatProblem, isAppError, loadCustomers, nodeFiles, readReportSchedule } from '@mxdr/core';
import { allLedgers, readLedger } from '@mxdr/ledgers';
import { readReadinessPlan, readWaivers } from '@mxdr/prerequisites';
import type { ReportDefinition } from '@mxdr/reporting';
import { checkQueryOutput, queryToRead, readReportDefinition } from '@mxdr/reporting';
import { cacheFolderOf } from '../cache-folder.ts';
import type { CommandHandler } from '../command-spec.ts';
import { readContent } from '../content-folders.ts';
import { listReports, reportsFolderOf } from '../content-places.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { exitCodes } from '../exit-codes.ts';
import { readQueries } from '../query-analyser.ts';
import { loadScenarios } from '../scenario-folders.ts';
import { readSchedulableReports } from '../schedule/read-schedules.ts';

/** Files beside customer.yaml that people write. */
const customerFiles = [
  { name: 'waivers.yaml', read: readWaivers },
  { name: 'readiness.yaml', read: readReadinessPlan },
  ...Object.values(allLedgers).map((kind) => ({
    name: `${kind.name}.yaml`,
    read: (text: string, file: string) => readLedger(kind, text, file),
  })),
] as const;

async function fileProblems(context: CommandContext, { folder }: CustomerBook, ids: readonly string[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [...(await scheduleProblems(context, folder, ids))];
  for (const id of ids) {
    for (const { name, read } of customerFiles) {
      const file = `${folder}/${id}/${name}`;
      const text = await nodeFiles.readText(file);
      const reading = text === undefined ? undefined : read(text, file);
      if (reading !== undefined && 'problems' in reading) problems.push(...reading.problems);
    }
  }
  return problems;
}

/** Schedules name reports, so that they are held against those that there are. */
async function scheduleProblems(context: CommandContext, folder: string, ids: readonly string[]): Promise<readonly Problem[]> {
  const files = ids.map((id) => `${folder}/${id}/schedule.yaml`);
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = await nodeFiles.readText(file);
    if (text !== undefined) texts.set(file, text);
  }
  if (texts.size === 0) return [];
  const { reports } = await readSchedulableReports(context, [...texts.values()]);
  return [...texts].flatMap(([file, text]) => {
    const reading = readReportSchedule(text, file, reports);
    return 'problems' in reading ? reading.problems : [];
  });
}

async function customerProblems(
  context: CommandContext,
  ids: readonly string[],
): Promise<{ readonly count: number; readonly problems: readonly Problem[] }> {
  const book = await loadCustomers(context.customersFolder);
  if (ids.length === 0)
    return {
      count: book.entries.length,
      problems: [
        ...book.problems,
        ...(await fileProblems(
          context,
          book,
          book.entries.map(({ id }) => id),
        )),
      ],
    };
  for (const id of ids) {
    try {
      findCustomer(book, id);
    } catch (error) {
      // A customer with problems is what this command is for; one that does not exist is a mistake in the call.
      if (isAppError(error) && error.code === 'MXDR-CUSTOMER-UNKNOWN') throw error;
    }
  }
  const entries = book.entries.filter((entry) => ids.includes(entry.id));
  return {
    count: entries.length,
    problems: [
      ...book.problems.filter((problem) => problem.position.file === book.operatorFile),
      ...entries.flatMap((entry) => entry.problems),
      ...(await fileProblems(
        context,
        book,
        entries.map(({ id }) => id),
      )),
    ],
  };
}

async function reportProblems(context: CommandContext): Promise<{ readonly count: number; readonly problems: readonly Problem[] }> {
  const names = await listReports(context);
  const problems: Problem[] = [];
  const definitions: ReportDefinition[] = [];
  for (const name of names) {
    const folder = path.relative(context.cwd, path.join(reportsFolderOf(context), name)).replaceAll(path.sep, '/');
    const read = await readReportDefinition(folder === '' ? '.' : folder, nodeFiles);
    problems.push(...('problems' in read ? read.problems : read.warnings));
    if (!('problems' in read)) definitions.push(read);
  }
  return { count: names.length, problems: [...problems, ...(await queryProblems(context, definitions))] };
}

/** Reads every query of every report, shared ones once: whether it can be read, and gives the columns that its head promises. */
async function queryProblems(context: CommandContext, definitions: readonly ReportDefinition[]): Promise<readonly Problem[]> {
  const queries = new Map(
    definitions.flatMap(({ queries: own, settings }) =>
      own.map((query) => [query.file, { query, text: queryToRead(query, settings.tables[0]?.name) }] as const),
    ),
  );
  const texts = [...queries.values()].map(({ text }) => text);
  const analyse = await readQueries(texts, [], cacheFolderOf(context.env));
  return [...queries.values()].flatMap(({ query, text }) => checkQueryOutput(query, analyse(text)));
}

/** `mxdr validate`: configuration is wrong with 3; broken content (rules, reports) with 1; every problem at once either way. */
export const run: CommandHandler = async (context, ids) => {
  const customers = await customerProblems(context, ids);
  const content = ids.length > 0 ? { rules: [], problems: [] } : await readContent(context);
  const scenarios = ids.length > 0 ? { problems: [] } : await loadScenarios(context, content.rules);
  const reports = ids.length > 0 ? { count: 0, problems: [] } : await reportProblems(context);
  const all = [...customers.problems, ...content.problems, ...scenarios.problems, ...reports.problems];
  const errorsOf = (problems: readonly Problem[]): number => problems.filter((problem) => problem.severity === 'error').length;
  const errors = errorsOf(all);
  if (context.json) {
    context.out(
      JSON.stringify(
        { schemaVersion: 1, errors, customers: customers.count, rules: content.rules.length, reports: reports.count, problems: all },
        null,
        2,
      ),
    );
  } else {
    for (const problem of all) context.out(formatProblem(problem));
    const looked =
      ids.length > 0
        ? countOf(customers.count, 'customer')
        : [countOf(customers.count, 'customer'), countOf(content.rules.length, 'rule'), countOf(reports.count, 'report')].join(', ');
    context.out(errors === 0 ? `${context.paint.green('good')}: ${looked}` : `${countOf(errors, 'error')} in ${looked}`);
  }
  if (errorsOf(customers.problems) > 0) return exitCodes.usage;
  return errors > 0 ? exitCodes.notGood : exitCodes.good;
};
