import { AppError } from '@mxdr/core';
import { countOf } from './count-of.ts';

export const noCustomerNamed = (): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-NO-CUSTOMER',
    message: 'No customer was named.',
    mend: 'Name one or more ids, or use --all. "ls customers" shows them.',
  });

export const nothingSelected = (selector: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-NOTHING-SELECTED',
    message: `No customer carries the tag ${selector}.`,
    mend: 'Look at "tags" in the customers\' files, or name ids.',
  });

export const badOption = (flag: string, value: string, expected: string): AppError =>
  new AppError({ kind: 'usage', code: 'MXDR-CLI-OPTION-INVALID', message: `${flag} cannot be "${value}".`, mend: `Give ${expected}.` });

export const missingOption = (flag: string, what: string): AppError =>
  new AppError({ kind: 'usage', code: 'MXDR-CLI-OPTION-MISSING', message: `${flag} is missing.`, mend: `Give ${flag} ${what}.` });

export const variableMissing = (name: string, what: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-VARIABLE-MISSING',
    message: `The environment variable ${name} is missing.`,
    mend: `Set it for ${what}; a pipeline with a workload identity does.`,
  });

export const variableNotCount = (name: string, value: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-VARIABLE-INVALID',
    message: `The environment variable ${name} is "${value}".`,
    mend: 'Use a whole number, or leave it unset for no bound.',
  });

export const missingQuery = (): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-QUERY-MISSING',
    message: 'There is no query.',
    mend: 'Give it as a word in quotes, with --file or with --batch.',
  });

export const fileUnreadable = (file: string, cause: unknown): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-FILE-UNREADABLE',
    message: `The file ${file} cannot be read.`,
    why: cause instanceof Error ? cause.message : String(cause),
    mend: 'Check the path and its permissions.',
    cause,
  });

export const configurationInvalid = (count: number): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CONFIGURATION-INVALID',
    message: `${countOf(count, 'problem')} in the configuration (listed above).`,
    mend: 'Mend the lines named; "mxdr validate" checks again.',
  });

export const customerExists = (file: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-INIT-EXISTS',
    message: `${file} exists already; init never overwrites.`,
    mend: 'Edit that file, or choose another id.',
  });

export const needsYes = (command: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-NEEDS-YES',
    message: `"mxdr ${command}" changes Azure, and there is nobody at the terminal to ask.`,
    mend: `Look at it with "mxdr plan", then add --yes.`,
  });

export const demoStepFailed = (step: string, problems: readonly string[]): AppError =>
  new AppError({
    kind: 'internal',
    code: 'MXDR-DEMO-STEP',
    message: `The demo's step "${step}" found problems in the sample customer: ${problems.slice(0, 3).join('; ')}.`,
    mend: 'Restore customers/contoso from the repository and run it again.',
  });

export const consentFolderForeign = (folder: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CONSENT-FOLDER',
    message: `The folder ${folder} holds something else than a consent pack.`,
    why: 'A pack replaces its folder as a whole; what is in there would be lost.',
    mend: 'Choose another folder with --out, or move what is there away.',
  });

export const priceTableInvalid = (file: string, problems: readonly string[]): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-PRICES-INVALID',
    message: `${file} is no price table; it may hold prices of your agreement, so it is not replaced.`,
    why: problems.slice(0, 3).join('; '),
    mend: 'Mend it, move it away, or give --out.',
  });

export const noPriceInList = (address: string, read: number): AppError =>
  new AppError({
    kind: 'external',
    code: 'MXDR-PRICES-NONE',
    message: `Among ${countOf(read, 'price')} at ${address} is none of Sentinel's ingestion in a region that is known here. Nothing was written.`,
    mend: 'Give --from the address of the retail price list. If it was that, its meters have been renamed: look at them there.',
  });

export const importTargetTaken = (file: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-IMPORT-EXISTS',
    message: `${file} exists already; import never overwrites.`,
    mend: 'Choose another folder with --to, or move the file away.',
  });

export const optionMissing = (command: string, option: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-OPTION',
    message: `"mxdr ${command}" needs ${option}.`,
    mend: `Add it; "mxdr ${command} --help" shows an example.`,
  });

export const ruleUnknown = (id: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-RULE-UNKNOWN',
    message: `There is no rule ${id}.`,
    mend: '"mxdr rules list --json" shows the ids.',
  });

export const coverageUnknown = (table: string, why: string): AppError =>
  new AppError({
    kind: 'external',
    code: 'MXDR-COVERAGE-UNKNOWN',
    message: `Whether ${table} has rows cannot be told.`,
    why,
    mend: 'Mend the access or the query service, or leave --live out for the coverage of the rules alone.',
  });

export const missingArgument = (command: string, what: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-CLI-ARGUMENT-MISSING',
    message: `"mxdr ${command}" needs ${what}.`,
    mend: `Name it; "mxdr ${command} --help" shows an example.`,
  });

export const noManifest = (asked: string): AppError =>
  new AppError({
    kind: 'external',
    code: 'MXDR-EVIDENCE-NO-MANIFEST',
    message: `There is no manifest for ${asked}, so whether it is as it was issued cannot be told.`,
    mend: 'Put <report>.manifest.json, which was issued with the report, beside it.',
  });

export const redactionKeyShort = (file: string, fewestBytes: number): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-REDACTION-KEY-SHORT',
    message: `The redaction key in ${file} has fewer than ${fewestBytes} bytes, so names could be found by trying keys.`,
    mend: 'Make one with "openssl rand -out FILE 32" and keep it where only the operator reads.',
  });

export const badArgument = (value: string, expected: string): AppError =>
  new AppError({ kind: 'usage', code: 'MXDR-CLI-ARGUMENT-INVALID', message: `"${value}" cannot be used here.`, mend: `Give ${expected}.` });

export const reportExists = (name: string, folder: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-REPORT-EXISTS',
    message: `There is something called ${name} in reports already.`,
    where: folder,
    mend: 'Take another name, or change that report: nothing is ever written over.',
  });

export const portTaken = (port: number, cause: unknown): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-PREVIEW-PORT',
    message: `The port ${port} cannot be used for the preview: it is taken, or not allowed.`,
    mend: 'Give another one with --port, or leave it away for any that is free.',
    cause,
  });

export const noShards = (folder: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-FLEET-NO-SHARDS',
    message: `${folder} holds no record of a shard, such as fleet-1-of-8.json.`,
    mend: 'Bring the --out folders of "mxdr report --shard" together in one folder, and name that.',
  });

export const shardsDiffer = (why: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-FLEET-SHARDS-DIFFER',
    message: 'These are not the shards of one run, so they cannot be joined.',
    why,
    mend: 'Take away records of other runs, or run the shard that differs again, with --resume.',
  });

export const reportFolderForeign = (folder: string, name: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-REPORT-FOLDER-FOREIGN',
    message: `The folder of the report holds ${name}, which is no part of it.`,
    where: folder,
    why: 'A report replaces its folder as a whole; what is in there would be lost.',
    mend: 'Move it elsewhere.',
  });

export const jobsInvalid = (from: string, problems: readonly string[]): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-JOB-INVALID',
    message: `${countOf(problems.length, 'problem')} in the jobs of ${from === '-' ? 'standard input' : from}; none was put in.`,
    why: problems.join('\n'),
    mend: 'Give one job a line, as schemas/report-job.schema.json describes it.',
  });

export const scheduleInvalid = (id: string, problems: readonly string[], where: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-SCHEDULE-INVALID',
    message: `The schedule of ${id} has ${countOf(problems.length, 'problem')}.`,
    where,
    why: problems.join('\n'),
    mend: `Mend the file, then run "mxdr validate ${id}".`,
  });

export const scheduleMissing = (ids: readonly string[], folder: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-SCHEDULE-MISSING',
    message: `${ids.join(', ')} ${ids.length === 1 ? 'has' : 'have'} no schedule.`,
    where: folder,
    mend: 'Write schedule.yaml beside customer.yaml; the README shows one.',
  });
