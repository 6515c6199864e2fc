import type { AppliedWaiver, Finding, Problem } from '@mxdr/core';
import { readYaml, sortProblems } from '@mxdr/core';
import { z } from 'zod';
import { checkIds } from './check.ts';

const waiverSchema = z.strictObject({
  check: z.enum(checkIds).describe('Id of the check that is waived, e.g. mda-license.'),
  reason: z.string().trim().min(10).describe('Why it is accepted, in a sentence that can be read out to an auditor.'),
  owner: z.string().trim().min(1).describe('Who answers for it: a person.'),
  ticket: z.string().trim().min(1).optional().describe('Where it was decided, e.g. CHG-1042. Default: none.'),
  expires: z.iso.date({ error: 'must be a day such as 2027-03-31' }).describe('Last day on which it holds, in UTC.'),
  atMost: z
    .int()
    .positive()
    .optional()
    .describe('Most assets (devices, users) that it covers; when more are affected it holds no longer. Default: any number.'),
});

/** `customers/<id>/waivers.yaml`: what is not as it should be, and is accepted for a while. */
export const waiversSchema = z.strictObject({
  waivers: z.array(waiverSchema).describe('One entry for each check that is waived.'),
});

export type Waiver = Readonly<z.infer<typeof waiverSchema>>;

/** Reads a customer's waivers: all of them, or every problem with its place. One check is waived once at most. */
export function readWaivers(
  text: string,
  file: string,
): { readonly waivers: readonly Waiver[] } | { readonly problems: readonly Problem[] } {
  const reading = readYaml(waiversSchema, text, file);
  if ('problems' in reading) return reading;
  const { waivers } = reading.value;
  const problems = waivers.flatMap(({ check }, index): readonly Problem[] =>
    waivers.findIndex((other) => other.check === check) === index
      ? []
      : [
          {
            severity: 'error',
            code: 'MXDR-WAIVER-DUPLICATE',
            message: `${check} is waived more than once`,
            position: reading.source.positionOf(['waivers', index, 'check']),
            hint: 'keep one entry: only one reason and one day can hold',
          },
        ],
  );
  return problems.length > 0 ? { problems: sortProblems(problems) } : { waivers };
}

const millisecondsPerDay = 86_400_000;

function standingOf(waiver: Waiver, finding: Finding, asOfMs: number): AppliedWaiver['standing'] {
  if (asOfMs >= Date.parse(`${waiver.expires}T00:00:00Z`) + millisecondsPerDay) return 'expired';
  // A finding about assets that does not say how many cannot be held against a limit.
  if (waiver.atMost !== undefined && (finding.affected?.count ?? Number.POSITIVE_INFINITY) > waiver.atMost) return 'exceeded';
  return 'accepted';
}

/**
 * Lays a waiver over a finding that is not met or not licensed. The state stays what it was; what is unknown cannot be waived.
 * @param asOfMs milliseconds since 1970 UTC; the last day of a waiver counts whole
 */
export function applyWaiver(finding: Finding, waivers: readonly Waiver[], asOfMs: number): Finding {
  const waiver = waivers.find(({ check }) => check === finding.checkId);
  if (waiver === undefined || (finding.state !== 'not-met' && finding.state !== 'unlicensed')) return finding;
  const { reason, owner, ticket, expires, atMost } = waiver;
  return {
    ...finding,
    waiver: {
      standing: standingOf(waiver, finding, asOfMs),
      reason,
      owner,
      expires,
      ...(ticket === undefined ? {} : { ticket }),
      ...(atMost === undefined ? {} : { atMost }),
    },
  };
}

/** Waivers that waive nothing, since their check is met or not asked: they should go. */
export function findStaleWaivers(findings: readonly Finding[], waivers: readonly Waiver[]): readonly string[] {
  return waivers
    .map(({ check }) => check)
    .filter((check) => findings.some(({ checkId, state }) => checkId === check && (state === 'met' || state === 'not-applicable')));
}
