import { checkStates, customerIdSchema, notReadReasons, products, readJson, tenantIdSchema } from '@mxdr/core';
import { z } from 'zod';
import type { CheckReport } from './check-report.ts';
import { checkChanges } from './compare-reports.ts';
import { reportInvalid } from './errors.ts';

const texts = z.array(z.string());
const count = z.int().nonnegative();
const instant = z.iso.datetime();

const waiverSchema = z.strictObject({
  standing: z.enum(['accepted', 'expired', 'exceeded']).describe('Only accepted holds.'),
  reason: z.string().describe('Why it is accepted.'),
  owner: z.string().describe('Who answers for it.'),
  ticket: z.string().exactOptional().describe('Where it was decided.'),
  expires: z.iso.date().describe('Last day on which it holds, UTC.'),
  atMost: count.exactOptional().describe('Most assets that it covers.'),
});

const findingSchema = z.strictObject({
  checkId: z.string().describe('Stable id of the check.'),
  title: z.string().describe('What is asked, in a few words.'),
  ruleSet: z.string().describe('Rules that ask it.'),
  requirement: z.string().describe('Number of the requirement, or "-" where the rules do not ask it.'),
  source: z.string().describe('Document that the rule comes from.'),
  effect: z.enum(['blocks', 'coverage', 'advice']).describe('What it means for the service.'),
  state: z.enum(checkStates).describe('What the facts say.'),
  expected: z.string().describe('What has to be true.'),
  observed: z.string().describe('What is.'),
  affected: z
    .strictObject({ count: count.describe('How many.'), sample: texts.describe('A few of them.') })
    .exactOptional()
    .describe('Assets concerned.'),
  differences: z
    .array(
      z.strictObject({
        kind: z.enum(['beyond', 'missing', 'otherwise']).describe('Beyond what was agreed, missing, or in another way.'),
        text: z.string().describe('What differs.'),
        principal: z.string().exactOptional().describe("Whose access it is, by name. Default: nobody's."),
      }),
    )
    .exactOptional()
    .describe('Differences from what was agreed.'),
  evidence: z
    .array(z.strictObject({ text: z.string().describe('What was looked at.'), source: z.string().describe('Where it was read.') }))
    .describe('What the state rests on.'),
  mend: z.string().exactOptional().describe('What to do.'),
  permission: z.string().exactOptional().describe('Least permission that reads the facts.'),
  waiver: waiverSchema.exactOptional().describe('What was agreed about it; the state stays.'),
});

export const comparisonSchema = z.strictObject({
  since: instant.describe('When the earlier run was made, UTC.'),
  isSameRuleSet: z.boolean().describe('Whether both runs used the same rules.'),
  checks: z
    .array(
      z.strictObject({
        checkId: z.string().describe('Stable id of the check.'),
        title: z.string().describe('What is asked.'),
        change: z.enum(checkChanges).describe('What became of it.'),
        before: z.enum(checkStates).exactOptional().describe('Its state in the earlier run; absent when that did not have it.'),
        after: z.enum(checkStates).describe('Its state now.'),
        affected: z
          .strictObject({ before: count.describe('Assets then.'), after: count.describe('Assets now.') })
          .exactOptional()
          .describe('Assets concerned, where both runs say.'),
      }),
    )
    .describe('Checks that changed or fail.'),
});

export const assetsSchema = z.strictObject({
  kind: z.enum(['devices', 'identities']).describe('What is protected.'),
  protectedNow: count.exactOptional().describe('How many are protected; absent when not known.'),
  target: count.exactOptional().describe('Licences that can be used; absent when not known.'),
  licensed: count.exactOptional().describe('Users that hold the licence; absent when not known.'),
  notes: texts.describe('Why a number is absent, or what it leaves out.'),
});

const unreadSchema = z.strictObject({
  fact: z.string().describe('Name of the fact.'),
  reason: z.enum([...notReadReasons, 'not-in-file']).describe('Why it is not known.'),
  permission: z.string().exactOptional().describe('Least permission that reads it.'),
  message: z.string().describe('What the other side said.'),
});

const customerSchema = z
  .strictObject({
    id: customerIdSchema.describe('Id of the customer.'),
    name: z.string().describe('Its name.'),
    tenantId: tenantIdSchema.describe('Its tenant.'),
  })
  .describe('Whose report it is.');

/** Form of a check report: what `mxdr check --json` writes and `--compare` reads. */
export const checkReportSchema = z.strictObject({
  schemaVersion: z.literal(1).describe('Version of this form.'),
  customer: customerSchema,
  ruleSet: z
    .strictObject({
      id: z.string().describe('Id.'),
      title: z.string().describe('Title.'),
      fromDate: z.iso.date().describe('First day on which they applied.'),
    })
    .describe('Rules that were held against the facts.'),
  run: z
    .strictObject({
      ranAt: instant.describe('When it was made, UTC.'),
      asOf: instant.describe('The instant that ages are counted to.'),
      factsTakenAt: instant.describe('When the facts were read.'),
      factsKind: z.enum(['tenant', 'sample']).describe('Whether they are of a tenant.'),
      factsAgeDays: z.int().describe('Whole days between facts and asOf.'),
      permissionsMissing: texts.describe('Permissions whose absence left facts unread.'),
      unread: z.array(unreadSchema).exactOptional().describe('Facts that are not known. Absent in reports of earlier versions.'),
    })
    .describe('The run.'),
  verdict: z
    .strictObject({
      readiness: z.enum(['ready', 'not-ready', 'undetermined']).describe('Whether the service may start.'),
      summary: z.string().describe('The verdict in words.'),
      counts: z.record(z.enum(checkStates), count).describe('Findings by state.'),
      blocking: texts.describe('Checks that block the start.'),
      blockingUnknown: texts.describe('Checks that would block, and are not known.'),
      waived: texts.describe('Checks that are not met and accepted.'),
      waiversFailed: texts.describe('Checks whose waiver no longer holds.'),
      waiversStale: texts.describe('Checks that have a waiver and need none.'),
    })
    .describe('The verdict.'),
  coverage: z
    .strictObject({
      products: z.record(z.enum(products), z.enum(['covered', 'not-covered', 'unknown', 'not-in-scope'])).describe('Coverage by product.'),
      devices: z
        .record(z.enum(['actionable', 'guidance-only', 'blind', 'undetermined']), count)
        .exactOptional()
        .describe('Onboarded devices in scope by what can be done on them.'),
      assets: z.array(assetsSchema).exactOptional().describe('Assets against their targets. Absent in reports of earlier versions.'),
    })
    .describe('What the service covers.'),
  secureScore: z
    .strictObject({
      current: z.number().nonnegative().describe('Points reached.'),
      max: z.number().positive().describe('Points that can be reached.'),
      createdAt: instant.describe('Day that the score was made for, UTC.'),
    })
    .exactOptional()
    .describe('Microsoft Secure Score, a fact and no check. Absent where it could not be read.'),
  findings: z.array(findingSchema).describe('One finding for each check of the catalogue.'),
  comparison: comparisonSchema.exactOptional().describe('What changed since an earlier run.'),
}) satisfies z.ZodType<CheckReport>;

/** Several reports, as a run over more than one customer writes them. */
export const checkReportsSchema = z.strictObject({
  schemaVersion: z.literal(1).describe('Version of this form.'),
  reports: z.array(checkReportSchema).describe('One report for each customer.'),
  unjudged: z
    .array(
      z.strictObject({
        customer: customerSchema,
        code: z.string().describe('Stable code of the error.'),
        message: z.string().describe('What is wrong.'),
      }),
    )
    .default([])
    .describe('Customers that could not be judged. Default: none.'),
});

/**
 * Reads what `mxdr check --json` wrote: one report or several.
 * @throws AppError usage `MXDR-CHECK-REPORT-INVALID` with every problem and its place
 */
export function readCheckReports(text: string, file: string): readonly CheckReport[] {
  const several = readJson(checkReportsSchema, text, file);
  if ('value' in several) return several.value.reports;
  const one = readJson(checkReportSchema, text, file);
  if ('value' in one) return [one.value];
  throw reportInvalid(file, /"reports"\s*:/u.test(text) ? several.problems : one.problems);
}
