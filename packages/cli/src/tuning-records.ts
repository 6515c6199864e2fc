import type { Customer, Problem } from '@mxdr/core';
import { formatProblem, nodeFiles } from '@mxdr/core';
import type { TuningRecord } from '@mxdr/reporting';
import type { CommandContext } from './context.ts';
import { rulesFolderOf } from './content-places.ts';
import { configurationInvalid } from './errors.ts';
import { changesOf } from './tuning-words.ts';

/**
 * What is tuned for a customer, from its own `tuning.yaml` and from the rules that its file switches off. No such file: nothing is tuned.
 * Whether a tuning fits its rule is for `validate` to say; here it is told as it stands.
 * @throws AppError usage where the file cannot be read, with its problems told before
 */
export async function readTuningRecords(context: CommandContext, customer: Customer): Promise<readonly TuningRecord[]> {
  const file = `${context.customersFolder}/${customer.id}/tuning.yaml`;
  const { disabled } = customer.rules;
  if (disabled.length === 0 && !(await nodeFiles.hasFile(file))) return [];
  const { loadContentFile, loadRules, tuningSchema } = await import('@mxdr/detections');
  const [{ content, problems }, { rules }] = await Promise.all([loadContentFile(tuningSchema, file), loadRules(rulesFolderOf(context))]);
  const errors = problems.filter(({ severity }: Problem) => severity === 'error');
  for (const problem of errors) context.note(formatProblem(problem));
  if (errors.length > 0) throw configurationInvalid(errors.length);
  const names = new Map(rules.map(({ rule }) => [rule.id.toLowerCase(), rule.name]));
  /** A rule that is no more has its id for a name. */
  const nameOf = (id: string): string => names.get(id.toLowerCase()) ?? id;
  return [
    ...(content?.value.tuning ?? []).flatMap((entry) =>
      changesOf(entry).map((change): TuningRecord => ({
        detection: nameOf(entry.rule),
        ...change,
        reason: entry.reason,
        owner: entry.owner,
        expires: entry.expires,
      })),
    ),
    ...disabled.map(({ id, reason }): TuningRecord => ({
      detection: nameOf(id),
      kind: 'off',
      what: '',
      reason,
      owner: null,
      expires: null,
    })),
  ];
}
