import type { JsonValue, QueryResult, Severity } from '@mxdr/core';
import { severities } from '@mxdr/core';
import type { IncidentCondition, IncidentDuration, IncidentSet } from './metric-definition.ts';

/** One incident as the query `incidents` tells of it. Instants in milliseconds since 1970 UTC; null where not known. */
export interface IncidentFact {
  readonly incidentName: string;
  readonly incidentNumber: number | null;
  readonly title: string;
  /** Null for a severity that is none of the four. */
  readonly severity: Severity | null;
  readonly status: string;
  readonly classification: string;
  readonly ownerName: string;
  readonly createdAt: number;
  readonly closedAt: number | null;
  readonly firstActivityAt: number | null;
  readonly firstModifiedAt: number | null;
  readonly firstHumanAt: number | null;
  readonly isCreatedInPeriod: boolean;
  readonly isClosedInPeriod: boolean;
  readonly isOpenAtEnd: boolean;
  readonly isNotification: boolean;
  readonly isTouched: boolean;
  readonly isClosedByAutomation: boolean;
  readonly isWaiting: boolean;
  readonly waitingSince: number | null;
  readonly waitMinutes: number;
  readonly reopens: number;
  readonly hasHelp: boolean;
  readonly tasksGuided: number;
  readonly tasksOpen: number;
  readonly tasksCompleted: number;
  readonly tasksFailed: number;
  readonly tasksSkipped: number;
  readonly tasksWaiting: number;
  readonly completionMinutes: readonly number[];
  readonly alertCount: number;
  readonly products: readonly string[];
  readonly tactics: readonly string[];
  readonly ruleIds: readonly string[];
}

const minuteMs = 60_000;

function texts(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.filter((item): item is string => typeof item === 'string' && item !== ''))] : [];
}

function count(value: JsonValue): number {
  return typeof value === 'number' ? value : typeof value === 'string' ? Number(value) || 0 : 0;
}

function instant(value: JsonValue): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** Reads the rows of the query `incidents`. A row without a name or a creation time is no incident and is left out. */
export function readIncidentFacts(result: QueryResult): readonly IncidentFact[] {
  const index = new Map(result.columns.map((column, at) => [column.name, at]));
  return result.rows.flatMap((row): readonly IncidentFact[] => {
    const cell = (name: string): JsonValue => row[index.get(name) ?? -1] ?? null;
    const text = (name: string): string => {
      const value = cell(name);
      return typeof value === 'string' ? value : '';
    };
    const createdAt = instant(cell('CreatedTime'));
    if (createdAt === null || text('IncidentName') === '') return [];
    const number = cell('IncidentNumber');
    const minutes = cell('CompletionMinutes');
    return [
      {
        incidentName: text('IncidentName'),
        incidentNumber: typeof number === 'number' ? number : null,
        title: text('Title'),
        severity: severities.find((severity) => severity === text('Severity')) ?? null,
        status: text('Status'),
        classification: text('Classification'),
        ownerName: text('OwnerName'),
        createdAt,
        closedAt: instant(cell('ClosedAt')),
        firstActivityAt: instant(cell('FirstActivityTime')),
        firstModifiedAt: instant(cell('FirstModifiedTime')),
        firstHumanAt: instant(cell('FirstHumanTime')),
        isCreatedInPeriod: cell('IsCreatedInPeriod') === true,
        isClosedInPeriod: cell('IsClosedInPeriod') === true,
        isOpenAtEnd: cell('IsOpenAtEnd') === true,
        isNotification: cell('IsNotification') === true,
        isTouched: cell('IsTouched') === true,
        isClosedByAutomation: cell('IsClosedByAutomation') === true,
        isWaiting: cell('IsWaiting') === true,
        waitingSince: instant(cell('WaitingSince')),
        waitMinutes: count(cell('WaitMinutes')),
        reopens: count(cell('Reopens')),
        hasHelp: cell('HasHelp') === true,
        tasksGuided: count(cell('TasksGuided')),
        tasksOpen: count(cell('TasksOpen')),
        tasksCompleted: count(cell('TasksCompleted')),
        tasksFailed: count(cell('TasksFailed')),
        tasksSkipped: count(cell('TasksSkipped')),
        tasksWaiting: count(cell('TasksWaiting')),
        completionMinutes: Array.isArray(minutes) ? minutes.filter((item): item is number => typeof item === 'number') : [],
        alertCount: count(cell('AlertCount')),
        products: texts(cell('Products')),
        tactics: texts(cell('Tactics')),
        ruleIds: texts(cell('RuleIds')),
      },
    ];
  });
}

const conditions: Readonly<Record<IncidentCondition, (fact: IncidentFact) => boolean>> = {
  touched: (fact) => fact.isTouched,
  direct: (fact) => !fact.hasHelp,
  'with-help': (fact) => fact.hasHelp,
  notification: (fact) => fact.isNotification,
  reopened: (fact) => fact.reopens > 0,
  closed: (fact) => fact.status === 'Closed',
  'closed-by-person': (fact) => !fact.isClosedByAutomation,
  'true-positive': (fact) => fact.classification === 'TruePositive',
  'benign-positive': (fact) => fact.classification === 'BenignPositive',
  'false-positive': (fact) => fact.classification === 'FalsePositive',
  undetermined: (fact) => !['TruePositive', 'BenignPositive', 'FalsePositive'].includes(fact.classification),
  guided: (fact) => fact.tasksGuided > 0,
  notified: (fact) => fact.tasksGuided > 0 || fact.isNotification,
  waiting: (fact) => fact.isWaiting,
  acknowledged: (fact) => fact.firstHumanAt !== null,
};

const cohorts: Readonly<Record<IncidentSet['cohort'], (fact: IncidentFact) => boolean>> = {
  any: () => true,
  'created-in-period': (fact) => fact.isCreatedInPeriod,
  'closed-in-period': (fact) => fact.isClosedInPeriod,
  'open-at-end': (fact) => fact.isOpenAtEnd,
};

/** The members of a set, in the order of the facts. */
export function selectIncidents(facts: readonly IncidentFact[], set: IncidentSet): readonly IncidentFact[] {
  return facts.filter((fact) => cohorts[set.cohort](fact) && set.conditions.every((condition) => conditions[condition](fact)));
}

function between(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : (to - from) / minuteMs;
}

const durations: Readonly<Record<IncidentDuration, (fact: IncidentFact) => number | null>> = {
  detect: (fact) => between(fact.firstActivityAt, fact.createdAt),
  'first-change': (fact) => between(fact.createdAt, fact.firstModifiedAt),
  acknowledge: (fact) => between(fact.createdAt, fact.firstHumanAt),
  resolve: (fact) => between(fact.createdAt, fact.closedAt),
  expert: (fact) => {
    const whole = between(fact.createdAt, fact.closedAt);
    return whole === null ? null : whole - fact.waitMinutes;
  },
  customer: (fact) => (fact.closedAt === null ? null : fact.waitMinutes),
};

/** Minutes of a stretch of the incident's life; null when one of its ends is not known. Negative values stay negative. */
export function incidentMinutes(fact: IncidentFact, duration: IncidentDuration): number | null {
  return durations[duration](fact);
}
