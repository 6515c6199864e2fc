import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { createKqlEngine, createMemoryTables } from '@mxdr/kql';
import type { MemoryRow } from '@mxdr/kql';
import type { ServedWorkspace } from '../served-workspace.ts';
import type { WorkspaceServer, WorkspaceServerProps } from '../start-workspace-server.ts';
import { startWorkspaceServer } from '../start-workspace-server.ts';

export const contoso = { tenantId: 'aaaaaaaa-1111-4111-8111-111111111111', workspaceId: '7b0d2f4e-1111-4222-8333-444455556666' };
export const fabrikam = { tenantId: 'bbbbbbbb-2222-4222-8222-222222222222', workspaceId: '7b0d2f4e-2222-4222-8333-444455556666' };
export const operatorTenantId = 'dddddddd-4444-4444-8444-444444444444';
export const clientId = 'cccccccc-3333-4333-8333-333333333333';
const contosoResourceId =
  '/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log-contoso';
export const nowMs = Date.parse('2026-11-02T08:00:00Z');

const clock = { now: () => nowMs };

/** A workspace over rows in memory. */
export function servedRows(
  of: { readonly tenantId: string; readonly workspaceId: string },
  rows: Readonly<Record<string, readonly MemoryRow[]>>,
  changes: Partial<ServedWorkspace> = {},
): ServedWorkspace {
  const tables = createMemoryTables({ tables: rows, description: 'rows of a test' });
  return { id: of.workspaceId, tenantId: of.tenantId, workspace: createKqlEngine({ provider: tables, clock }), tables, ...changes };
}

/** Contoso as a workspace that has one answer to everything, for tests of what lies before the query. */
export const oneAnswer: ServedWorkspace = {
  id: contoso.workspaceId,
  tenantId: contoso.tenantId,
  openTo: [operatorTenantId],
  workspace: {
    description: 'one answer',
    query: async () => ({
      status: 'complete',
      columns: [{ name: 'Count', type: 'long' }],
      rows: [[3]],
      statistics: { rowsRead: 3, durationMs: 1, tables: ['SigninLogs'] },
    }),
  },
};

const signIn = (time: string, user: string): MemoryRow => ({ TimeGenerated: time, UserPrincipalName: user });

/** Contoso with three sign-ins, Fabrikam with one; the operator may read both. One set for all servers of a file: they only answer. */
const workspaces: readonly ServedWorkspace[] = [
  servedRows(
    contoso,
    {
      SigninLogs: [
        signIn('2026-10-31T23:59:59.9999999Z', 'anna'),
        signIn('2026-11-01T00:00:00Z', 'bea'),
        signIn('2026-11-02T07:30:00Z', 'carl'),
      ],
    },
    { openTo: [operatorTenantId], resourceId: contosoResourceId },
  ),
  servedRows(fabrikam, { SigninLogs: [signIn('2026-11-01T12:00:00Z', 'fred')] }, { openTo: [operatorTenantId] }),
];

export async function startContosoServer(changes: Partial<WorkspaceServerProps> = {}): Promise<WorkspaceServer> {
  return startWorkspaceServer({ workspaces, clock, ...changes });
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface AskOptions {
  /** @default one of Contoso's application */
  readonly token?: string | undefined;
  readonly path?: string;
  readonly method?: string;
  /** @default `{ query, timespan }` */
  readonly body?: string;
  readonly timespan?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** False leaves the content type out. @default true */
  readonly isTyped?: boolean;
  readonly signal?: AbortSignal;
}

/** A request as it goes over the wire, without a client that repairs or hides anything. */
export async function ask(server: WorkspaceServer, query: string, options: AskOptions = {}): Promise<Answer> {
  const { token = server.token({ tenantId: contoso.tenantId, clientId }), method = 'POST' } = options;
  const url = new URL(options.path ?? `/v1/workspaces/${contoso.workspaceId}/query`, server.origin);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method,
        ca: server.certificateAuthority,
        agent: false,
        servername: 'localhost',
        headers: {
          ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
          ...(method === 'POST' && options.isTyped !== false ? { 'Content-Type': 'application/json' } : {}),
          ...options.headers,
        },
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    outgoing.on('error', reject);
    const { timespan } = options;
    outgoing.end(
      method === 'GET' ? undefined : (options.body ?? JSON.stringify({ query, ...(timespan === undefined ? {} : { timespan }) })),
    );
  });
}

/** Rows of an answer that is whole. */
export function rowsOf(answer: Answer): unknown {
  const body = JSON.parse(answer.text) as { readonly tables?: readonly [{ readonly rows: unknown }] };
  return body.tables?.[0].rows;
}

/** Codes of an error, from the general to the particular. */
export function codesOf(answer: Answer): readonly string[] {
  interface Link {
    readonly code?: string;
    readonly innererror?: Link;
  }
  const codes: string[] = [];
  let link = (JSON.parse(answer.text) as { readonly error?: Link }).error;
  while (link !== undefined) {
    codes.push(link.code ?? '');
    link = link.innererror;
  }
  return codes;
}
