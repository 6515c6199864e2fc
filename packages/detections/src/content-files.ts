import type { Problem, YamlSource } from '@mxdr/core';
import { readYaml, sortProblems } from '@mxdr/core';
import type { z } from 'zod';
import { rulesUnreadable } from './errors.ts';
import type { RuleFiles } from './load-rules.ts';
import { nodeRuleFiles } from './load-rules.ts';

/** One piece of content and where everything in it stands. */
export interface LoadedContent<Value> {
  readonly value: Value;
  readonly file: string;
  readonly text: string;
  readonly source: YamlSource;
}

/** What could be read of a folder, and the problems of what could not. */
export interface ContentLoad<Value> {
  readonly items: readonly LoadedContent<Value>[];
  readonly problems: readonly Problem[];
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Reads every `.yaml` and `.yml` of a folder, at any depth, against one schema. A folder that does not exist holds nothing.
 * @throws AppError usage `MXDR-RULES-UNREADABLE` when the folder cannot be read
 */
export async function loadContentFiles<Schema extends z.ZodType>(
  schema: Schema,
  folder: string,
  files: RuleFiles = nodeRuleFiles,
): Promise<ContentLoad<z.output<Schema>>> {
  const items: LoadedContent<z.output<Schema>>[] = [];
  const problems: Problem[] = [];
  try {
    for (const file of ((await files.listFiles(folder)) ?? []).filter((one) => /\.ya?ml$/iu.test(one))) {
      const text = await files.readText(file);
      const reading = readYaml(schema, text, file);
      if ('problems' in reading) problems.push(...reading.problems);
      else items.push({ value: reading.value, file, text, source: reading.source });
    }
  } catch (error) {
    if (isMissing(error)) return { items: [], problems: [] };
    throw rulesUnreadable(folder, error);
  }
  return { items, problems: sortProblems(problems) };
}

/**
 * Reads one file against a schema. A file that does not exist gives neither content nor a problem.
 * @throws AppError usage `MXDR-RULES-UNREADABLE` when it cannot be read
 */
export async function loadContentFile<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  files: RuleFiles = nodeRuleFiles,
): Promise<{ readonly content?: LoadedContent<z.output<Schema>>; readonly problems: readonly Problem[] }> {
  try {
    const text = await files.readText(file);
    const reading = readYaml(schema, text, file);
    if ('problems' in reading) return { problems: reading.problems };
    return { content: { value: reading.value, file, text, source: reading.source }, problems: [] };
  } catch (error) {
    if (isMissing(error)) return { problems: [] };
    throw rulesUnreadable(file, error);
  }
}
