import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Customer } from '@mxdr/core';
import { findCustomer } from '@mxdr/core';
import { asksReadiness, createBrowserPool, findBrowser, hashDefinition } from '@mxdr/reporting';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import type { Selection } from '../customer-selection.ts';
import { selectCustomers } from '../customer-selection.ts';
import { needsBrowser } from '../draw-report.ts';
import { formatErrorBlock } from '../error-block.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';
import { readRedaction } from '../redaction-options.ts';
import { readWhole } from '../read-whole.ts';
import type { FleetHead } from '../report-fleet/fleet-record.ts';
import { createFleetProgress } from '../report-fleet/fleet-progress.ts';
import { codeOfFleet, formatFleet, formatReport } from '../report-fleet/format-fleet.ts';
import type { ReportsAsked } from '../report-fleet/open-journey.ts';
import { openJourney } from '../report-fleet/open-journey.ts';
import { makeRecord, openRecordFile } from '../report-fleet/record-file.ts';
import { runReportFleet } from '../report-fleet/run-report-fleet.ts';
import { isOfShard, readShard } from '../report-fleet/shard.ts';
import { findReport, readFormats, readIssueInstant, readSubject } from '../report-inputs.ts';

/** A page of a browser takes a core while it prints; more than these gain nothing. */
const mostPrinters = 4;

/**
 * `mxdr report`: exit 0 when every report is whole, 2 when something that it needs was missing or a customer failed, 130 when it was
 * interrupted.
 */
export const run: CommandHandler = async (context, ids, options) => {
  const selection = await selectCustomers(context, ids, options);
  const { customers, operator } = selection;
  if (options['watch'] === true) return (await import('../preview/watch-report.ts')).watchReport(context, customers, operator, options);
  const definition = readSubject(
    await findReport(context, String(options['report'])),
    typeof options['incident'] === 'string' ? options['incident'] : undefined,
  );
  if (definition.incident !== null && customers.length > 1)
    throw badOption('--incident', String(definition.incident), 'it for one customer only: each workspace counts its incidents anew');
  const formats = readFormats(options['format'], definition);
  const { local, facts } = options;
  if (typeof facts === 'string' && (!asksReadiness(definition.settings) || customers.length > 1))
    throw badOption('--facts', facts, 'it for a report about the readiness of one customer only');
  const parallel = readWhole('--parallel', options['parallel'] ?? '2', 1, 16);
  const printers = readWhole('--printers', options['printers'] ?? String(Math.min(availableParallelism(), mostPrinters)), 1, 16);
  const shard = typeof options['shard'] === 'string' ? readShard(options['shard']) : null;
  const redaction = await readRedaction(context, options);
  // Looked for before any query runs: nobody waits for minutes to learn that there is no browser.
  if (needsBrowser(formats)) await findBrowser(context.env);
  const pool = needsBrowser(formats) ? createBrowserPool({ env: context.env, pages: printers }) : undefined;
  const everyone = selectedIds(selection, options);
  const asked: Omit<ReportsAsked, 'onStep'> = {
    definition,
    operator,
    formats,
    redaction,
    outDir: path.resolve(String(options['out'])),
    local: typeof local === 'string' ? local : undefined,
    hasFolderForEach: everyone.length > 1,
    pool,
    issuedAt: readIssueInstant(context),
    options,
  };
  const head: FleetHead = {
    schemaVersion: 1,
    toolVersion: context.version,
    report: definition.settings.id,
    definitionSha256: hashDefinition(definition),
    asked: {
      period: typeof options['period'] === 'string' ? options['period'] : null,
      formats: [...formats],
      attachesRows: options['attachments'] !== false,
      redact: [...(redaction?.kinds ?? [])],
      resumes: options['resume'] === true,
    },
    fleet: { customers: everyone.length, sha256: createHash('sha256').update(everyone.join('\n')).digest('hex') },
    shard,
    missingShards: [],
    startedAtUtc: new Date(context.clock.now()).toISOString(),
  };
  try {
    const isFleet = options['all'] === true || typeof options['select'] === 'string' || ids.length > 1 || shard !== null;
    const mine = everyone.filter((id) => isOfShard(id, shard));
    return isFleet
      ? await reportFleet(context, selection, asked, head, mine, { parallel, printers })
      : await reportOne(context, customers, asked, head);
  } finally {
    await pool?.close();
  }
};

/** Everybody who was asked for, by id. Under `--all` also those whose file has errors: nobody is lost for a typing error. */
function selectedIds({ customers, book }: Selection, options: OptionValues): readonly string[] {
  const broken =
    options['all'] === true && typeof options['select'] !== 'string' ? book.entries.filter(({ customer }) => customer === undefined) : [];
  return [...customers, ...broken].map(({ id }) => id).toSorted();
}

async function reportFleet(
  context: CommandContext,
  selection: Selection,
  asked: Omit<ReportsAsked, 'onStep'>,
  head: FleetHead,
  customerIds: readonly string[],
  bounds: { readonly parallel: number; readonly printers: number },
): Promise<ExitCode> {
  const { signal, clock } = context;
  const stopwatch = (): number => performance.now();
  const record = await openRecordFile(asked.outDir, head, customerIds);
  const progress = createFleetProgress(context, customerIds.length, stopwatch);
  const onStep = (customerId: string, message: string): void => progress.onStep(customerId, message);
  await runReportFleet({
    customerIds,
    open: (id) => openJourney(context, { ...asked, onStep }, findCustomer(selection.book, id)),
    resumes: head.asked.resumes,
    ...bounds,
    signal,
    stopwatch,
    onStage: (id, stage) => progress.onStage(id, stage),
    onEnd: (report, error) => {
      record.add(report);
      progress.onEnd(report, error);
    },
  });
  progress.close();
  const { record: ended, failure } = await record.close(signal.aborted ? 'interrupted' : 'done', new Date(clock.now()).toISOString());
  context.out(context.json ? JSON.stringify(ended, null, 2) : formatFleet(context, ended));
  if (failure !== undefined) context.note(formatErrorBlock(failure, context.paint));
  if (!signal.aborted) return failure === undefined ? codeOfFleet(ended) : exitCodes.undetermined;
  context.note('interrupted: what was in hand is finished or undone; the same command with --resume goes on');
  return exitCodes.interrupted;
}

/** One customer asked for by id: an error of the report is the error of the command. */
async function reportOne(
  context: CommandContext,
  customers: readonly Customer[],
  asked: Omit<ReportsAsked, 'onStep'>,
  head: FleetHead,
): Promise<ExitCode> {
  const onStep = (customerId: string, message: string): void => context.note(`${customerId}: ${message}`);
  const failures: unknown[] = [];
  const reports = await runReportFleet({
    customerIds: customers.map(({ id }) => id),
    open: async () => openJourney(context, { ...asked, onStep }, customers[0]!),
    resumes: head.asked.resumes,
    parallel: 1,
    printers: 1,
    signal: context.signal,
    stopwatch: () => performance.now(),
    onStage: () => undefined,
    onEnd: (_, error) => {
      if (error !== undefined) failures.push(error);
    },
  });
  if (failures.length > 0) throw failures[0];
  context.signal.throwIfAborted();
  const ended = new Map(reports.map((report) => [report.customerId, report]));
  const record = makeRecord(head, [...ended.keys()], ended, 'done', new Date(context.clock.now()).toISOString());
  context.out(
    context.json ? JSON.stringify(record, null, 2) : reports.map((report) => formatReport(context, asked.outDir, report)).join('\n'),
  );
  return codeOfFleet(record);
}
