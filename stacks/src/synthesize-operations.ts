import path from 'node:path';
import type { Operator, OperationsPlan, Problem } from '@mxdr/core';
import { planOperations } from '@mxdr/core';
import type { StackOutput, SynthOptions } from './synthesize-customer.ts';
import { escapeTemplates, findUnsafeTexts } from './template-text.ts';
import { createApp, renderStack } from './terraform-app.ts';
import { writeStacks } from './write-stacks.ts';

/** The operator's stack, or the problems because of which nothing was written. */
export type OperationsResult =
  | { readonly status: 'written'; readonly stack: StackOutput; readonly plan: OperationsPlan }
  | { readonly status: 'refused'; readonly problems: readonly Problem[] };

/**
 * Turns the operator's own platform into Terraform: `<outDir>/operations/stacks/operations/cdk.tf.json`. Equal input gives equal bytes.
 * Nothing is written when anything is wrong.
 * @param file path of operator.yaml, for problems
 * @throws AppError external `MXDR-SYNTH-UNWRITABLE`
 */
export async function synthesizeOperations(
  operator: Operator,
  options: Pick<SynthOptions, 'outDir'>,
  file?: string,
): Promise<OperationsResult> {
  const plan = planOperations(operator, file);
  if (!('schemaVersion' in plan)) return { status: 'refused', problems: plan };
  const unsafe = findUnsafeTexts(plan);
  if (unsafe.length > 0) {
    const position = { file: file ?? 'customers/operator.yaml', line: 1, column: 1 };
    return {
      status: 'refused',
      problems: unsafe.map((place) => ({
        severity: 'error',
        code: 'MXDR-SYNTH-PLACEHOLDER',
        message: `${place} holds "TfToken[", which cannot be written safely`,
        position,
      })),
    };
  }
  const [app, { OperationsStack }] = await Promise.all([createApp(), import('./operations/operations-stack.ts')]);
  const { id, json, resources } = renderStack(new OperationsStack(app, escapeTemplates(plan)), plan.stackId);
  const folder = path.join(options.outDir, 'operations');
  const name = path.join('stacks', id, 'cdk.tf.json');
  await writeStacks(folder, [{ name, text: json }]);
  return { status: 'written', stack: { id, file: path.join(folder, name), resources }, plan };
}
