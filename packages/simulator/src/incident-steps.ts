import type { Classification } from './detection-catalogue.ts';
import type { LocalCalendar } from './local-calendar.ts';
import type { RandomStream } from './random-stream.ts';
import type { TaskStatus, TruthState, TruthTask } from './truth.ts';

const minuteMs = 60_000;

/** One change to come: when, by whom, and what of the state differs afterwards. */
export interface Step {
  readonly atMs: number;
  readonly by: string;
  readonly change: (state: TruthState, atUtc: string) => Partial<TruthState>;
}

const reasons: Readonly<Record<Classification, readonly string[]>> = {
  TruePositive: ['SuspiciousActivity'],
  BenignPositive: ['SuspiciousButExpected'],
  FalsePositive: ['IncorrectAlertLogic', 'InaccurateData'],
  Undetermined: [''],
};

const taskTitles: Readonly<Record<string, string>> = {
  isolateDevice: 'Isolate the device',
  stopAndQuarantineFile: 'Stop and quarantine the file',
  runAntiVirusScan: 'Run an antivirus scan',
  disableUser: 'Disable the user',
  forceUserPasswordReset: 'Reset the password and revoke sessions',
  softDeleteEmail: 'Remove the messages from mailboxes',
  submitIocRule: 'Block the indicator',
  text: 'Confirm with the owner whether this was intended',
};

/** Closes with a verdict; labels that are released go off in the same row. */
export function closing(
  classification: Classification,
  random: RandomStream,
  releasedLabels: readonly string[],
  owner: TruthState['owner'] = '',
): Step['change'] {
  const reason = random.pick(reasons[classification]);
  return (state, atUtc) => ({
    status: 'Closed',
    closedUtc: atUtc,
    classification,
    classificationReason: reason,
    owner,
    labels: state.labels.filter((label) => !releasedLabels.includes(label)),
  });
}

/** Adds a comment; nothing else changes. */
export function comment(author: string, message: string): Step['change'] {
  return (state, atUtc) => ({ comments: [...state.comments, { atUtc, author, message }] });
}

/** A response task that is yet to be issued: called with the status and instant of issue. */
export function makeTask(
  random: RandomStream,
  actionType: string,
  source: TruthTask['source'],
): (status: TaskStatus, atUtc: string) => TruthTask {
  const taskId = random.guid();
  return (status, atUtc) => ({
    taskId,
    title: taskTitles[actionType] ?? actionType,
    actionType,
    source,
    status,
    createdTimeUtc: atUtc,
    lastModifiedTimeUtc: atUtc,
  });
}

/** Moves one task to another status. */
export function setTask(taskId: string, status: TaskStatus): Step['change'] {
  return (state, atUtc) => ({
    tasks: state.tasks.map((task) => (task.taskId === taskId ? { ...task, status, lastModifiedTimeUtc: atUtc } : task)),
  });
}

/** Adds working time: nights and weekends do not count. */
export function addBusinessMinutes(calendar: LocalCalendar, fromMs: number, minutes: number): number {
  let ms = calendar.nextBusinessInstant(fromMs);
  for (let rest = minutes; rest > 0; rest -= 30) ms = calendar.nextBusinessInstant(ms + Math.min(rest, 30) * minuteMs);
  return ms;
}
