import { checkStates } from '@mxdr/core';
import { z } from 'zod';
import { assetsSchema, checkReportSchema, comparisonSchema } from '../check-report-schema.ts';
import type { ReadinessReport } from './assess-readiness.ts';
import { progressWords } from './list-actions.ts';

const count = z.int().nonnegative();
const day = z.iso.date();
const agreement = {
  owner: z.string().exactOptional().describe('Who does it. Absent: nobody is named.'),
  due: day.exactOptional().describe('Last day. Absent: none is agreed.'),
  note: z.string().exactOptional().describe('What was noted.'),
  isOverdue: z.boolean().describe('Its day is over, and it is not done.'),
  isContradicted: z.boolean().describe('It was said to be done, and the checks do not show it.'),
};

const actionSchema = z.strictObject({
  checkId: z.string().describe('Stable id of the check.'),
  title: z.string().describe('What is asked.'),
  effect: z.enum(['blocks', 'coverage', 'advice']).describe('What it means for the service.'),
  state: z.enum(checkStates).describe('What the facts say.'),
  progress: z.enum(progressWords).describe('How far it is.'),
  urgency: z.enum(['complete-now', 'find-out-now', 'later', 'none']).describe('The first two keep the service from starting.'),
  observed: z.string().describe('What is.'),
  mend: z.string().exactOptional().describe('What to do.'),
  affected: count.exactOptional().describe('Assets concerned.'),
  ...agreement,
});

const stepSchema = z.strictObject({
  step: z.string().describe('Stable id of the step.'),
  title: z.string().describe('What is done.'),
  party: z.enum(['customer', 'operator']).describe('Whose step it is.'),
  text: z.string().describe('What it consists of.'),
  progress: z.enum([...progressWords, 'not-needed']).describe('How far it is.'),
  basis: z.enum(['checks', 'noted']).describe('What the state rests on.'),
  openChecks: z.array(z.string()).describe('Checks that fail or are not known.'),
  ...agreement,
});

const pointSchema = z.strictObject({
  asOf: z.iso.datetime().describe('The instant that the run judged.'),
  ruleSet: z.string().describe('Its rules.'),
  readiness: z.enum(['ready', 'not-ready', 'undetermined']).describe('Its verdict.'),
  met: count.describe('Checks met.'),
  failing: count.describe('Checks failing.'),
  accepted: count.describe('Checks failing, and accepted.'),
  notKnown: count.describe('Checks not known.'),
  devices: z
    .record(z.enum(['actionable', 'guidance-only', 'blind', 'undetermined']), count)
    .exactOptional()
    .describe('Devices by what can be done on them; absent when not known.'),
  protectedDevices: count.exactOptional().describe('Protected devices; absent when not known.'),
  secureScore: z
    .strictObject({
      current: z.number().describe('Points reached.'),
      max: z.number().describe('Points that can be reached.'),
      createdAt: z.iso.datetime().describe('Its day.'),
    })
    .exactOptional()
    .describe('Secure Score; absent when not known.'),
});

const { customer, ruleSet, run, verdict } = checkReportSchema.shape;

/** Form of what `mxdr readiness --json` writes for one customer. */
export const readinessReportSchema: z.ZodType<ReadinessReport> = z.strictObject({
  schemaVersion: z.literal(1).describe('Version of this form.'),
  customer,
  ruleSet,
  run,
  verdict,
  today: day.describe("The day that due dates are held against, in the customer's time zone."),
  counts: z
    .strictObject({
      toComplete: count.describe('Actions not begun.'),
      inProgress: count.describe('Actions that somebody works on.'),
      notKnown: count.describe('Neither done nor to be done: the facts do not tell.'),
      accepted: count.describe('Accepted by a waiver.'),
      completed: count.describe('Actions that the checks show to be done.'),
      completeNow: count.describe('Actions that keep the service from starting.'),
      findOutNow: count.describe('Actions that would, and are not known.'),
      overdue: count.describe('Actions and steps whose day is over.'),
    })
    .describe('How many.'),
  actions: z.array(actionSchema).describe('What blocks the start first.'),
  checklist: z.array(stepSchema).describe('Steps of the onboarding, in order.'),
  assets: z.array(assetsSchema).describe('Assets against their targets.'),
  changes: comparisonSchema.exactOptional().describe('Against the latest earlier run.'),
  trend: z.array(pointSchema).describe('Runs, oldest first; this one last.'),
});
