import type { TimeWindow } from '@mxdr/core';
import type { FaultRule, ServiceLimits } from '@mxdr/workspace-server';
import type { AzureLab } from './azure-lab.ts';

/** What implements `LogWorkspace`. */
export type Implementation = 'monitor-query' | 'monitor-query-logs' | 'recording' | 'embedded' | 'real';

/** What a case takes for granted. */
export type Need =
  /** The sample tables, with rows at known instants. */
  | 'sample-tables'
  /** A service far away whose answers can be made to go wrong. A recording was made of such a service. */
  | 'faulty-service'
  /** A service whose requests, sign-ins and connections can be watched while it is asked. */
  | 'watched-service';

/** Why an implementation cannot do what a case needs; a case that none of these keeps away must pass. */
export const lacks: Readonly<Record<Implementation, Partial<Readonly<Record<Need, string>>>>> = {
  'monitor-query': {},
  'monitor-query-logs': {},
  recording: { 'watched-service': 'a recording sends nothing, signs nobody in and waits for nothing' },
  embedded: {
    'faulty-service': 'local tables are read in this process: no request can fail',
    'watched-service': 'local tables are read in this process: there is no request to watch',
  },
  real: {
    'sample-tables': 'nobody knows which rows a real workspace holds',
    'faulty-service': 'the real service does not fail on demand',
    'watched-service': 'the real service does not show its side',
  },
};

/** One question, and what must come of it. */
export interface QuestionCase {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly text: string;
  /** `none` asks without a window. @default October 2026 */
  readonly window?: TimeWindow | 'none';
  /** What goes wrong at the service. */
  readonly faults?: readonly FaultRule[];
  /** What the outcome holds at least, as `toMatchObject` compares. */
  readonly outcome: Readonly<Record<string, unknown>>;
  /** Where an implementation may say something else, with the reason. */
  readonly differs?: Partial<
    Readonly<Record<Implementation, { readonly why: string; readonly outcome: Readonly<Record<string, unknown>> }>>
  >;
  /** HTTP statuses of the requests that went out; undefined where no answer came. @default not looked at */
  readonly statuses?: readonly (number | undefined)[];
  /** Milliseconds of the pauses between them. @default not looked at */
  readonly pauses?: readonly number[];
}

/** Something that is done with the adapter and a service that is watched. */
export interface DeedCase {
  readonly name: string;
  readonly needs: readonly ['watched-service'];
  /** Limits of the service while it is done. @default its own */
  readonly serviceLimits?: Partial<ServiceLimits>;
  readonly run: (lab: AzureLab) => Promise<void>;
}

export type ContractCase = QuestionCase | DeedCase;

export const october: TimeWindow = { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' };
