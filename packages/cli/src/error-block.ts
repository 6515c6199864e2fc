import { inertText, isAppError } from '@mxdr/core';
import type { Paint } from './terminal-text.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/** One clear block: what happened, where, why, what to do next, with a stable code. Only our own defects show a stack. */
export function formatErrorBlock(error: unknown, paint: Paint): string {
  if (isAppError(error)) {
    const lines = [`${paint.red('error')} ${paint.bold(error.code)}: ${inertText(error.message)}`];
    if (error.where !== undefined) lines.push(`  where  ${inertText(error.where)}`);
    if (error.why !== undefined) lines.push(`  why    ${inertText(error.why)}`);
    lines.push(`  next   ${inertText(error.mend)}`);
    if (error.kind === 'internal' && error.stack !== undefined) lines.push(paint.dim(error.stack));
    return lines.join('\n');
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `${paint.red('error')} ${paint.bold('MXDR-INTERNAL')}: mxdr met something that it did not expect.`,
    `  why    ${inertText(error instanceof Error ? error.message : String(error))}`,
    '  next   This is a defect of mxdr. Please report it with the lines below.',
    paint.dim(inertText(stack)),
  ].join('\n');
}

/** The same error for machines. */
export function errorDocument(error: unknown): {
  readonly schemaVersion: 1;
  readonly error: Readonly<Record<'code' | 'kind' | 'message', string> & Partial<Record<'where' | 'why' | 'mend', string>>>;
} {
  if (isAppError(error)) {
    const { code, message, where, why, mend, kind } = error;
    return {
      schemaVersion: 1,
      error: { code, kind, message, ...(where === undefined ? {} : { where }), ...(why === undefined ? {} : { why }), mend },
    };
  }
  return {
    schemaVersion: 1,
    error: { code: 'MXDR-INTERNAL', kind: 'internal', message: error instanceof Error ? error.message : String(error) },
  };
}

export function exitCodeOfError(error: unknown): ExitCode {
  if (isAppError(error)) return error.kind === 'usage' ? exitCodes.usage : exitCodes.undetermined;
  return exitCodes.undetermined;
}
