import type { CheckState, Product, TenantFactName } from '@mxdr/core';
import { checkStates, products } from '@mxdr/core';
import { z } from 'zod';

const count = z.int().nonnegative();
const instant = z.iso.datetime();
const day = z.iso.date();

/** Closed sets of the readiness: the words for each are those of the report's language. */
export const readinessCodes = {
  verdict: ['ready', 'ready-with-waivers', 'not-ready', 'undetermined'],
  urgency: ['complete-now', 'find-out-now', 'later'],
  progress: ['to-complete', 'in-progress', 'not-known', 'accepted', 'completed', 'not-needed'],
  effect: ['blocks', 'coverage', 'advice'],
  area: ['tenant', 'licences', 'devices', 'access', 'contacts', 'workspace'],
  party: ['customer', 'operator'],
  asset: ['devices', 'identities'],
  coverage: ['covered', 'not-covered', 'unknown', 'not-in-scope'],
  depth: ['actionable', 'guidance-only', 'blind', 'undetermined'],
  change: ['new-failing', 'still-failing', 'fixed', 'became-unknown', 'now-known', 'waived', 'other'],
  difference: ['beyond', 'missing', 'otherwise'],
  unread: ['permission', 'throttled', 'api-off', 'error', 'not-in-file'],
  waiver: ['accepted', 'expired', 'exceeded'],
} as const;

type ReadinessCodes = typeof readinessCodes;
type Progress = ReadinessCodes['progress'][number];

/** How far something is, with what a reader has to be told about it. */
export type Standing = Progress | `${Exclude<Progress, 'accepted' | 'completed' | 'not-needed'>}-overdue` | 'contradicted';

/** A word for each code, by kind of code: a code without one does not compile. */
export type ReadinessWords = {
  readonly [Kind in keyof ReadinessCodes]: Readonly<Record<ReadinessCodes[Kind][number], string>>;
} & {
  readonly state: Readonly<Record<CheckState, string>>;
  readonly product: Readonly<Record<Product, string>>;
  readonly fact: Readonly<Record<TenantFactName, string>>;
  readonly standing: Readonly<Record<Standing, string>>;
};

const agreement = {
  owner: z.string().nullable().describe('Who does it; null where nobody is named.'),
  due: day.nullable().describe("Last day, in the customer's time zone; null where none is agreed."),
  note: z.string(),
  isOverdue: z.boolean(),
  isContradicted: z.boolean().describe('It was said to be done, and the checks do not show it.'),
};

const checkSchema = z.object({
  checkId: z.string().min(1),
  title: z.string().min(1),
  area: z.enum(readinessCodes.area),
  effect: z.enum(readinessCodes.effect),
  state: z.enum(checkStates),
  observed: z.string(),
  source: z.string().describe('The document that the rule comes from.'),
  requirement: z.string(),
  affected: count.nullable().describe('Assets concerned; null where the check is not about assets.'),
  waiver: z
    .object({
      standing: z.enum(readinessCodes.waiver),
      reason: z.string(),
      owner: z.string(),
      expires: day,
      atMost: count.nullable().describe('Most assets that it covers; null for any number.'),
    })
    .nullable(),
});

const runSchema = z.object({
  asOfUtc: instant,
  ruleSet: z.string(),
  verdict: z.enum(['ready', 'not-ready', 'undetermined']),
  met: count,
  failing: count,
  accepted: count,
  notKnown: count,
  protectedDevices: count.nullable(),
  score: z.object({ current: z.number(), max: z.number(), createdUtc: instant }).nullable(),
});

/**
 * What the checks found about one customer, and what is to be done: the readiness report is made of it. Null is what is not known, never 0.
 * Texts about findings are the checks' own; what belongs to a closed set is told by its code.
 */
export const readinessRecordSchema = z.object({
  asOfUtc: instant,
  factsTakenUtc: instant,
  isSample: z.boolean().describe('Whether the facts are made rather than read.'),
  ruleSet: z.object({ id: z.string(), title: z.string() }),
  verdict: z.enum(readinessCodes.verdict),
  counts: z.object({
    completeNow: count,
    findOutNow: count,
    toComplete: count,
    inProgress: count,
    notKnown: count,
    accepted: count,
    completed: count,
    overdue: count,
  }),
  actions: z.array(
    z.object({
      checkId: z.string(),
      title: z.string(),
      effect: z.enum(readinessCodes.effect),
      urgency: z.enum(readinessCodes.urgency),
      progress: z.enum(readinessCodes.progress),
      observed: z.string(),
      mend: z.string(),
      ...agreement,
    }),
  ),
  steps: z.array(
    z.object({
      step: z.string(),
      title: z.string(),
      party: z.enum(readinessCodes.party),
      progress: z.enum(readinessCodes.progress),
      ...agreement,
    }),
  ),
  assets: z.array(
    z.object({
      asset: z.enum(readinessCodes.asset),
      protectedNow: count.nullable(),
      target: count.nullable(),
      licensed: count.nullable(),
      note: z.string(),
    }),
  ),
  coverage: z.array(z.object({ product: z.enum(products), coverage: z.enum(readinessCodes.coverage) })),
  depths: z
    .record(z.enum(readinessCodes.depth), count)
    .nullable()
    .describe('Onboarded devices in scope by what can be done on them; null when not known.'),
  checks: z.array(checkSchema),
  /** How the access differs from what was agreed. */
  drift: z.array(
    z.object({
      checkId: z.string(),
      title: z.string(),
      difference: z.enum(readinessCodes.difference),
      text: z.string(),
      principal: z.string().nullable().describe("Whose access it is, by name; null where it is nobody's."),
    }),
  ),
  /** Checks of the access that could not be judged: no difference is known of them, and none is ruled out. */
  driftUnknown: z.array(z.object({ checkId: z.string(), title: z.string(), observed: z.string() })),
  changes: z
    .object({
      sinceUtc: instant,
      isSameRuleSet: z.boolean(),
      checks: z.array(
        z.object({
          checkId: z.string(),
          title: z.string(),
          change: z.enum(readinessCodes.change),
          before: z.enum(checkStates).nullable(),
          after: z.enum(checkStates),
          affectedBefore: count.nullable(),
          affectedAfter: count.nullable(),
        }),
      ),
    })
    .nullable()
    .describe('Against the latest earlier run; null when there is none.'),
  /** Oldest first; the run that is reported is the last. */
  runs: z.array(runSchema).min(1),
  unread: z.array(
    z.object({
      fact: z.string(),
      reason: z.enum(readinessCodes.unread),
      permission: z.string().describe('Empty where none is needed.'),
      message: z.string(),
    }),
  ),
});

export type ReadinessRecord = z.infer<typeof readinessRecordSchema>;
