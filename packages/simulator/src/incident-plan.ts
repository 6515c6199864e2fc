import type { Severity } from '@mxdr/core';
import type { Classification, DetectionKind } from './detection-catalogue.ts';
import { detectionKind, detectionKinds, notificationTopics, testNotificationTitle } from './detection-catalogue.ts';
import type { LifeCyclePlot } from './life-cycle.ts';
import type { LocalDay } from './local-calendar.ts';
import type { Organization, SimulatedDevice, SimulatedUser } from './organization.ts';
import type { RandomStream } from './random-stream.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { Campaign } from './story.ts';
import type { IncidentStory, TaskStatus } from './truth.ts';

/** An incident as it is decided upon, before its life is played. */
export interface IncidentPlan {
  /** Name of its stream; unique in the tenant, e.g. `2026-10-05/3`. */
  readonly key: string;
  readonly createdMs: number;
  readonly story: IncidentStory;
  readonly kind: DetectionKind;
  readonly title: string;
  readonly severity: Severity;
  readonly users: readonly SimulatedUser[];
  readonly devices: readonly SimulatedDevice[];
  readonly alertCount: number;
  readonly plot: LifeCyclePlot;
  /** Key of the plan that takes it in. */
  readonly mergesInto?: string;
}

/** Incidents and alerts reach back so many days before the start, so that the first month begins with a backlog. */
export const warmUpDays = 21;

/** Tenants are busier in some months: August is quiet, autumn is not. */
const monthFactor = [1, 0.95, 1.05, 0.95, 0.9, 0.95, 0.8, 0.78, 1, 1.2, 1.1, 0.85] as const;
const backgroundPerWorkday = 2.35;

/** Every incident of the tenant, oldest first. */
export function planIncidents(
  context: SimulationContext,
  organization: Organization,
  campaigns: readonly Campaign[],
): readonly IncidentPlan[] {
  const firstMs = context.startMs - warmUpDays * 86_400_000;
  const days = context.calendar.days(firstMs, context.endMs);
  const background = days.flatMap((day) => planDay(context, organization, day));
  const planted = [...new Set(days.map((day) => day.month))].flatMap((month) =>
    planPlanted(
      context,
      organization,
      days.filter((day) => day.month === month),
    ),
  );
  const told = campaigns.flatMap((campaign) => planCampaignIncidents(context, campaign));
  return [...background, ...planted, ...told]
    .filter((plan) => plan.createdMs >= firstMs && plan.createdMs < context.endMs)
    .sort((left, right) => left.createdMs - right.createdMs || (left.key < right.key ? -1 : 1));
}

function planDay(context: SimulationContext, organization: Organization, day: LocalDay): readonly IncidentPlan[] {
  const random = context.random.split('incidents', day.date);
  const month = Number(day.month.slice(5)) - 1;
  const mean = backgroundPerWorkday * context.scale * (day.isWorkday ? 1 : 0.3) * (monthFactor[month] ?? 1);
  const available = detectionKinds.filter((kind) => kind.weight > 0 && isInUse(context, kind));
  return Array.from({ length: random.poisson(mean) }, (_, index) => {
    const own = random.split(index);
    const kind = own.pickWeighted(available.map((value) => ({ value, weight: value.weight })));
    const minutes = own.chance(0.72) ? own.integer(8 * 60, 18 * 60) : own.integer(0, 24 * 60 - 1);
    const createdMs = context.calendar.instant(day, minutes) + own.integer(0, 59_999);
    return makePlan(organization, own, {
      key: `${day.date}/${index}`,
      createdMs,
      story: 'background',
      kind,
      plot: drawPlot(own, kind),
    });
  });
}

/** Turns of life that every month must show at every scale, because reports are wrong about them easily. */
function planPlanted(context: SimulationContext, organization: Organization, days: readonly LocalDay[]): readonly IncidentPlan[] {
  const month = days[0]?.month ?? '';
  const kinds = detectionKinds.filter((kind) => kind.weight > 0 && isInUse(context, kind));
  const base: LifeCyclePlot = {
    handler: 'service',
    classification: 'TruePositive',
    guidedTasks: [],
    keepsWaitingLabel: false,
    reopens: false,
    lateDays: 0,
    commentAfterClosing: false,
  };
  const make = (name: string, dayShare: number, plot: LifeCyclePlot, more: Partial<IncidentPlan> = {}): IncidentPlan => {
    const random = context.random.split('planted', month, name);
    const day = days[Math.min(days.length - 1, Math.floor(dayShare * days.length))]!;
    const createdMs = context.calendar.instant(day, random.integer(7 * 60, 19 * 60)) + random.integer(0, 59_999);
    const kind = more.kind ?? random.pick(kinds);
    return {
      ...makePlan(organization, random, { key: `${month}/${name}`, createdMs, story: more.story ?? 'planted', kind, plot }),
      ...more,
    };
  };
  const notification = (index: number, dayShare: number): IncidentPlan => {
    const random = context.random.split('notification', month, index);
    return make(
      `notification-${index}`,
      dayShare,
      { ...base, guidedTasks: random.chance(0.6) ? ['completed'] : [] },
      {
        kind: detectionKind('expert-notification'),
        story: 'expert-notification',
        title: `Defender Experts: ${random.pick(notificationTopics)}`,
        alertCount: 1,
      },
    );
  };
  const merging = make('merging-target', 0.55, { ...base, guidedTasks: ['completed'] });
  const merged = make('merged', 0.55, base, {
    kind: merging.kind,
    severity: merging.severity,
    users: merging.users,
    devices: merging.devices,
    mergesInto: merging.key,
    alertCount: 1,
  });
  // Some months are quiet; the last one, which demonstrations show, is not.
  const lastMonth = context.calendar.dayOf(context.endMs - 1).month;
  const quiet = month !== lastMonth && context.random.split('notification-count', month).chance(0.25);
  return [
    make('reopened', 0.3, { ...base, classification: 'FalsePositive', reopens: true }),
    make('late', 0.75, { ...base, classification: 'BenignPositive', lateDays: 14 }),
    make('tasks-completed', 0.2, { ...base, guidedTasks: ['completed', 'completed'] }),
    make('tasks-skipped', 0.4, { ...base, guidedTasks: ['completed', 'notRelevant'], commentAfterClosing: true }),
    make('tasks-failed', 0.5, { ...base, guidedTasks: ['failed', 'completed'] }),
    make('tasks-only-skipped', 0.65, { ...base, guidedTasks: ['notRelevant'] }),
    make('tasks-open', 0.85, { ...base, guidedTasks: ['completed', 'inProgress', 'open'] }),
    make('label-kept', 0.25, { ...base, guidedTasks: ['completed'], keepsWaitingLabel: true, commentAfterClosing: true }),
    make('untouched', 0.93, { ...base, handler: 'nobody' }, { severity: 'Low' }),
    merging,
    { ...merged, createdMs: merging.createdMs + 20 * 60_000 },
    make(
      'test-notification',
      0.1,
      { ...base, handler: 'customer', classification: 'Undetermined' },
      {
        kind: detectionKind('expert-notification'),
        story: 'test-notification',
        title: testNotificationTitle,
        severity: 'Informational',
        alertCount: 0,
        users: [],
        devices: [],
      },
    ),
    ...(quiet ? [] : [notification(1, 0.35), notification(2, 0.8)]),
  ];
}

function planCampaignIncidents(context: SimulationContext, campaign: Campaign): readonly IncidentPlan[] {
  const random = context.random.split('campaign-incidents', campaign.day.date, campaign.kind);
  const kind = detectionKind(campaign.detectionId);
  const count = campaign.kind === 'intrusion' ? campaign.devices.length : campaign.users.length;
  const guidedTasks: readonly TaskStatus[] =
    campaign.kind === 'intrusion' ? ['completed', 'completed', 'completed'] : ['completed', 'completed'];
  const plot: LifeCyclePlot = {
    handler: 'service',
    classification: 'TruePositive',
    guidedTasks,
    keepsWaitingLabel: false,
    reopens: false,
    lateDays: 0,
    commentAfterClosing: true,
  };
  const key = `campaign/${campaign.day.date}/${campaign.kind}`;
  const main: IncidentPlan = {
    key,
    createdMs: campaign.startMs + random.integer(9, 40) * 60_000,
    story: campaign.kind,
    kind,
    title: fillTitle(kind.title, { count: String(count) }),
    severity: 'High',
    users: campaign.users,
    devices: campaign.devices,
    alertCount: random.integer(kind.alerts[0], kind.alerts[1]),
    plot,
  };
  // Single victims of a phishing wave get incidents of their own, as correlation does not catch all of them.
  const single = detectionKind('url-click');
  const strays = campaign.kind === 'phishing' ? campaign.users.slice(0, Math.min(8, Math.ceil(campaign.users.length / 5))) : [];
  return [
    main,
    ...strays.map((user, index): IncidentPlan => {
      const own = random.split(index);
      return {
        key: `${key}/${index}`,
        createdMs: campaign.startMs + own.integer(30, 600) * 60_000,
        story: campaign.kind,
        kind: single,
        title: single.title,
        severity: single.severity,
        users: [user],
        devices: [],
        alertCount: own.integer(single.alerts[0], single.alerts[1]),
        plot: { ...drawPlot(own, single), handler: 'service', classification: 'TruePositive' },
      };
    }),
  ];
}

interface PlanSeed {
  readonly key: string;
  readonly createdMs: number;
  readonly story: IncidentStory;
  readonly kind: DetectionKind;
  readonly plot: LifeCyclePlot;
}

function makePlan(organization: Organization, random: RandomStream, seed: PlanSeed): IncidentPlan {
  const { kind } = seed;
  // A few people and machines are hit again and again; that is what a list of the most impacted is for.
  const index = (length: number) => (random.chance(0.18) ? random.integer(0, Math.min(5, length - 1)) : random.integer(0, length - 1));
  const user = organization.users[index(organization.users.length)]!;
  const devices = organization.protectedDevices;
  const device = devices[index(devices.length)]!;
  return {
    ...seed,
    title: fillTitle(kind.title, { user: user.displayName, host: device.name }),
    severity: kind.severity,
    users: kind.asset === 'device' ? [] : [user],
    devices: kind.asset === 'user' ? [] : [device],
    // Now and then one detection sets off others on the same asset.
    alertCount: random.integer(kind.alerts[0], kind.alerts[1]) + (kind.alerts[1] > 1 && random.chance(0.4) ? random.integer(1, 4) : 0),
  };
}

function drawPlot(random: RandomStream, kind: DetectionKind): LifeCyclePlot {
  const [truePositive, benign, falsePositive, undetermined] = kind.outcome;
  const classification = random.pickWeighted<Classification>([
    { value: 'TruePositive', weight: truePositive },
    { value: 'BenignPositive', weight: benign },
    { value: 'FalsePositive', weight: falsePositive },
    { value: 'Undetermined', weight: undetermined },
  ]);
  const isMinor = kind.severity === 'Low' || kind.severity === 'Informational';
  const handler = random.pickWeighted<LifeCyclePlot['handler']>([
    { value: 'service', weight: 88 },
    { value: 'customer', weight: isMinor ? 18 : 2 },
    { value: 'automation', weight: isMinor ? 22 : 0 },
  ]);
  const needsCustomer = classification === 'TruePositive' && random.chance(0.5);
  const guidedTasks = needsCustomer
    ? Array.from({ length: random.integer(1, 3) }, () => random.pickWeighted<TaskStatus>(taskOutcomes))
    : [];
  return {
    handler,
    classification,
    guidedTasks,
    keepsWaitingLabel: guidedTasks.length > 0 && random.chance(0.08),
    reopens: random.chance(0.03),
    lateDays: random.chance(0.03) ? random.integer(8, 24) : 0,
    commentAfterClosing: random.chance(0.06),
  };
}

const taskOutcomes = [
  { value: 'completed', weight: 78 },
  { value: 'notRelevant', weight: 11 },
  { value: 'failed', weight: 6 },
  { value: 'inProgress', weight: 3 },
  { value: 'open', weight: 2 },
] as const;

function isInUse(context: SimulationContext, kind: DetectionKind): boolean {
  if (kind.source === 'sentinel' || kind.source === 'defender-xdr') return true;
  return context.customer.products.includes(kind.source);
}

function fillTitle(title: string, values: Readonly<Record<string, string>>): string {
  return title.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
