import type { JsonValue } from '@mxdr/core';
import type { Attack, Actor, Pickable, Scenario, ScenarioStep } from './attack-schema.ts';
import type { PlaceholderValue } from './placeholders.ts';
import { fillPlaceholders, fillText } from './placeholders.ts';
import type { ContentRow } from './repeated-rows.ts';
import { parseOffset } from './row-offset.ts';

/** Properties of somebody or something that takes part. */
export type ActorProperties = Readonly<Record<string, string | number | boolean>>;

/** Where a scenario is played: an organisation, and a time. */
export interface Stage {
  /** Milliseconds since 1970. */
  readonly startMs: number;
  /** What `{{tenant.…}}` stands for: id, domain, workspaceId. */
  readonly tenant: ActorProperties;
  /**
   * Picks from the organisation, the same for the same name.
   * @param of the actor whose own it is
   */
  pick(kind: Pickable, name: string, index: number, of: ActorProperties | undefined): ActorProperties;
  /** Whether the table has a column `Timestamp` that holds the same time as `TimeGenerated`. */
  hasTimestamp(table: string): boolean;
}

/** A row with its time, ISO 8601 with `Z`. */
export type StagedRow = ContentRow & { readonly TimeGenerated: string };

/** A scenario with its actors cast and its rows written. */
export interface StagedScenario {
  /** Rows by table, in the order of steps. */
  readonly rows: Readonly<Record<string, readonly StagedRow[]>>;
  readonly watchlists: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  readonly startMs: number;
  /** Time of the last row. */
  readonly lastMs: number;
  /** Fills placeholders of actors in a text, for what is expected of alerts. */
  readonly fill: (text: string) => string;
}

type Cast = Readonly<Record<string, readonly ActorProperties[]>>;

function castOne(name: string, { pick, of, count, ...constants }: Actor, cast: Cast, stage: Stage): readonly ActorProperties[] {
  if (pick === undefined) return [constants];
  return Array.from({ length: count ?? 1 }, (_, index) => {
    const owners = of === undefined ? undefined : cast[of];
    return { ...stage.pick(pick, name, index, owners?.[index % owners.length]), ...constants };
  });
}

/** `at`, `at+10m`, `at-1h`: the time of the row, moved. */
function timeOf(name: string, atMs: number): string | undefined {
  const moved = /^at([+-]\d{1,6}[smhd])?$/u.exec(name);
  if (moved === null) return undefined;
  return new Date(atMs + (parseOffset((moved[1] ?? '0s').replace(/^\+/u, '')) ?? 0)).toISOString();
}

function valueIn(cast: Cast, name: string, repetition: number): PlaceholderValue {
  const [actor = '', ...rest] = name.split('.');
  const all = cast[actor];
  if (all === undefined) return undefined;
  const [index, property] = rest.length === 2 ? [rest[0] === 'n' ? repetition : Number(rest[0]), rest[1]] : [1, rest[0]];
  if (!Number.isInteger(index) || index < 1 || property === undefined) return undefined;
  return all[(index - 1) % all.length]?.[property];
}

function rowsOf({ table, row, $repeat, at }: ScenarioStep, cast: Cast, stage: Stage): readonly StagedRow[] {
  const times = $repeat?.times ?? 1;
  const every = parseOffset($repeat?.every ?? '0s') ?? 0;
  return Array.from({ length: times }, (_, index) => {
    const atMs = stage.startMs + (parseOffset(at) ?? 0) + index * every;
    const valueOf = (name: string): PlaceholderValue => (name === 'n' ? index + 1 : (timeOf(name, atMs) ?? valueIn(cast, name, index + 1)));
    const filled = Object.entries(row).map(([column, value]): [string, JsonValue] => [column, fillPlaceholders(value, valueOf)]);
    const time = new Date(atMs).toISOString();
    return { ...Object.fromEntries(filled), TimeGenerated: time, ...(stage.hasTimestamp(table) ? { Timestamp: time } : {}) };
  });
}

/** Casts the actors and writes the rows; the same scenario on the same stage gives the same rows. */
export function stageScenario(scenario: Scenario | Attack, stage: Stage): StagedScenario {
  const cast: Record<string, readonly ActorProperties[]> = { tenant: [stage.tenant] };
  for (const [name, actor] of Object.entries(scenario.actors)) cast[name] = castOne(name, actor, cast, stage);
  const rows: Record<string, StagedRow[]> = {};
  let lastMs = stage.startMs;
  for (const step of scenario.steps) {
    const made = rowsOf(step, cast, stage);
    (rows[step.table] ??= []).push(...made);
    lastMs = Math.max(lastMs, ...made.map((row) => Date.parse(row.TimeGenerated)));
  }
  const fill = (text: string): string => fillText(text, (name) => valueIn(cast, name, 1));
  const watchlists = Object.fromEntries(
    Object.entries(scenario.watchlists).map(([alias, items]) => [
      alias,
      items.map((item) => Object.fromEntries(Object.entries(item).map(([column, value]) => [column, fill(value)]))),
    ]),
  );
  return { rows, watchlists, startMs: stage.startMs, lastMs, fill };
}
