import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import { z } from 'zod';
import { runRecordUnreadable, terminationDateDiffers } from './errors.ts';
import type { OwnerOutcome } from './stack-outcome.ts';

/** How the service ended: by notice, or because the contract ran out. */
export type EndReason = 'termination' | 'expiry';

/** Days after the end until which held data must be gone. After an expiry the customer may come back for longer. */
const heldDays: Readonly<Record<EndReason, number>> = { termination: 30, expiry: 90 };

const recordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  customerId: z.string(),
  customerName: z.string(),
  /** First day without service, in the customer's time zone. */
  endedOn: z.iso.date(),
  because: z.enum(['termination', 'expiry']),
  /** Last day on which the operator may still hold data of the customer. */
  deletionDueOn: z.iso.date(),
  recordedAt: z.string(),
  isWorkspaceDeleted: z.boolean(),
  /** What was destroyed in Azure by this and earlier runs. */
  removed: z.array(z.strictObject({ stackId: z.string(), address: z.string(), type: z.string() })),
  /** What stays in Azure and is the customer's alone. */
  left: z.array(z.strictObject({ stackId: z.string(), address: z.string(), type: z.string() })),
  stacks: z.array(z.strictObject({ stackId: z.string(), status: z.string() })),
});

/** What was taken away, what stays, and until when data may be held. */
export type OffboardingRecord = z.infer<typeof recordSchema>;

export interface OffboardingStep {
  readonly order: number;
  readonly who: 'operator' | 'customer' | 'operator or customer';
  /** How it is done: by this command, or by hand. */
  readonly by: 'mxdr' | 'hand';
  readonly what: string;
}

/** The steps in the order in which they have to be done; the delegation goes late, as nothing can be cleaned up without it. */
export function offboardingSteps(
  record: Pick<OffboardingRecord, 'endedOn' | 'deletionDueOn' | 'because'>,
  deletesWorkspace: boolean,
): readonly OffboardingStep[] {
  const steps: readonly Omit<OffboardingStep, 'order'>[] = [
    {
      who: 'operator',
      by: 'hand',
      what: `Stop schedules and pipelines for the customer. The clock of held data runs from ${record.endedOn} (${record.because}).`,
    },
    { who: 'operator', by: 'hand', what: 'Hand over what the customer is owed: reports, the credit ledger, recommendations.' },
    { who: 'operator', by: 'mxdr', what: "Take connectors away, with the lock on the workspace (customer's identity)." },
    {
      who: 'operator',
      by: 'mxdr',
      what: deletesWorkspace
        ? 'Destroy rules, hunts and workbooks, then the workspace with all its logs (as instructed).'
        : 'Destroy rules, hunts and workbooks; the workspace and its logs stay with the customer.',
    },
    {
      who: 'operator or customer',
      by: 'mxdr',
      what: "Take access away: the delegation, groups and policies of the service (customer's identity).",
    },
    { who: 'operator or customer', by: 'hand', what: 'Terminate the GDAP relationship and wait until it reads "terminated".' },
    {
      who: 'customer',
      by: 'hand',
      what: 'Run revoke.sh of the consent pack: the application that reads goes with its permissions, and the cross-tenant access setting.',
    },
    { who: 'customer', by: 'hand', what: 'Remove guest users and access packages of the operator.' },
    {
      who: 'customer',
      by: 'hand',
      what: 'Remove the conditional access policies "Microsoft Security Experts-…-DO NOT DELETE" only after Microsoft\'s own service has left as well.',
    },
    { who: 'operator', by: 'hand', what: 'See "verify.sh --expect-absent" of the consent pack end with 0, and sign the report.' },
    {
      who: 'operator',
      by: 'hand',
      what: `Delete all held data by ${record.deletionDueOn} and prove it: archived reports as well, whose immutability has to be lifted first.`,
    },
  ];
  return steps.map((step, index) => ({ order: index + 1, ...step }));
}

const fileOf = (folder: string): string => path.join(folder, 'offboarding-record.json');

function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export interface OffboardingStart {
  /** Folder of the record. */
  readonly folder: string;
  readonly customerId: string;
  readonly customerName: string;
  /** As the person gave it; absent: today. */
  readonly endedOn?: string;
  readonly because?: EndReason;
  /** Today in the customer's time zone, `yyyy-mm-dd`. */
  readonly today: string;
  readonly now: string;
}

/**
 * The record of an earlier run, or a fresh one. The clock starts once: the first date that was recorded stays.
 * @throws AppError usage `MXDR-OFFBOARD-DATE-DIFFERS`, `MXDR-RUN-RECORD-UNREADABLE`
 */
export async function openOffboarding(start: OffboardingStart): Promise<OffboardingRecord> {
  const file = fileOf(start.folder);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    let record: OffboardingRecord;
    try {
      record = recordSchema.parse(JSON.parse(text));
    } catch (error) {
      throw runRecordUnreadable(file, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
    if (start.endedOn !== undefined && start.endedOn !== record.endedOn) throw terminationDateDiffers(record.endedOn, start.endedOn, file);
    if (start.because !== undefined && start.because !== record.because) throw terminationDateDiffers(record.because, start.because, file);
    return record;
  }
  const because = start.because ?? 'termination';
  const endedOn = start.endedOn ?? start.today;
  return {
    schemaVersion: 1,
    customerId: start.customerId,
    customerName: start.customerName,
    endedOn,
    because,
    deletionDueOn: daysLater(endedOn, heldDays[because]),
    recordedAt: start.now,
    isWorkspaceDeleted: false,
    removed: [],
    left: [],
    stacks: [],
  };
}

/** Adds what a run did. Only stacks that were applied count; what an apply did before it failed is in its log. */
export function addOutcome(record: OffboardingRecord, outcome: OwnerOutcome, now: string): OffboardingRecord {
  const applied = outcome.stacks.filter(({ status }) => status === 'applied');
  const entries = (action: string) =>
    applied.flatMap(({ stackId, summary }) =>
      (summary?.changes ?? []).filter((change) => change.action === action).map(({ address, type }) => ({ stackId, address, type })),
    );
  const removed = [...record.removed, ...entries('destroy')];
  const stacks = new Map(record.stacks.map(({ stackId, status }) => [stackId, status]));
  for (const { stackId, status } of outcome.stacks) stacks.set(stackId, status);
  return {
    ...record,
    recordedAt: now,
    removed,
    left: [...record.left, ...entries('forget')],
    isWorkspaceDeleted: removed.some(({ type }) => type === 'azurerm_log_analytics_workspace'),
    stacks: [...stacks].map(([stackId, status]) => ({ stackId, status })),
  };
}

/** The record for people, as Markdown. */
export function formatOffboardingRecord(record: OffboardingRecord, deletesWorkspace: boolean): string {
  const list = (entries: OffboardingRecord['removed']): readonly string[] =>
    entries.length === 0 ? ['- nothing'] : entries.map(({ stackId, address }) => `- \`${address}\` (${stackId})`);
  return [
    `# Offboarding of ${record.customerName.replaceAll(/[\\`*_[\]<>|#]/gu, String.raw`\$&`)}`,
    '',
    `Service ended on ${record.endedOn} by ${record.because}. Held data must be gone by ${record.deletionDueOn}. Recorded at ${record.recordedAt}.`,
    '',
    '## Steps',
    '',
    ...offboardingSteps(record, deletesWorkspace).map(
      ({ order, who, by, what }) => `${order}. ${what} *(${who}${by === 'hand' ? ', by hand' : ''})*`,
    ),
    '',
    '## Stacks',
    '',
    ...(record.stacks.length === 0
      ? ['- not begun']
      : record.stacks.map(({ stackId, status }) => `- ${stackId}: ${status.replaceAll('-', ' ')}`)),
    '',
    '## Removed in Azure',
    '',
    ...list(record.removed),
    '',
    "## Left in Azure, the customer's alone",
    '',
    ...list(record.left),
    '',
    'Signed for the operator: ______________________  Date: ____________',
    '',
  ].join('\n');
}

/**
 * Writes the record, as JSON and for people.
 * @returns the record with what the run did
 * @throws AppError external `MXDR-OUTPUT-UNWRITABLE`
 */
export async function recordOffboarding(
  folder: string,
  record: OffboardingRecord,
  outcome: OwnerOutcome,
  options: { readonly now: string; readonly deletesWorkspace: boolean },
): Promise<OffboardingRecord> {
  const next = addOutcome(record, outcome, options.now);
  await writeFileAtomic(fileOf(folder), `${JSON.stringify(next, null, 2)}\n`);
  await writeFileAtomic(path.join(folder, 'offboarding-record.md'), formatOffboardingRecord(next, options.deletesWorkspace));
  return next;
}
