import type { WorkspaceServer } from '@mxdr/workspace-server';

export function startLimitedService(props: {
  readonly customers: number;
  readonly limits: { readonly concurrent: number; readonly perWindow: number; readonly windowMs: number };
  readonly answerMs?: number;
}): Promise<WorkspaceServer>;

export function askFleet(props: {
  readonly service: Pick<WorkspaceServer, 'origin' | 'certificateAuthority' | 'assertion'>;
  readonly customers: number;
  readonly queries: number;
  readonly parallel: number;
  readonly limits: { readonly concurrency: number; readonly requestsPerPeriod: number; readonly periodMs: number };
  readonly onCustomer?: (done: number) => void;
}): Promise<{
  readonly right: number;
  readonly wrong: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly durationMs: number;
}>;

export function allowedMs(count: number, limits: { readonly perWindow: number; readonly windowMs: number }): number;
