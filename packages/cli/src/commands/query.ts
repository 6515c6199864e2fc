import path from 'node:path';
import type { Customer, LogWorkspace, TimeWindow } from '@mxdr/core';
import { findCustomer, loadCustomers, parsePeriod } from '@mxdr/core';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { badOption, missingQuery } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { answerBatch } from '../query-batch.ts';
import { queryFailed } from '../query-failure.ts';
import type { QueryFormat } from '../query-output.ts';
import { formatResult } from '../query-output.ts';
import { readNamedFile } from '../read-text.ts';
import { openAzureWorkspace, openFolderWorkspace } from '../workspaces.ts';

interface Request {
  readonly customer: Customer | undefined;
  readonly kql: string | undefined;
  /** What errors call the query: its file, or `query`. */
  readonly source: string;
}

async function readRequest(context: CommandContext, args: readonly string[], options: OptionValues): Promise<Request> {
  const { file, batch } = options;
  const hasText = typeof file !== 'string' && typeof batch !== 'string';
  const [first, second] = args;
  // One word is the query itself, unless the text comes from a file: then it is the customer.
  const id = hasText && second === undefined ? undefined : first;
  const customer = id === undefined ? undefined : findCustomer(await loadCustomers(context.customersFolder), id);
  if (typeof batch === 'string') return { customer, kql: undefined, source: batch };
  if (typeof file === 'string') return { customer, kql: await readNamedFile(file), source: file };
  const kql = second ?? first;
  if (kql === undefined || kql.trim() === '') throw missingQuery();
  return { customer, kql, source: 'query' };
}

export function readInstant(flag: string, text: string): string {
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/iu.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(ms)) throw badOption(flag, text, 'an instant such as 2026-10-01T00:00:00Z');
  return new Date(ms).toISOString();
}

function readWindow(options: OptionValues, timeZone: string, nowMs: number): TimeWindow | undefined {
  const { from, to, period } = options;
  if (typeof period === 'string') {
    const { startUtc, endUtc } = parsePeriod(period, timeZone);
    return { start: startUtc, end: endUtc };
  }
  if (typeof from !== 'string' && typeof to !== 'string') return undefined;
  return {
    start: typeof from === 'string' ? readInstant('--from', from) : '0001-01-01T00:00:00.000Z',
    end: typeof to === 'string' ? readInstant('--to', to) : new Date(nowMs).toISOString(),
  };
}

async function openWorkspace(
  context: CommandContext,
  customer: Customer | undefined,
  options: OptionValues,
  now: () => number,
): Promise<LogWorkspace> {
  const { local } = options;
  if (typeof local === 'string') return openFolderWorkspace(path.resolve(local), { now });
  if (customer !== undefined && options['emptyTables'] !== true) return openAzureWorkspace(customer, { ...context, clock: { now } });
  const { createKqlEngine, createMemoryTables, EMPTY_OUTSIDE } = await import('@mxdr/kql');
  if (options['emptyTables'] !== true)
    return createKqlEngine({ provider: createMemoryTables({ tables: {}, description: 'no workspace' }), clock: { now } });
  const { emptyTables } = await import('../empty-tables.ts');
  return createKqlEngine({ provider: emptyTables(), outside: EMPTY_OUTSIDE, clock: { now } });
}

/** `mxdr query`: exit 2 for a partial or impossible answer, 3 for a query that is wrong. A batch ends 0 when every line has a whole answer, else 2. */
export const run: CommandHandler = async (context, args, options) => {
  const request = await readRequest(context, args, options);
  const nowOption = options['now'];
  const nowMs = typeof nowOption === 'string' ? Date.parse(readInstant('--now', nowOption)) : context.clock.now();
  const window = readWindow(options, request.customer?.timeZone ?? 'UTC', nowMs);
  const workspace = await openWorkspace(context, request.customer, options, () => nowMs);
  if (request.kql === undefined)
    return (await answerBatch(context, request.source, workspace, window)) ? exitCodes.good : exitCodes.undetermined;
  if (options['explain'] === true) {
    const { createKqlEngine, openLocalTables } = await import('@mxdr/kql');
    const { emptyTables } = await import('../empty-tables.ts');
    const provider = typeof options['local'] === 'string' ? await openLocalTables(path.resolve(options['local'])) : emptyTables();
    context.out(await createKqlEngine({ provider, clock: { now: () => nowMs } }).explain(request.kql));
    return exitCodes.good;
  }
  const outcome = await workspace.query(request.kql, window, context.signal);
  if (outcome.status === 'failed') throw queryFailed(outcome, request.source);
  const format = context.json ? 'json' : (options['format'] as QueryFormat);
  context.out(formatResult(outcome, format, context.width));
  for (const reason of outcome.partial ?? []) context.note(`partial: ${reason.message} (${reason.code})`);
  return outcome.status === 'partial' ? exitCodes.undetermined : exitCodes.good;
};
