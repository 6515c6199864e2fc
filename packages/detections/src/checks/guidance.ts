import type { Report, RuleCheck } from './report.ts';

const meaningOf = {
  owner: 'name who answers for the rule, e.g. detection-engineering',
  dataCost: 'say in words which tables it reads, how far back and how often',
} as const;

function checkTests({ rule }: Parameters<RuleCheck>[0], report: Report): void {
  const counts = rule.tests.map(({ expect }) => expect.count);
  if (!counts.some((count) => count > 0)) report(['tests'], 'MXDR-RULE-TESTS', 'no test expects an alert', 'add rows that must match');
  if (!counts.includes(0)) report(['tests'], 'MXDR-RULE-TESTS', 'no test expects silence', 'add rows that look alike and must not match');
}

/** What our own rules must have beyond the format: words for analysts, and cases that prove them. An imported rule is only told what it lacks. */
export const checkGuidance: RuleCheck = (loaded, report) => {
  const { rule, file } = loaded;
  const severity = rule.importedFrom === undefined ? 'error' : 'warning';
  const ask: Report = (at, code, message, hint) => report(at, code, message, hint, severity);
  if ((rule.whyItMatters ?? '').trim() === '') ask([], 'MXDR-RULE-GUIDANCE', 'whyItMatters is missing', 'say what an attacker gains');
  for (const field of ['triage', 'response', 'falsePositives', 'blindSpots', 'references'] as const) {
    if (rule[field].length === 0)
      ask([field], 'MXDR-RULE-GUIDANCE', `${field} is missing`, 'the analyst at night reads it; see the rules that are there');
  }
  if (rule.version === undefined) ask([], 'MXDR-RULE-VERSION', 'version is missing', 'write 1.0.0');
  if ((rule.entityMappings ?? []).length === 0)
    ask([], 'MXDR-RULE-GUIDANCE', 'no entity is mapped', 'incidents without entities cannot be joined');
  if (rule.tactics.length === 0 || rule.relevantTechniques.length === 0)
    ask([], 'MXDR-RULE-GUIDANCE', 'tactics or relevantTechniques are missing', 'without them the rule covers nothing in the matrix');
  if (rule.alertBudget === undefined)
    ask(
      [],
      'MXDR-RULE-GUIDANCE',
      'alertBudget is missing',
      'write alertBudget: { perMonth: 0 }, or how many alerts the benign month of the reference tenant may raise',
    );
  for (const field of ['owner', 'dataCost'] as const) {
    if (rule[field] === undefined) report([], 'MXDR-RULE-GUIDANCE', `${field} is missing`, meaningOf[field], 'warning');
  }
  if (!/(?:^|\/)[a-z]+(?:-[a-z]+)*_[a-z0-9]+(?:-[a-z0-9]+)*\.yaml$/u.test(file))
    ask([], 'MXDR-RULE-FILE-NAME', 'the file must be called <tactic>_<behaviour>.yaml in kebab-case', 'rename the file');
  checkTests(loaded, ask);
};
