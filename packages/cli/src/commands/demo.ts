import path from 'node:path';
import { createFolderSink, findCustomer, loadCustomers, parsePeriod, lastFullMonth, requireOperator, writeFileAtomic } from '@mxdr/core';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { badOption, demoStepFailed } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { openFolderWorkspace } from '../workspaces.ts';

/** The sample customer. */
const demoCustomer = 'contoso';
const demoMonths = 3;

interface DemoStep {
  readonly name: string;
  readonly result: string;
  readonly seconds: number;
}

/** Runs steps one after the other and keeps what each said and how long it took. */
function createStepRunner(context: CommandContext) {
  const steps: DemoStep[] = [];
  const runStep = async <T>(name: string, work: () => Promise<{ readonly value: T; readonly result: string }>): Promise<T> => {
    context.signal.throwIfAborted();
    const start = performance.now();
    const { value, result } = await work();
    const step = { name, result, seconds: (performance.now() - start) / 1000 };
    steps.push(step);
    context.note(`${name}: ${result} (${step.seconds.toFixed(1)} s)`);
    return value;
  };
  return { steps, runStep };
}

/**
 * `mxdr demo`: the whole product once, on a simulated tenant of the sample customer. Every step is the code of its own command. Exit 0 when all
 * of it is good.
 */
export const run: CommandHandler = async (context, _args, options) => {
  const out = path.resolve(String(options['out']));
  const { readPositive, simulateCustomer } = await import('./simulate.ts');
  const scale = readPositive('--scale', options['scale'], false);
  const book = await loadCustomers(context.customersFolder);
  const customer = findCustomer(book, demoCustomer);
  const operator = requireOperator(book);
  const asked = options['period'];
  const period = typeof asked === 'string' ? parsePeriod(asked, customer.timeZone) : lastFullMonth(context.clock.now(), customer.timeZone);
  if (period.kind !== 'month') throw badOption('--period', String(asked), 'a month such as 2026-10');
  const isWithPdf = options['pdf'] !== false;
  const { findBrowser } = await import('@mxdr/reporting');
  if (isWithPdf) await findBrowser(context.env);
  const { steps, runStep } = createStepRunner(context);
  const tables = path.join(out, 'tenant');
  let code: ExitCode = exitCodes.good;

  await runStep('simulate', async () => {
    const { writeTenant } = await import('@mxdr/simulator');
    const simulation = simulateCustomer({ customer, last: period, months: demoMonths, scale, seed: 'mxdr' });
    const files = await writeTenant(simulation, tables, { signal: context.signal });
    const rows = files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
    return {
      value: files,
      result: `${rows.toLocaleString('en-GB')} rows in ${simulation.tables().length} tables, ${demoMonths} months of a made-up tenant`,
    };
  });

  await runStep('check', async () => {
    const { checkCustomerFacts } = await import('../judge-customer.ts');
    const { exitCodeOf, formatCheckJson } = await import('@mxdr/prerequisites');
    const report = await checkCustomerFacts(context, customer, operator, path.join(context.customersFolder, customer.id, 'facts.json'));
    await writeFileAtomic(path.join(out, 'check.json'), formatCheckJson(report));
    code = worseOf(code, exitCodeOf(report));
    return { value: report, result: report.verdict.summary };
  });

  await runStep('synth', async () => {
    const { prepareSynthesis } = await import('./synth.ts');
    const synthesize = await prepareSynthesis(context);
    const result = await synthesize(customer, operator, path.join(out, 'environment'));
    if (result.status === 'refused')
      throw demoStepFailed(
        'synth',
        result.problems.map((problem) => problem.message),
      );
    const resources = result.stacks.reduce((sum, stack) => sum + stack.resources, 0);
    return { value: result, result: `${resources} resources in ${result.stacks.length} stacks` };
  });

  await runStep('rules test', async () => {
    const { testRules } = await import('./rules-test.ts');
    const tested = await testRules(context, [], { casesOnly: true });
    code = worseOf(code, tested.code);
    const cases = tested.trials.flatMap((trial) => trial.cases);
    const passed = cases.filter((result) => result.status === 'passed').length;
    return { value: tested, result: `${passed} of ${cases.length} cases of ${tested.trials.length} rules pass` };
  });

  const produced = await runStep('report', async () => {
    const { produceReport, publishOneByOne } = await import('../produce-report.ts');
    const { findReport, readIssueInstant, readLedgers } = await import('../report-inputs.ts');
    const { readTuningRecords } = await import('../tuning-records.ts');
    const { createBrowserPool } = await import('@mxdr/reporting');
    const definition = await findReport(context, 'service-review');
    const pool = isWithPdf ? createBrowserPool({ env: context.env }) : undefined;
    try {
      const value = await produceReport({
        definition,
        customer,
        operator,
        period,
        workspace: await openFolderWorkspace(tables, context.clock),
        ledgers: { ...(await readLedgers(tables)), tuning: await readTuningRecords(context, customer) },
        formats: isWithPdf ? ['html', 'pdf', 'json'] : ['html', 'json'],
        publish: publishOneByOne(createFolderSink(out)),
        pool,
        customerFolder: path.join(context.customersFolder, customer.id),
        issuedAt: readIssueInstant(context),
        toolVersion: context.version,
        signal: context.signal,
        progress: { step: () => {} },
      });
      if (value.model.completeness.state === 'incomplete') code = worseOf(code, exitCodes.undetermined);
      return { value, result: `${value.model.period.short}, ${value.model.sections.length} sections, ${value.model.completeness.state}` };
    } finally {
      await pool?.close();
    }
  });

  const files = ['check.json', path.join('environment', customer.id, 'stacks'), ...produced.files, 'tenant'].map((name) =>
    path.join(out, name),
  );
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, customerId: customer.id, period: period.id, steps, files }, null, 2));
  else {
    const describe: Readonly<Record<string, string>> = {
      'check.json': 'prerequisites verdict',
      stacks: 'Terraform JSON, one stack a folder',
      'service-review.html': 'the service review: open it in a browser',
      'service-review.pdf': 'the same as PDF',
      'service-review.json': 'its numbers, for machines',
      'service-review.manifest.json': 'queries, windows, row counts and hashes behind it',
      tenant: 'the simulated tables, with the truth beside them',
    };
    context.out('');
    for (const file of files) context.out(`${path.relative(context.cwd, file).padEnd(40)}  ${describe[path.basename(file)] ?? ''}`);
    if (!isWithPdf) context.out('\nNo PDF was made, as asked. "mxdr doctor" tells how to get a browser.');
    context.out(
      `\nDone in ${steps.reduce((sum, step) => sum + step.seconds, 0).toFixed(1)} s. Next: mxdr query --local ${path.relative(context.cwd, tables)} "SecurityIncident | summarize count() by Severity"\n      or: mxdr report ${demoCustomer} --report check-in --period ${period.id} --local ${path.relative(context.cwd, tables)}`,
    );
  }
  return code;
};
