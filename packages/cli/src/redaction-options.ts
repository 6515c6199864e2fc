import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RedactionKind } from '@mxdr/core';
import { redactionKinds } from '@mxdr/core';
import type { RedactionRequest } from '@mxdr/reporting';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import { badOption, fileUnreadable, redactionKeyShort } from './errors.ts';

/** What of a redaction is asked for on the command line; the names come from the workspace. */
export type RedactionAsked = Omit<RedactionRequest, 'names'>;

const fewestBytes = 16;

/**
 * `--redact users,hosts` or `--redact all`, with `--redaction-key FILE`; undefined where nothing is to be left out.
 * @throws AppError usage MXDR-CLI-…, MXDR-REDACTION-KEY-SHORT
 */
export async function readRedaction(context: CommandContext, options: OptionValues): Promise<RedactionAsked | undefined> {
  const { redact, redactionKey } = options;
  if (typeof redact !== 'string') {
    if (typeof redactionKey === 'string') throw badOption('--redaction-key', redactionKey, 'it together with --redact');
    return undefined;
  }
  return { kinds: readRedactionKinds(redact), key: await readRedactionKey(context, redactionKey) };
}

/** The key of a file, with which a name has the same pseudonym in every report; undefined where none is named. */
export async function readRedactionKey(context: Pick<CommandContext, 'cwd'>, named: unknown): Promise<Uint8Array | undefined> {
  if (typeof named !== 'string') return undefined;
  const file = path.resolve(context.cwd, named);
  const key = await readFile(file).catch((error: unknown) => {
    throw fileUnreadable(file, error);
  });
  if (key.length < fewestBytes) throw redactionKeyShort(file, fewestBytes);
  return key;
}

/** `users,hosts` or `all`. */
export function readRedactionKinds(text: string): readonly RedactionKind[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.length === 1 && words[0] === 'all') return redactionKinds;
  const kinds = redactionKinds.filter((kind) => words.includes(kind));
  if (kinds.length !== new Set(words).size)
    throw badOption('--redact', text, `all, or some of ${redactionKinds.join(', ')}, separated by commas`);
  return kinds;
}
