import type { Check } from '../check.ts';
import { openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';

/** Logs by which a customer sees who of the operator came in, and what was changed. */
const neededCategories = ['SignInLogs', 'AuditLogs'] as const;

export const accessAuditCheck: Check = {
  id: 'access-audit',
  permission: 'Reader on the resource group of the workspace; Security Reader in Entra ID',
  expect: () => `Entra ID sends ${neededCategories.join(' and ')} to the workspace.`,
  judge(context) {
    const say = context.words.checks['access-audit'];
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    if (planned.plan.workspace.connectors.every(({ kind }) => kind !== 'entra-diagnostics'))
      return { state: 'not-applicable', observed: say.notPlanned, evidence: [] };
    const opened = openOptionalFact(context.facts.diagnosticSettings, 'Diagnostic settings', context);
    if ('verdict' in opened) return opened.verdict;
    const settings = opened.value.filter(({ source }) => source === 'entra-id');
    const evidence = settings.map(({ name, isToWorkspace, categories }) => ({
      text: `${name}: ${categories.join(', ')}, ${isToWorkspace ? 'to the workspace' : 'elsewhere'}`,
      source: opened.source,
    }));
    const sent = new Set(settings.filter(({ isToWorkspace }) => isToWorkspace).flatMap(({ categories }) => categories));
    const missing = neededCategories.filter((category) => !sent.has(category) && !sent.has('allLogs'));
    if (missing.length === 0) return { state: 'met', observed: say.met(context.words.and(neededCategories)), evidence };
    return {
      state: 'not-met',
      observed: say.missing(context.words.and(missing), missing.length),
      evidence,
      mend: say.deploy,
    };
  },
};
