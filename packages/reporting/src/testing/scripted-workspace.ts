import type { JsonValue, KustoType, LogWorkspace, PartialReason, QueryFailure, QueryOutcome, TimeWindow } from '@mxdr/core';
import { customerSchema, operatorSchema } from '@mxdr/core';
import type { Customer, Operator } from '@mxdr/core';

/** What a scripted workspace is asked: the query by its id, and the instants that it was bound to. */
export interface ScriptedQuestion {
  readonly queryId: string;
  readonly start: string;
  readonly end: string;
  readonly watchedTable: string | undefined;
  readonly text: string;
  readonly window: TimeWindow | undefined;
}

export type Script = (question: ScriptedQuestion) => QueryOutcome | undefined;

/** A result made by hand; columns are typed as text unless it matters. */
export function answer(
  rows: readonly Readonly<Record<string, JsonValue>>[],
  partial?: readonly PartialReason[],
  types: Readonly<Record<string, KustoType>> = {},
): QueryOutcome {
  const columns = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: types[name] ?? 'dynamic' }));
  return {
    status: partial ? 'partial' : 'complete',
    columns,
    rows: rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
    ...(partial ? { partial } : {}),
    statistics: { rowsRead: rows.length, durationMs: 7, tables: [] },
  };
}

export function missing(...tables: readonly string[]): QueryFailure {
  return {
    status: 'failed',
    reason: 'table-missing',
    code: 'MXDR-KQL-TABLE-MISSING',
    message: `There is no table ${tables.join(', ')}.`,
    missingTables: tables,
  };
}

/** A workspace that answers from a script; what the script does not know is a missing table. Remembers what it was asked. */
export function scriptedWorkspace(script: Script): LogWorkspace & { readonly asked: readonly ScriptedQuestion[] } {
  const asked: ScriptedQuestion[] = [];
  return {
    description: 'a script',
    asked,
    async query(text, window, signal) {
      signal?.throwIfAborted();
      const bound = (name: string): string => new RegExp(`let ${name} = datetime\\(([^)]+)\\)`, 'u').exec(text)?.[1] ?? '';
      const question = {
        queryId: /^\/\/ id: (\S+)$/mu.exec(text)?.[1] ?? '',
        start: bound('START'),
        end: bound('END'),
        watchedTable: /let WATCHED = (\w+);/u.exec(text)?.[1],
        text,
        window,
      };
      asked.push(question);
      return script(question) ?? missing(question.watchedTable ?? 'Unknown');
    },
  };
}

/** A row of the query `incidents` in which nothing has happened yet. */
export function incidentRow(changes: Readonly<Record<string, JsonValue>> = {}): Readonly<Record<string, JsonValue>> {
  return {
    IncidentName: 'a0000000-0000-4000-8000-000000000001',
    IncidentNumber: 1,
    Title: 'Suspicious sign-in',
    Severity: 'High',
    Status: 'New',
    Classification: '',
    OwnerName: '',
    CreatedTime: '2026-10-05T10:00:00.0000000Z',
    ClosedAt: null,
    FirstActivityTime: '2026-10-05T09:50:00.0000000Z',
    FirstModifiedTime: null,
    FirstHumanTime: null,
    IsCreatedInPeriod: true,
    IsClosedInPeriod: false,
    IsOpenAtEnd: true,
    IsNotification: false,
    IsTouched: true,
    IsClosedByAutomation: false,
    IsWaiting: false,
    WaitingSince: null,
    WaitMinutes: 0,
    Reopens: 0,
    HasHelp: false,
    TasksGuided: 0,
    TasksOpen: 0,
    TasksCompleted: 0,
    TasksFailed: 0,
    TasksSkipped: 0,
    TasksWaiting: 0,
    CompletionMinutes: [],
    AlertCount: 1,
    Products: ['Microsoft Cloud App Security'],
    Tactics: ['InitialAccess'],
    RuleIds: [],
    ...changes,
  };
}

export function sampleCustomer(changes: Readonly<Record<string, unknown>> = {}): Customer {
  return customerSchema.parse({
    id: 'contoso',
    name: 'Contoso',
    tenantId: '11111111-2222-4333-8444-555555555555',
    primaryDomain: 'contoso.com',
    subscriptionId: '11111111-2222-4333-8444-666666666666',
    region: 'westeurope',
    timeZone: 'Europe/Amsterdam',
    products: ['entra-id'],
    seats: 100,
    contacts: [{ role: 'security-operations', name: 'IT operations', email: 'it@contoso.com' }],
    ...changes,
  });
}

export function sampleOperator(): Operator {
  const group = { principalId: '11111111-2222-4333-8444-777777777777', displayName: 'Group' };
  return operatorSchema.parse({
    name: 'Operator',
    serviceName: 'Managed XDR',
    tenantId: '21111111-2222-4333-8444-555555555555',
    subscriptionId: '21111111-2222-4333-8444-666666666666',
    deliveryTeam: [{ name: 'Ada', role: 'Service delivery manager', email: 'ada@operator.example' }],
    principals: {
      readers: group,
      responders: group,
      approvers: group,
      deployer: { ...group, clientId: '11111111-2222-4333-8444-888888888888' },
    },
    state: { resourceGroup: 'rg-state', storageAccount: 'ststate', container: 'tfstate' },
  });
}
