import { chmod, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import { z } from 'zod';
import type { StackTarget } from './stack-target.ts';
import { configurationFileOf, hashFile } from './stack-target.ts';

/** What a plan would do when it is applied. */
export type PlanPurpose = 'apply' | 'destroy' | 'leave';

/** Name of the plan in the stack's folder. It holds values in clear text, so it never leaves the folder and goes once it is applied. */
export const planName = 'plan.bin';

const notesSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stackId: z.string(),
  purpose: z.enum(['apply', 'destroy', 'leave']),
  configurationHash: z.string(),
  planHash: z.string(),
  plannedAt: z.string(),
});

export type PlanNotes = z.infer<typeof notesSchema>;

export const planFileOf = (target: StackTarget): string => path.join(target.folder, planName);
const notesFileOf = (target: StackTarget): string => path.join(target.folder, 'plan.notes.json');

/** Notes beside a fresh plan which configuration it belongs to. */
export async function storePlan(target: StackTarget, purpose: PlanPurpose, plannedAt: string): Promise<PlanNotes> {
  await chmod(planFileOf(target), 0o600);
  const notes: PlanNotes = {
    schemaVersion: 1,
    stackId: target.id,
    purpose,
    configurationHash: await hashFile(configurationFileOf(target)),
    planHash: await hashFile(planFileOf(target)),
    plannedAt,
  };
  await writeFileAtomic(notesFileOf(target), `${JSON.stringify(notes, null, 2)}\n`);
  return notes;
}

/** Whether the plan in the folder is the one that was shown, made of the configuration that is there now. */
export type PlanCheck =
  | { readonly kind: 'same'; readonly notes: PlanNotes }
  | { readonly kind: 'missing' }
  | { readonly kind: 'different'; readonly why: string };

export async function checkStoredPlan(target: StackTarget, purpose: PlanPurpose): Promise<PlanCheck> {
  let notes: PlanNotes;
  let planHash: string;
  try {
    notes = notesSchema.parse(JSON.parse(await readFile(notesFileOf(target), 'utf8')));
    planHash = await hashFile(planFileOf(target));
  } catch {
    return { kind: 'missing' };
  }
  if (notes.stackId !== target.id) return { kind: 'different', why: `It is the plan of ${notes.stackId}.` };
  if (notes.purpose !== purpose) return { kind: 'different', why: `It was made to ${notes.purpose}, not to ${purpose}.` };
  if (notes.planHash !== planHash) return { kind: 'different', why: 'The plan was replaced after it was shown.' };
  if (notes.configurationHash !== (await hashFile(configurationFileOf(target))))
    return { kind: 'different', why: 'The configuration changed after the plan was made.' };
  return { kind: 'same', notes };
}

/** Removes the plan: applied, it is of no use, and it holds values in clear text. */
export async function dropPlan(target: StackTarget): Promise<void> {
  await rm(planFileOf(target), { force: true });
  await rm(notesFileOf(target), { force: true });
}
