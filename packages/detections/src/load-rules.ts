import { readFile, readdir, stat } from 'node:fs/promises';
import type { Problem, YamlSource } from '@mxdr/core';
import { readYaml, sortProblems } from '@mxdr/core';
import { rulesUnreadable } from './errors.ts';
import type { Rule } from './rule-schema.ts';
import { ruleSchema } from './rule-schema.ts';

/** A rule and where everything in it stands. */
export interface LoadedRule {
  readonly rule: Rule;
  /** Path of its file; for a line of a `.jsonl` file, that line's own path. */
  readonly file: string;
  /** The file as it is, for positions inside block text and for round trips. */
  readonly text: string;
  readonly source: YamlSource;
}

/** The rules that could be read, and the problems of those that could not. */
export interface RuleLoad {
  readonly rules: readonly LoadedRule[];
  readonly problems: readonly Problem[];
  /** Files looked at, good or not. */
  readonly fileCount: number;
}

/** Reading files, as far as rules need it. */
export interface RuleFiles {
  /** Paths of the files of a folder, at any depth, with forward slashes, in code-unit order; `undefined` when it is not a folder. */
  listFiles(folder: string): Promise<readonly string[] | undefined>;
  readText(file: string): Promise<string>;
}

/** The file system of this machine. Symbolic links are not followed. */
export const nodeRuleFiles: RuleFiles = {
  async listFiles(folder) {
    if (!(await stat(folder)).isDirectory()) return undefined;
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
      .toSorted();
  },
  readText: (file) => readFile(file, 'utf8'),
};

/** A rule's text and where it came from. */
export interface RuleText {
  readonly file: string;
  readonly text: string;
}

/** Rules of other projects travel as one `.jsonl` file with `{"path", "yaml"}` on each line. */
function readLines(file: string, text: string, problems: Problem[]): readonly RuleText[] {
  return text.split('\n').flatMap((line, index): RuleText[] => {
    if (line.trim() === '') return [];
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'object' && value !== null && 'path' in value && 'yaml' in value) {
        const { path, yaml } = value;
        if (typeof path === 'string' && typeof yaml === 'string') return [{ file: path, text: yaml }];
      }
    } catch {
      // Reported below, as is a line of another shape.
    }
    problems.push({
      severity: 'error',
      code: 'MXDR-RULE-LINE',
      message: 'this line is not an object with "path" and "yaml"',
      position: { file, line: index + 1, column: 1 },
    });
    return [];
  });
}

async function readTexts(path: string, files: RuleFiles, problems: Problem[]): Promise<readonly RuleText[]> {
  try {
    const found = (await files.listFiles(path)) ?? [path];
    const texts: RuleText[] = [];
    for (const file of found) {
      if (/\.ya?ml$/iu.test(file)) texts.push({ file, text: await files.readText(file) });
      else if (file.endsWith('.jsonl')) texts.push(...readLines(file, await files.readText(file), problems));
    }
    return texts;
  } catch (error) {
    throw rulesUnreadable(path, error);
  }
}

/**
 * Reads the texts of rules from a folder, a file or a `.jsonl` file, whatever is in them.
 * @throws AppError usage `MXDR-RULES-UNREADABLE`, for a line that is none, too
 */
export async function readRuleTexts(path: string, files: RuleFiles = nodeRuleFiles): Promise<readonly RuleText[]> {
  const problems: Problem[] = [];
  const texts = await readTexts(path, files, problems);
  const [first] = problems;
  if (first !== undefined) throw rulesUnreadable(path, new Error(`line ${first.position.line}: ${first.message}`));
  return texts;
}

/**
 * Reads rules from a folder (every `.yaml`, `.yml` and `.jsonl` at any depth) or from one such file. Every problem of form is collected
 * with file, line and column; `validateRules` looks at the meaning.
 * @throws AppError usage `MXDR-RULES-UNREADABLE`
 */
export async function loadRules(path: string, files: RuleFiles = nodeRuleFiles): Promise<RuleLoad> {
  const problems: Problem[] = [];
  const rules: LoadedRule[] = [];
  const texts = await readTexts(path, files, problems);
  for (const { file, text } of texts) {
    // Azure-Sentinel files may begin with a byte order mark.
    const reading = readYaml(ruleSchema, text.replace(/^\uFEFF/u, ''), file);
    if ('problems' in reading) problems.push(...reading.problems);
    else rules.push({ rule: reading.value, file, text, source: reading.source });
  }
  return { rules, problems: sortProblems(problems), fileCount: texts.length };
}
