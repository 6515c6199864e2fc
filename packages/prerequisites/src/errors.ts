import { AppError } from '@mxdr/core';
import type { Problem } from '@mxdr/core';
import { formatProblem } from '@mxdr/core';

/** Facts of one tenant never judge another. */
export function factsOfAnotherTenant(customerId: string, expected: string, found: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-FACTS-OTHER-TENANT',
    message: `The facts are of tenant ${found}, but customer "${customerId}" is tenant ${expected}.`,
    mend: `Read the facts of "${customerId}" with "mxdr facts ${customerId}", or correct tenantId in customer.yaml.`,
  });
}

export function factsInvalid(file: string, problems: readonly Problem[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-FACTS-INVALID',
    message: `The facts file has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
    where: file,
    why: problems.map(formatProblem).join('\n'),
    mend: 'Read the facts again with "mxdr facts", or mend the file.',
  });
}

export function ruleSetUnavailable(id: string, known: readonly string[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-RULE-SET-UNAVAILABLE',
    message: `There is no rule set "${id}".`,
    why: `Known: ${known.join(', ')}.`,
    mend: 'Name one of these with --rule-set or in customer.yaml.',
  });
}

export function reportInvalid(file: string, problems: readonly Problem[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-CHECK-REPORT-INVALID',
    message: 'The file is not a report that "mxdr check --json" wrote.',
    where: file,
    why: problems.map(formatProblem).join('\n'),
    mend: 'Name a report of an earlier run, written with "--json --out FILE".',
  });
}

export function waiversInvalid(file: string, problems: readonly Problem[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-WAIVERS-INVALID',
    message: `The waivers have ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
    where: file,
    why: problems.map(formatProblem).join('\n'),
    mend: 'Mend the file; "mxdr validate" shows every problem of all files.',
  });
}

export function readinessPlanInvalid(file: string, problems: readonly Problem[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-READINESS-INVALID',
    message: `The readiness plan has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
    where: file,
    why: problems.map(formatProblem).join('\n'),
    mend: 'Mend the file; "mxdr validate" shows every problem of all files.',
  });
}
