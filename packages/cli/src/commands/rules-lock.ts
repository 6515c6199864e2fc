import path from 'node:path';
import type { Problem } from '@mxdr/core';
import { formatProblem, inertText, writeFileAtomic } from '@mxdr/core';
import type { RetiredRules, RuleLock } from '@mxdr/detections';
import { checkLock, loadContentFile, loadRules, retiredRulesSchema, ruleLockSchema, updateLock } from '@mxdr/detections';
import type { CommandHandler } from '../command-spec.ts';
import { contentFolderOf } from '../content-places.ts';
import { countOf } from '../count-of.ts';
import { exitCodes } from '../exit-codes.ts';

/** Versions given by the run: rules that are new in the lock, or there with another version. */
function namesOfNew(before: RuleLock, after: RuleLock): readonly string[] {
  return Object.entries(after.rules)
    .filter(([id, { version }]) => before.rules[id]?.version !== version)
    .map(([, { name, version }]) => `${name} ${version}`);
}

/** `mxdr rules lock`: gives every new version its entry. With `--check` it writes nothing and fails where something is not locked. */
export const run: CommandHandler = async (context, _args, options) => {
  const folder = path.relative(context.cwd, contentFolderOf(context)).replaceAll(path.sep, '/') || '.';
  const file = `${folder}/rules.lock.json`;
  const [load, lockLoad, retiredLoad] = await Promise.all([
    loadRules(`${folder}/rules`),
    loadContentFile(ruleLockSchema, file),
    loadContentFile(retiredRulesSchema, `${folder}/retired.yaml`),
  ]);
  const before: RuleLock = lockLoad.content?.value ?? { schemaVersion: 1, rules: {} };
  const retired: RetiredRules['retired'] = retiredLoad.content?.value.retired ?? [];
  const gone = new Set(retired.map(({ id }) => id.toLowerCase()));
  const isCheck = options['check'] === true;
  const after = isCheck ? before : updateLock(load.rules, before, new Date(context.clock.now()).toISOString().slice(0, 10));
  const broken = [...load.problems, ...lockLoad.problems, ...retiredLoad.problems];
  const problems: readonly Problem[] = [...broken, ...checkLock(load.rules, after, gone, file)];
  // What is only not locked yet is what --check looks for.
  const isGood = isCheck ? problems.length === 0 : problems.every(({ severity }) => severity !== 'error');
  const isWritten = !isCheck && broken.length === 0 && JSON.stringify(after) !== JSON.stringify(before);
  if (isWritten) await writeFileAtomic(file, `${JSON.stringify(after, null, 2)}\n`);
  const locked = namesOfNew(before, after);
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, file, isWritten, locked, problems }, null, 2));
  else {
    for (const one of locked) context.out(inertText(`locked ${one}`));
    for (const problem of problems) context.out(inertText(formatProblem(problem)));
    context.out(`${countOf(Object.keys(after.rules).length, 'rule')} in ${file}${isWritten ? '' : ', unchanged'}`);
  }
  return isGood ? exitCodes.good : exitCodes.notGood;
};
