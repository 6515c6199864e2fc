import { AppError } from '@mxdr/core';

export function rulesUnreadable(path: string, cause: unknown): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-RULES-UNREADABLE',
    message: `The rules in "${path}" cannot be read.`,
    where: path,
    mend: 'Name a folder of YAML rules, one rule file, or a .jsonl file of rules.',
    cause,
  });
}

/** A caller mapped a rule that has problems; validation comes first. */
export function ruleNotDeployable(name: string, why: string): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-RULE-NOT-DEPLOYABLE',
    message: `The rule "${name}" cannot be deployed: ${why}.`,
    mend: 'Run "mxdr rules validate" on it; a rule with problems is never synthesised.',
  });
}
