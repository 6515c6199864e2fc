import type { Problem } from '@mxdr/core';
import { readYaml, sortProblems } from '@mxdr/core';
import { z } from 'zod';
import { checkIds } from '../check.ts';
import { onboardingStepIds } from './onboarding-steps.ts';

const agreement = {
  owner: z.string().trim().min(1).describe('Who does it: a person or a team.'),
  due: z.iso
    .date({ error: 'must be a day such as 2026-12-11' })
    .optional()
    .describe("Last day by which it is done, in the customer's time zone. Default: no day is agreed."),
  note: z.string().trim().min(1).optional().describe('What a reader should know, in a sentence. Default: none.'),
};

const actionSchema = z.strictObject({
  check: z.enum(checkIds).describe('Id of the check, e.g. defender-av-active.'),
  ...agreement,
  state: z
    .enum(['in-progress', 'done'])
    .optional()
    .describe('in-progress: somebody works on it; done: said to be done, which the next check has to show. Default: not begun.'),
});

const stepSchema = z.strictObject({
  step: z.enum(onboardingStepIds).describe('Id of the step of the onboarding, e.g. exclusions.'),
  ...agreement,
  state: z
    .enum(['in-progress', 'done'])
    .optional()
    .describe('in-progress: somebody works on it; done: it is done. Where checks show it, they decide. Default: not begun.'),
});

/** `customers/<id>/readiness.yaml`: who does what until when. What the checks show is never written here; it comes from the checks. */
export const readinessPlanSchema = z.strictObject({
  actions: z.array(actionSchema).default([]).describe('Who mends what a check found. Default: nobody is named.'),
  checklist: z.array(stepSchema).default([]).describe('Who takes which step of the onboarding. Default: nobody is named.'),
});

export type ReadinessPlan = z.infer<typeof readinessPlanSchema>;
export type PlannedWork = ReadinessPlan['actions'][number] | ReadinessPlan['checklist'][number];

export const emptyReadinessPlan: ReadinessPlan = { actions: [], checklist: [] };

/** Reads a customer's plan: all of it, or every problem with its place. Nothing is planned twice: two days for one action would both be wrong. */
export function readReadinessPlan(
  text: string,
  file: string,
): { readonly plan: ReadinessPlan } | { readonly problems: readonly Problem[] } {
  const reading = readYaml(readinessPlanSchema, text, file);
  if ('problems' in reading) return reading;
  const { value: plan, source } = reading;
  const twice = (list: 'actions' | 'checklist', key: 'check' | 'step', ids: readonly string[]): readonly Problem[] =>
    ids.flatMap((id, index): readonly Problem[] =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              severity: 'error',
              code: 'MXDR-READINESS-DUPLICATE',
              message: `${id} is planned more than once`,
              position: source.positionOf([list, index, key]),
              hint: 'keep one entry: only one owner and one day can hold',
            },
          ],
    );
  const problems = [
    ...twice(
      'actions',
      'check',
      plan.actions.map(({ check }) => check),
    ),
    ...twice(
      'checklist',
      'step',
      plan.checklist.map(({ step }) => step),
    ),
  ];
  return problems.length > 0 ? { problems: sortProblems(problems) } : { plan };
}
