import { access } from 'node:fs/promises';
import path from 'node:path';
import { formatProblem, inertText, writeFileAtomic } from '@mxdr/core';
import { importRules, readRuleTexts } from '@mxdr/detections';
import type { CommandHandler } from '../command-spec.ts';
import { countOf } from '../count-of.ts';
import { importTargetTaken, optionMissing } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/**
 * `mxdr rules import`: writes rules of others as files of ours. It never overwrites: a file that is there already ends it before anything is
 * written. Exit 1 when a rule has still an error of form, or was left out.
 */
export const run: CommandHandler = async (context, paths, options) => {
  const folder = options['to'] ?? options['into'];
  if (typeof folder !== 'string') throw optionMissing('rules import', '--to <folder>');
  const texts = [];
  for (const each of paths) texts.push(...(await readRuleTexts(each)));
  const result = importRules(texts, { fix: options['fix'] === true });
  const target = path.resolve(context.cwd, folder);
  for (const { fileName } of result.rules)
    if (await exists(path.join(target, fileName))) throw importTargetTaken(path.join(target, fileName));
  for (const { fileName, text } of result.rules) await writeFileAtomic(path.join(target, fileName), text);
  const errors = result.problems.filter(({ severity }) => severity === 'error');
  if (context.json) {
    const rules = result.rules.map(({ origin, fileName, mends }) => ({ origin, file: fileName, mends }));
    context.out(JSON.stringify({ schemaVersion: 1, rules, skipped: result.skipped, problems: result.problems }, null, 2));
  } else {
    for (const { origin, fileName, mends } of result.rules) {
      context.out(inertText(`${origin} -> ${fileName}`));
      for (const mend of mends) context.out(inertText(`  mended ${mend}`));
    }
    for (const { origin, reason } of result.skipped) context.out(inertText(`${context.paint.yellow('left out')} ${origin}: ${reason}`));
    for (const problem of result.problems) context.out(inertText(formatProblem(problem)));
    const mended = result.rules.filter(({ mends }) => mends.length > 0).length;
    context.out(
      [
        `${countOf(result.rules.length, 'rule')} imported`,
        `${mended} mended`,
        `${result.skipped.length} left out`,
        `${countOf(errors.length, 'error')} of form`,
      ].join(', '),
    );
    if (result.rules.length > 0) context.note('next: read the diff, then "mxdr rules validate" and "mxdr rules lock"');
  }
  return errors.length > 0 || result.skipped.length > 0 ? exitCodes.notGood : exitCodes.good;
};
