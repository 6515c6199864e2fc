import { alertSources } from './detection-catalogue.ts';
import type { IncidentPlan } from './incident-plan.ts';
import { playLifeCycle } from './life-cycle.ts';
import type { Organization, SimulatedUser } from './organization.ts';
import type { RandomStream } from './random-stream.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { TruthAlert, TruthIncident, TruthState } from './truth.ts';

const minuteMs = 60_000;

/** Plays every planned incident and cuts off what lies at or after the end of the simulation. Oldest first. */
export function simulateIncidents(
  context: SimulationContext,
  organization: Organization,
  plans: readonly IncidentPlan[],
): readonly TruthIncident[] {
  const customerAnalysts = pickCustomerAnalysts(organization);
  const names = new Map(plans.map((plan) => [plan.key, context.random.split('incident', plan.key).guid()]));
  const children = new Map<string, IncidentPlan[]>();
  for (const plan of plans)
    if (plan.mergesInto !== undefined) children.set(plan.mergesInto, [...(children.get(plan.mergesInto) ?? []), plan]);
  const firstNumber = context.random.split('incident-number').integer(1200, 9000);
  return plans.map((plan, index) => {
    const random = context.random.split('life', plan.key);
    const ownAlerts = planAlerts(context, plan);
    const merged = (children.get(plan.key) ?? []).map((child) => ({
      alerts: planAlerts(context, child),
      atMs: mergeInstant(context, child),
    }));
    const incidentName = names.get(plan.key)!;
    const automationAfterMs = random.chance(0.8) ? random.integer(4_000, 45_000) : undefined;
    const states = playLifeCycle(
      {
        createdMs: plan.createdMs,
        severity: plan.severity,
        kind: plan.kind,
        plot: plan.plot,
        alerts: ownAlerts.map((alert) => ({ id: alert.systemAlertId, afterMs: alert.afterMs })),
        automationAfterMs,
        customerAnalysts,
        ...(plan.mergesInto === undefined ? {} : { redirectedAfterMs: mergeInstant(context, plan) - plan.createdMs }),
      },
      context.calendar,
      random.split('play'),
    );
    const known = takeMergedAlerts(states, merged).filter((state) => Date.parse(state.atUtc) < context.endMs);
    const isSkewed = random.chance(0.03);
    const second = known[1];
    return {
      incidentName,
      incidentNumber: firstNumber + index,
      providerIncidentId: String(firstNumber * 7 + index * 3),
      title: plan.title,
      story: plan.story,
      detectionId: plan.kind.id,
      createdUtc: utc(plan.createdMs),
      firstActivityUtc: utc(plan.createdMs - Math.round(random.logNormal(14, 0.9) * minuteMs)),
      lastActivityUtc: utc(plan.createdMs + random.integer(0, 30) * minuteMs),
      firstModifiedUtc: second === undefined ? null : isSkewed ? utc(plan.createdMs - random.integer(1_000, 9_000)) : second.atUtc,
      states: known,
      alerts: ownAlerts.flatMap((alert) => finishAlert(context, plan, alert, known, random)),
      ...(plan.mergesInto === undefined ? {} : { mergedInto: names.get(plan.mergesInto)! }),
    };
  });
}

interface PlannedAlert {
  readonly systemAlertId: string;
  readonly afterMs: number;
  readonly index: number;
}

function planAlerts(context: SimulationContext, plan: IncidentPlan): readonly PlannedAlert[] {
  const random = context.random.split('alerts', plan.key);
  let afterMs = 0;
  return Array.from({ length: plan.alertCount }, (_, index) => {
    if (index > 0) afterMs += Math.round(random.logNormal(6, 1) * minuteMs);
    return { systemAlertId: random.guid(), afterMs, index };
  });
}

function mergeInstant(context: SimulationContext, child: IncidentPlan): number {
  return child.createdMs + context.random.split('merge', child.key).integer(4, 9) * minuteMs;
}

/** The incident that takes in another one gets its alerts, in a row of its own. */
function takeMergedAlerts(
  states: readonly TruthState[],
  merged: readonly { readonly alerts: readonly PlannedAlert[]; readonly atMs: number }[],
): readonly TruthState[] {
  return merged.reduce((known, { alerts, atMs }) => {
    const ids = alerts.map((alert) => alert.systemAlertId);
    const later = known.findIndex((state) => Date.parse(state.atUtc) >= atMs);
    const index = later === -1 ? known.length : later;
    const before = known[index - 1]!;
    const taken: TruthState = {
      ...before,
      atUtc: utc(Math.min(atMs, nextFree(known, index))),
      modifiedBy: 'Alert Grouping',
      alertIds: [...before.alertIds, ...ids],
    };
    return [...known.slice(0, index), taken, ...known.slice(index).map((state) => ({ ...state, alertIds: [...state.alertIds, ...ids] }))];
  }, states);
}

/** An instant just before the state at `index`, so that times stay strictly increasing. */
function nextFree(states: readonly TruthState[], index: number): number {
  const next = states[index];
  return next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next.atUtc) - 1;
}

/** An alert is first reported when an incident takes it in; products report it again as they learn more. */
function finishAlert(
  context: SimulationContext,
  plan: IncidentPlan,
  alert: PlannedAlert,
  states: readonly TruthState[],
  incidentRandom: RandomStream,
): readonly TruthAlert[] {
  const random = incidentRandom.split('alert', alert.index);
  const takenIn = states.find((state) => state.alertIds.includes(alert.systemAlertId));
  if (takenIn === undefined) return [];
  const firstMs = Date.parse(takenIn.atUtc);
  const reported = [firstMs];
  for (let again = random.integer(0, 2); again > 0; again--) reported.push(reported.at(-1)! + random.integer(2, 180) * minuteMs);
  const startMs = firstMs - random.integer(2, 60) * minuteMs;
  const { kind } = plan;
  const tactic = kind.tactics[alert.index % kind.tactics.length];
  const technique = kind.techniques[alert.index % kind.techniques.length];
  const source = alertSources[kind.source];
  const digits = random.hex(18);
  return [
    {
      systemAlertId: alert.systemAlertId,
      vendorOriginalId: `${source.idPrefix}${digits}_1`,
      name: plan.story === 'expert-notification' ? plan.title : kind.alertNames[alert.index % kind.alertNames.length]!,
      severity: alert.index === 0 ? plan.severity : random.pick([plan.severity, 'Medium', 'Low']),
      source: kind.source,
      tactics: kind.tactics.length > 3 && tactic !== undefined ? [tactic] : kind.tactics,
      techniques: kind.techniques.length > 3 && technique !== undefined ? [technique] : kind.techniques,
      startUtc: utc(startMs),
      endUtc: utc(startMs + random.integer(0, 90) * 1000),
      reportedUtc: reported.filter((ms) => ms < context.endMs).map(utc),
      users: assetsOf(plan.users, alert.index, plan.alertCount).map((user) => ({ id: user.id, name: user.upn })),
      devices: assetsOf(plan.devices, alert.index, plan.alertCount).map((device) => ({
        id: device.id,
        name: device.name.replace(`.${context.customer.domain}`, ''),
      })),
      ...(kind.ruleId === undefined ? {} : { ruleId: kind.ruleId }),
    },
  ];
}

/** Spreads the assets of an incident over its alerts; the first alert names the rest, so that none is lost. */
function assetsOf<T>(assets: readonly T[], alertIndex: number, alertCount: number): readonly T[] {
  if (assets.length <= 1) return assets;
  return assets.filter((_, index) => index % alertCount === alertIndex);
}

function pickCustomerAnalysts(organization: Organization): readonly string[] {
  const plain = organization.users.filter((user: SimulatedUser) => /^[\p{L} ]+$/u.test(user.displayName) && user.displayName.length < 40);
  const technical = plain.filter((user) => user.department === 'IT');
  return [...technical, ...plain].slice(0, 4).map((user) => user.displayName);
}

function utc(ms: number): string {
  return new Date(ms).toISOString();
}
