import { AppError } from '@mxdr/core';

const installAdvice =
  'Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name the program with MXDR_TERRAFORM. "mxdr doctor" checks again.';

export function terraformMissing(): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-TERRAFORM-MISSING',
    message: 'Neither terraform nor tofu is on the PATH.',
    mend: installAdvice,
  });
}

export function terraformUnusable(file: string, why: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-TERRAFORM-UNUSABLE',
    message: `"${file}" does not answer as Terraform or OpenTofu.`,
    where: file,
    why,
    mend: `Set MXDR_TERRAFORM to a working program, or unset it to look on the PATH. ${installAdvice}`,
  });
}

export function terraformTooOld(name: string, file: string, version: string, least: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-TERRAFORM-TOO-OLD',
    message: `${name} ${version} is too old; ${least} or later is needed.`,
    where: file,
    why: 'Older releases cannot forget a resource without destroying it, which taking leave of a customer needs.',
    mend: installAdvice,
  });
}

export function outputFolderBusy(lockFile: string, holder: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-RUN-BUSY',
    message: 'Another run works in this output folder.',
    where: lockFile,
    why: `It is held by ${holder}. Two runs in one folder would apply each other's plans.`,
    mend: 'Wait for it, or use another folder with --out. Delete the file only when you are sure that no such run is alive.',
  });
}

export function nothingToResume(command: string, file: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-RUN-NOTHING-TO-RESUME',
    message: `There is no earlier "${command}" in this output folder to take up again.`,
    where: file,
    mend: `Run without --resume, or name the folder of the earlier run with --out.`,
  });
}

export function runRecordUnreadable(file: string, why: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-RUN-RECORD-UNREADABLE',
    message: 'The record of the earlier run cannot be read.',
    where: file,
    why,
    mend: 'Run without --resume: stacks that are done have no changes, so this costs time only.',
  });
}

export function waveTagInvalid(found: readonly string[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-WAVE-TAG-INVALID',
    message: `The tag "wave" of ${found.length === 1 ? 'a customer' : `${found.length} customers`} names no wave: ${found.join(', ')}.`,
    mend: 'Write wave: canary, wave: early or wave: rest under "tags" in customer.yaml, or leave the tag out.',
  });
}

export function noCanary(): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-WAVE-NO-CANARY',
    message: 'Waves begin with a canary, and none of the chosen customers is one.',
    mend: 'Write "wave: canary" under "tags" in the customer.yaml of a customer who agreed to go first.',
  });
}

export function nobodyInWave(wave: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-WAVE-EMPTY',
    message: `None of the chosen customers is in the wave "${wave}".`,
    mend: 'Choose more customers (--all), or tag some in customer.yaml, e.g. "wave: canary" under "tags".',
  });
}

/** `terraform show -json` answered with something that this version of mxdr cannot judge. Never taken for "no changes". */
export function planUnreadable(why: string): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-PLAN-UNREADABLE',
    message: 'The plan cannot be read, so nothing of it is applied.',
    why,
    mend: 'Use a release of Terraform or OpenTofu that writes plans of format 1, or update mxdr.',
  });
}

export function terminationDateDiffers(recorded: string, given: string, file: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-OFFBOARD-DATE-DIFFERS',
    message: `The offboarding began with ${recorded}, not with ${given}.`,
    where: file,
    why: 'The retention clock starts once; a second date would move the promised deletion.',
    mend: `Leave --ended-on out, or give ${recorded}. If the record itself is wrong, correct it by hand and say why in it.`,
  });
}
