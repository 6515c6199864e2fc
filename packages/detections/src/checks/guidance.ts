import type { RuleCheck } from './report.ts';

/** What our own rules must have beyond the format: words for analysts, and cases that prove them. */
export const checkGuidance: RuleCheck = ({ rule, file }, report) => {
  if ((rule.whyItMatters ?? '').trim() === '') report([], 'MXDR-RULE-GUIDANCE', 'whyItMatters is missing');
  for (const field of ['triage', 'response', 'falsePositives', 'blindSpots', 'references'] as const) {
    if (rule[field].length === 0) report([field], 'MXDR-RULE-GUIDANCE', `${field} is missing`);
  }
  if (rule.version === undefined) report([], 'MXDR-RULE-VERSION', 'version is missing');
  if ((rule.entityMappings ?? []).length === 0)
    report([], 'MXDR-RULE-GUIDANCE', 'no entity is mapped', 'incidents without entities cannot be joined');
  if (rule.tactics.length === 0 || rule.relevantTechniques.length === 0)
    report([], 'MXDR-RULE-GUIDANCE', 'tactics or relevantTechniques are missing');
  if (!/(?:^|\/)[a-z]+(?:-[a-z]+)*_[a-z0-9]+(?:-[a-z0-9]+)*\.yaml$/u.test(file))
    report([], 'MXDR-RULE-FILE-NAME', 'the file must be called <tactic>_<behaviour>.yaml in kebab-case');
  const counts = rule.tests.map(({ expect }) => expect.count);
  if (!counts.some((count) => count > 0)) report(['tests'], 'MXDR-RULE-TESTS', 'no test expects an alert');
  if (!counts.includes(0)) report(['tests'], 'MXDR-RULE-TESTS', 'no test expects silence');
};
