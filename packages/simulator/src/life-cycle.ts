import type { Severity } from '@mxdr/core';
import type { Classification, DetectionKind } from './detection-catalogue.ts';
import { addBusinessMinutes, closing, comment, makeTask, setTask } from './incident-steps.ts';
import type { Step } from './incident-steps.ts';
import type { LocalCalendar } from './local-calendar.ts';
import type { RandomStream } from './random-stream.ts';
import type { TaskStatus, TruthState } from './truth.ts';
import { redirectedLabel, serviceLabel, waitingLabel } from './truth.ts';

/** How an incident's life goes, decided before it is played. */
export interface LifeCyclePlot {
  /** Who deals with it: the service; the customer's own analysts; an automation rule that closes it; nobody yet. */
  readonly handler: 'service' | 'customer' | 'automation' | 'nobody';
  readonly classification: Classification;
  /** End status of each guided task; empty when the customer has nothing to do. */
  readonly guidedTasks: readonly TaskStatus[];
  /** Closed although the label that says it waits is still on. */
  readonly keepsWaitingLabel: boolean;
  readonly reopens: boolean;
  /** Days by which the closing is put off; 0 for an ordinary pace. */
  readonly lateDays: number;
  readonly commentAfterClosing: boolean;
}

export interface LifeCycleInput {
  readonly createdMs: number;
  readonly severity: Severity;
  readonly kind: DetectionKind;
  readonly plot: LifeCyclePlot;
  /** Alerts in order of arrival; the first came with the incident. `afterMs` counts from the creation. */
  readonly alerts: readonly { readonly id: string; readonly afterMs: number }[];
  /** When an automation rule first touched it, or undefined. */
  readonly automationAfterMs: number | undefined;
  /** Set when it is merged into another incident. */
  readonly redirectedAfterMs?: number;
  readonly customerAnalysts: readonly string[];
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

const analysts = [
  'Imani Okoro',
  'Jasper de Wit',
  'Keiko Mori',
  'Liam Byrne',
  'Marta Nowak',
  'Nils Holm',
  'Olivia Grant',
  'Pavel Horak',
  'Rosa Iglesias',
] as const;
/** Half of all incidents of that severity are acknowledged within so many minutes. */
const acknowledgeMedianMinutes: Readonly<Record<Severity, number>> = { High: 12, Medium: 31, Low: 95, Informational: 230 };
const investigateMedianMinutes: Readonly<Record<Severity, number>> = { High: 105, Medium: 140, Low: 120, Informational: 60 };

/** Plays an incident from its creation on; the states are in order of time, strictly increasing. */
export function playLifeCycle(input: LifeCycleInput, calendar: LocalCalendar, random: RandomStream): readonly TruthState[] {
  const steps = planSteps(input, calendar, random);
  const createdUtc = utc(input.createdMs);
  let state: TruthState = {
    atUtc: createdUtc,
    modifiedBy:
      input.alerts.length > 1 ? (input.kind.source === 'defender-xdr' ? 'Fusion' : 'Alert Grouping') : 'Incident created from alert',
    status: 'New',
    severity: input.severity,
    owner: '',
    labels: [],
    tasks: [],
    classification: '',
    classificationReason: '',
    comments: [],
    closedUtc: null,
    alertIds: input.alerts.slice(0, 1).map((alert) => alert.id),
  };
  const states = [state];
  let lastMs = input.createdMs;
  for (const step of steps.sort((left, right) => left.atMs - right.atMs)) {
    // Two rows of one incident with the same TimeGenerated would leave open which one is the latest.
    lastMs = Math.max(step.atMs, lastMs + 1000);
    const atUtc = utc(lastMs);
    state = { ...state, ...step.change(state, atUtc), atUtc, modifiedBy: step.by };
    states.push(state);
  }
  return states;
}

function planSteps(input: LifeCycleInput, calendar: LocalCalendar, random: RandomStream): Step[] {
  const { createdMs } = input;
  const steps: Step[] = [];
  if (input.automationAfterMs !== undefined) {
    const tag = `route:${input.kind.source}`;
    steps.push({
      atMs: createdMs + input.automationAfterMs,
      by: 'Automation rule - tag and route',
      change: (state) => ({ labels: [...state.labels, tag] }),
    });
  }
  if (input.redirectedAfterMs !== undefined) {
    steps.push({
      atMs: createdMs + input.redirectedAfterMs,
      by: 'Alert Grouping',
      change: (state, atUtc) => ({
        status: 'Closed',
        closedUtc: atUtc,
        labels: [...state.labels, redirectedLabel],
        classification: 'Undetermined',
      }),
    });
    return steps;
  }
  const closedMs = planHandling(steps, input, calendar, random);
  const quietAfterMs = closedMs === undefined ? Number.POSITIVE_INFINITY : (closedMs - createdMs) * 0.8;
  for (const alert of input.alerts.slice(1)) {
    const afterMs = Math.min(alert.afterMs, quietAfterMs);
    steps.push({ atMs: createdMs + afterMs, by: 'Alert Grouping', change: (state) => ({ alertIds: [...state.alertIds, alert.id] }) });
  }
  return steps;
}

/** Adds the steps of whoever deals with the incident. Gives the instant of the first closing, if it is closed. */
function planHandling(steps: Step[], input: LifeCycleInput, calendar: LocalCalendar, random: RandomStream): number | undefined {
  const { plot, createdMs, severity } = input;
  if (plot.handler === 'nobody') return undefined;
  if (plot.handler === 'automation') {
    const closedMs = createdMs + random.integer(20, 240) * 1000;
    steps.push({ atMs: closedMs, by: 'Automation rule - close known benign', change: closing('BenignPositive', random, []) });
    return closedMs;
  }
  if (plot.handler === 'customer') {
    const analyst = random.pick(input.customerAnalysts);
    const takenMs = addBusinessMinutes(calendar, createdMs, random.logNormal(120, 0.8));
    const closedMs = addBusinessMinutes(calendar, takenMs, random.logNormal(180, 0.9));
    steps.push({ atMs: takenMs, by: analyst, change: () => ({ status: 'Active', owner: 'Customer' }) });
    steps.push({ atMs: closedMs, by: analyst, change: closing(plot.classification, random, []) });
    return closedMs;
  }
  return planService(
    steps,
    input,
    calendar,
    random,
    random.pick(analysts),
    createdMs + random.logNormal(acknowledgeMedianMinutes[severity], 0.75) * minuteMs,
  );
}

function planService(
  steps: Step[],
  input: LifeCycleInput,
  calendar: LocalCalendar,
  random: RandomStream,
  analyst: string,
  takenMs: number,
): number | undefined {
  const { plot, severity, kind } = input;
  steps.push({
    atMs: takenMs,
    by: analyst,
    change: (state) => ({ status: 'Active', owner: 'Defender Experts', labels: [...state.labels, serviceLabel] }),
  });
  const investigatedMs = takenMs + 3 * minuteMs + random.logNormal(investigateMedianMinutes[severity], 0.7) * minuteMs;
  if (random.chance(0.45))
    steps.push({
      atMs: takenMs + (investigatedMs - takenMs) * 0.5,
      by: analyst,
      change: comment(analyst, 'Timeline reviewed; scoping related activity.'),
    });
  if (random.chance(0.08)) {
    const changed: Severity = severity === 'High' ? 'Medium' : severity === 'Medium' ? 'High' : 'Low';
    steps.push({ atMs: takenMs + (investigatedMs - takenMs) * 0.7, by: analyst, change: () => ({ severity: changed }) });
  }
  let closeMs = investigatedMs + plot.lateDays * dayMs;
  let isOpen = false;
  if (plot.guidedTasks.length > 0) {
    const wait = planWaiting(steps, input, calendar, random, analyst, investigatedMs);
    isOpen = wait.isOpen;
    closeMs = wait.answeredMs + 2 * minuteMs + random.logNormal(35, 0.6) * minuteMs + plot.lateDays * dayMs;
  } else if (plot.classification === 'TruePositive') {
    const action = random.pick(kind.actions.filter((candidate) => candidate !== 'text'));
    const task = makeTask(random, action ?? 'submitIocRule', 'defenderExpertsManagedResponse');
    steps.push({
      atMs: investigatedMs - minuteMs,
      by: analyst,
      change: (state, atUtc) => ({ tasks: [...state.tasks, task('completed', atUtc)] }),
    });
  }
  if (isOpen) return undefined;
  const released = plot.keepsWaitingLabel ? [] : [waitingLabel];
  const ownerAfter = plot.classification === 'TruePositive' ? 'Customer' : '';
  steps.push({ atMs: closeMs, by: analyst, change: closing(plot.classification, random, released, ownerAfter) });
  if (plot.commentAfterClosing) {
    const author = random.pick(input.customerAnalysts);
    steps.push({
      atMs: closeMs + random.integer(60, 2000) * minuteMs,
      by: author,
      change: comment(author, 'Thank you, noted in our own ticket.'),
    });
  }
  if (plot.reopens) planReopening(steps, input, random, closeMs);
  return closeMs;
}

/** The customer gets guided tasks; the label is on from their publication until the last answer, or until the closing. */
function planWaiting(
  steps: Step[],
  input: LifeCycleInput,
  calendar: LocalCalendar,
  random: RandomStream,
  analyst: string,
  publishedMs: number,
): { readonly answeredMs: number; readonly isOpen: boolean } {
  const { plot, kind } = input;
  const offset = random.integer(0, kind.actions.length - 1);
  const tasks = plot.guidedTasks.map((_, index) =>
    makeTask(random, kind.actions[(offset + index) % kind.actions.length]!, 'defenderExpertsGuidedResponse'),
  );
  steps.push({
    atMs: publishedMs,
    by: analyst,
    change: (state, atUtc) => ({
      owner: 'Customer',
      labels: [...state.labels, waitingLabel],
      tasks: [...state.tasks, ...tasks.map((task) => task('open', atUtc))],
    }),
  });
  const customer = random.pick(input.customerAnalysts);
  let answeredMs = publishedMs;
  for (const [index, endStatus] of plot.guidedTasks.entries()) {
    if (endStatus === 'open') continue;
    const pace = random.logNormal(150, 0.9);
    const startedMs = addBusinessMinutes(calendar, answeredMs, pace * 0.6);
    const { taskId } = tasks[index]!('open', '');
    if (endStatus === 'inProgress' || random.chance(0.5))
      steps.push({ atMs: startedMs, by: customer, change: setTask(taskId, 'inProgress') });
    answeredMs = addBusinessMinutes(calendar, startedMs, pace * 0.4 + 1);
    if (endStatus !== 'inProgress') steps.push({ atMs: answeredMs, by: customer, change: setTask(taskId, endStatus) });
  }
  const isOpen = plot.guidedTasks.some((status) => status === 'open' || status === 'inProgress');
  if (!isOpen && !plot.keepsWaitingLabel) {
    steps.push({
      atMs: answeredMs + 30_000,
      by: analyst,
      change: (state) => ({ owner: 'Defender Experts', labels: state.labels.filter((label) => label !== waitingLabel) }),
    });
  }
  return { answeredMs, isOpen };
}

/** Opened again by the customer, looked at again, closed for good with another verdict. */
function planReopening(steps: Step[], input: LifeCycleInput, random: RandomStream, closedMs: number): void {
  const analyst = random.pick(analysts);
  const reopenedMs = closedMs + random.integer(180, 3600) * minuteMs;
  const againMs = reopenedMs + random.integer(15, 90) * minuteMs;
  const verdict: Classification = input.plot.classification === 'TruePositive' ? 'TruePositive' : 'BenignPositive';
  steps.push({
    atMs: reopenedMs,
    by: random.pick(input.customerAnalysts),
    change: () => ({ status: 'Active', owner: 'Defender Experts', closedUtc: null, classification: '', classificationReason: '' }),
  });
  steps.push({ atMs: againMs, by: analyst, change: comment(analyst, 'Reopened at the request of the customer; second look under way.') });
  steps.push({ atMs: againMs + random.logNormal(160, 0.6) * minuteMs, by: analyst, change: closing(verdict, random, [waitingLabel]) });
}

function utc(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
