import { isDeepStrictEqual } from 'node:util';
import type { PlanDocument, PlanResource } from './plan-document.ts';
import { isKeptOnLeave, lossOf } from './protected-resources.ts';
import { createSecretScrubber } from './secret-scrubber.ts';
import type { SecretScrubber } from './secret-scrubber.ts';
import { isMarked, markedStrings, partOf } from './sensitive-values.ts';

/** What happens to a resource. `forget`: it stays in Azure, and the state no longer knows it. `move`: a new address only. */
export type ChangeAction = 'add' | 'change' | 'replace' | 'destroy' | 'forget' | 'import' | 'move';

export interface AttributeChange {
  readonly name: string;
  /** As short text; sensitive values never appear. */
  readonly from: string;
  readonly to: string;
  readonly forcesReplacement: boolean;
}

export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: ChangeAction;
  /** Why it is replaced or destroyed, in Terraform's word. Empty where it gives none. */
  readonly reason: string;
  /** What is lost when it goes; absent for what can be made again. */
  readonly loss?: string;
  /** True where what is lost is the customer's own data. */
  readonly holdsData?: true;
  /** First level of arguments, for changes and replacements. */
  readonly attributes: readonly AttributeChange[];
}

export interface PlanSummary {
  readonly schemaVersion: 1;
  /** Counts of resources; a replacement counts as that alone. */
  readonly counts: Readonly<Record<ChangeAction, number>>;
  /** The same by type of resource, sorted by type. */
  readonly byType: readonly { readonly type: string; readonly counts: Readonly<Partial<Record<ChangeAction, number>>> }[];
  /** Every change, sorted by address. */
  readonly changes: readonly ResourceChange[];
  /** Outputs that change, by name. */
  readonly outputs: readonly string[];
  /** What was found to differ from the state: somebody changed it outside. */
  readonly outside: readonly {
    readonly address: string;
    readonly type: string;
    readonly attributes: readonly string[];
    readonly isGone: boolean;
  }[];
  readonly hasChanges: boolean;
}

const longestValue = 60;

/** The texts that the plan marks as sensitive, anywhere in it: none may appear in a summary or a log. */
export function sensitiveTexts(plan: PlanDocument): readonly string[] {
  const found = [...plan.resource_changes, ...plan.resource_drift].flatMap(({ change }) => [
    ...markedStrings(change.before, change.before_sensitive),
    ...markedStrings(change.after, change.after_sensitive),
  ]);
  return [...new Set(found)];
}

function actionOf(resource: PlanResource): ChangeAction | undefined {
  const { actions, importing } = resource.change;
  const has = (action: (typeof actions)[number]): boolean => actions.includes(action);
  // "create, forget" makes a second one beside the first, which nobody manages any more: as grave as a replacement.
  if ((has('create') && has('delete')) || (has('create') && has('forget'))) return 'replace';
  if (has('delete')) return 'destroy';
  if (has('forget')) return 'forget';
  if (has('create')) return 'add';
  if (has('update')) return 'change';
  if (importing !== undefined && importing !== null) return 'import';
  return resource.previous_address !== undefined && resource.previous_address !== resource.address ? 'move' : undefined;
}

function shortText(value: unknown, mark: unknown, isUnknown: boolean, scrubber: SecretScrubber): string {
  if (isMarked(mark)) return '(sensitive)';
  if (isUnknown) return '(known after apply)';
  if (value === undefined || value === null) return '(none)';
  const text = scrubber.scrub((typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\n', ' '));
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

function attributeChanges({ change }: PlanResource, scrubber: SecretScrubber): readonly AttributeChange[] {
  const { before, after, after_unknown, before_sensitive, after_sensitive, replace_paths } = change;
  const keysOf = (value: unknown): readonly string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);
  const names = [...new Set([...keysOf(before), ...keysOf(after), ...keysOf(after_unknown)])].toSorted();
  return names.flatMap((name) => {
    const [from, to] = [partOf(before, name), partOf(after, name)];
    const isUnknown = isMarked(partOf(after_unknown, name));
    if (!isUnknown && isDeepStrictEqual(from ?? null, to ?? null)) return [];
    // A value that was sensitive on either side is so on both.
    const mark = [partOf(before_sensitive, name), partOf(after_sensitive, name)];
    return [
      {
        name,
        from: shortText(from, mark, false, scrubber),
        to: shortText(to, mark, isUnknown, scrubber),
        forcesReplacement: (replace_paths ?? []).some(([first]) => first === name),
      },
    ];
  });
}

function azapiTypeOf({ change }: PlanResource): string | undefined {
  const type = partOf(change.before ?? change.after, 'type');
  return typeof type === 'string' ? type : undefined;
}

function summariseResource(resource: PlanResource, scrubber: SecretScrubber): readonly ResourceChange[] {
  const action = actionOf(resource);
  if (action === undefined || resource.mode === 'data') return [];
  const isLost = action === 'destroy' || action === 'replace';
  const loss = isLost ? lossOf(resource.type, azapiTypeOf(resource)) : undefined;
  return [
    {
      address: resource.deposed === undefined ? resource.address : `${resource.address} (deposed)`,
      type: resource.type,
      action,
      reason: action === 'move' ? `moved from ${resource.previous_address ?? ''}` : (resource.action_reason ?? '').replaceAll('_', ' '),
      ...(loss === undefined ? {} : { loss }),
      ...(loss !== undefined && isKeptOnLeave(resource.type, azapiTypeOf(resource)) ? { holdsData: true as const } : {}),
      attributes: action === 'change' || action === 'replace' ? attributeChanges(resource, scrubber) : [],
    },
  ];
}

const noCounts: Readonly<Record<ChangeAction, number>> = { add: 0, change: 0, replace: 0, destroy: 0, forget: 0, import: 0, move: 0 };

/** What a plan would do, without a single sensitive value: counts by action and kind, each change with its address. */
export function summarisePlan(plan: PlanDocument): PlanSummary {
  const scrubber = createSecretScrubber({}, sensitiveTexts(plan));
  const changes = plan.resource_changes
    .flatMap((resource) => summariseResource(resource, scrubber))
    .toSorted((one, other) => (one.address < other.address ? -1 : 1));
  const counts = { ...noCounts };
  const byType = new Map<string, Partial<Record<ChangeAction, number>>>();
  for (const { action, type } of changes) {
    counts[action] += 1;
    const ofType = byType.get(type) ?? {};
    ofType[action] = (ofType[action] ?? 0) + 1;
    byType.set(type, ofType);
  }
  const outputs = Object.entries(plan.output_changes)
    .filter(([, { actions }]) => actions.some((action) => action !== 'no-op'))
    .map(([name]) => name)
    .toSorted();
  const outside = plan.resource_drift
    .filter(({ mode }) => mode === 'managed')
    .map((resource) => ({
      address: resource.address,
      type: resource.type,
      attributes: attributeChanges(resource, scrubber).map(({ name }) => name),
      isGone: resource.change.actions.includes('delete'),
    }))
    .toSorted((one, other) => (one.address < other.address ? -1 : 1));
  return {
    schemaVersion: 1,
    counts,
    byType: [...byType].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([type, ofType]) => ({ type, counts: ofType })),
    changes,
    outputs,
    outside,
    hasChanges: changes.length > 0 || outputs.length > 0,
  };
}
