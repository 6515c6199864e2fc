import path from 'node:path';
import { inertText } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import type { LoggedQuery, ServiceLimits } from '@mxdr/workspace-server';
import { startWorkspaceServer } from '@mxdr/workspace-server';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import { badOption, missingOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ServerAccess } from '../workspace-serve/describe-access.ts';
import { describeAccess } from '../workspace-serve/describe-access.ts';
import { readFaults } from '../workspace-serve/fault-options.ts';
import { handOver } from '../workspace-serve/hand-over.ts';
import { readInstant } from './query.ts';

/** The one application that may sign in. Any client id would do; programs want to be given one. */
const clientId = '11111111-1111-4111-8111-111111111111';
const tokenLifetimeSeconds = 3600;
/** How long answers under way may take once the server is to stop. */
const graceMs = 5000;

/** `mxdr workspace serve`: local tables behind the query API of Log Analytics, until Ctrl+C or SIGTERM. */
export const run: CommandHandler = async (context, _args, options) => {
  const { local, files, now, fail } = options;
  if (typeof local !== 'string') throw missingOption('--local', 'DIR, a folder of tables');
  const rules = typeof fail === 'string' ? readFaults(fail) : [];
  const fixedMs = typeof now === 'string' ? Date.parse(readInstant('--now', now)) : undefined;
  const queryClock = fixedMs === undefined ? context.clock : { now: () => fixedMs };
  const folder = path.resolve(local);
  const workspace = await openLocalWorkspace(folder, { clock: queryClock });
  const workspaceId = readGuid('--workspace-id', options['workspaceId']);
  const tenantId = readGuid('--tenant-id', options['tenantId']);
  const database = path.basename(folder);
  const server = await startWorkspaceServer({
    workspaces: [{ id: workspaceId, name: database, tenantId, workspace, tables: workspace.tables }],
    host: String(options['host']),
    port: readPort(options['port']),
    limits: readLimits(options),
    retryAfter: readRetryAfter(options['retryAfter']),
    tokenLifetimeSeconds,
    clock: context.clock,
    queryClock,
    onQuery: (query) => context.note(describeQuery(query)),
  });
  for (const rule of rules) server.fail(rule);
  try {
    const header = (): string => `Authorization: Bearer ${server.token({ tenantId, clientId })}\n`;
    const handed = await handOver({
      folder: typeof files === 'string' ? path.resolve(files) : undefined,
      certificate: server.certificateAuthority,
      authorization: header(),
      assertion: server.assertion,
    });
    // The token in the file is always good for at least half of its life.
    const renewal = setInterval(
      () => {
        handed.renew(header()).catch((error: unknown) => context.note(`the token could not be renewed: ${String(error)}`));
      },
      (tokenLifetimeSeconds / 2) * 1000,
    );
    try {
      const [table] = await workspace.tables.list();
      const access: ServerAccess = {
        address: server.origin,
        workspaceId,
        tenantId,
        clientId,
        database,
        query: table === undefined ? 'print now()' : `${table.name} | count`,
        files: handed.files,
      };
      context.out(
        context.json ? JSON.stringify({ schemaVersion: 1, ...access }, null, 2) : describeAccess(access, inertText(workspace.description)),
      );
      await aborted(context.signal);
      context.note('stopping; answers under way may end');
    } finally {
      clearInterval(renewal);
      await handed.remove();
    }
  } finally {
    // The second Ctrl+C waits for nobody.
    await Promise.race([server.close(graceMs), aborted(context.force).then(async () => server.close())]);
  }
  return exitCodes.good;
};

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function readGuid(flag: string, value: unknown): string {
  const text = String(value);
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) throw badOption(flag, text, 'a GUID');
  return text;
}

function readPort(value: unknown): number {
  const port = Number(value ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw badOption('--port', String(value), 'a number from 0 to 65535');
  return port;
}

function readLimits(options: OptionValues): Partial<ServiceLimits> {
  const whole = (flag: string, value: OptionValues[string], factor = 1): number | undefined => {
    if (typeof value !== 'string') return undefined;
    const number = Number(value) * factor;
    if (!Number.isSafeInteger(number) || number < 1) throw badOption(flag, value, 'a number above 0');
    return number;
  };
  const concurrent = whole('--concurrent', options['concurrent']);
  const perWindow = whole('--per-window', options['perWindow']);
  const windowMs = whole('--window', options['window'], 1000);
  return {
    ...(concurrent === undefined ? {} : { concurrent }),
    ...(perWindow === undefined ? {} : { perWindow }),
    ...(windowMs === undefined ? {} : { windowMs }),
  };
}

function readRetryAfter(value: unknown): 'seconds' | 'date' | 'absent' {
  return value === 'date' || value === 'absent' ? value : 'seconds';
}

/** One line for who watches: what was asked, and what came of it. */
function describeQuery({ status, durationMs, waitedMs, query, fault }: LoggedQuery): string {
  const words = query.replaceAll(/\s+/g, ' ').trim();
  const cut = words.length > 100 ? `${words.slice(0, 99)}…` : words;
  const wait = waitedMs > 0 ? `, ${waitedMs} ms of them in the queue` : '';
  return inertText(`${status ?? '---'}  ${durationMs} ms${wait}${fault === undefined ? '' : `  (${fault} on demand)`}  ${cut}`);
}
