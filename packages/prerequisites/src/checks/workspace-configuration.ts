import type { Evidence, FactValue, WorkspacePlan } from '@mxdr/core';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';
import type { CheckWords } from '../words/check-words.ts';
import { judgeDifferences, otherwise } from '../judge-differences.ts';

type Say = CheckWords['checks']['workspace-configuration'];
type Workspace = Extract<FactValue<'workspace'>, { readonly exists: true }>;

/** What the workspace itself has otherwise than planned, in words. */
function compareWorkspace(found: Workspace, plan: WorkspacePlan, knownId: string | undefined, say: Say): readonly string[] {
  const cap = found.dailyCapGb;
  return [
    ...(found.isSentinelOn ? [] : [say.sentinelOff]),
    ...(found.retentionDays < plan.retentionDays ? [say.retention(found.retentionDays, plan.retentionDays)] : []),
    ...(cap !== undefined && (plan.dailyCapGb === undefined || cap < plan.dailyCapGb) ? [say.cap(cap, plan.dailyCapGb)] : []),
    ...(knownId !== undefined && knownId.toLowerCase() !== found.workspaceId.toLowerCase()
      ? [say.otherId(found.workspaceId, knownId)]
      : []),
  ];
}

/** Differences of one fact, or that nothing is known of it. */
type Part = { readonly differences: readonly string[]; readonly evidence: readonly Evidence[] } | { readonly verdict: Verdict };

function judgeSettings(context: CheckContext, plan: WorkspacePlan): Part {
  const settings = openOptionalFact(context.facts.sentinelSettings, 'Settings of Sentinel', context);
  if ('verdict' in settings) return settings;
  const { userBehaviourSources } = settings.value;
  const text =
    userBehaviourSources.length === 0 ? 'behaviour of users is off' : `behaviour of users from ${userBehaviourSources.join(', ')}`;
  return {
    differences:
      plan.userBehaviour && userBehaviourSources.length === 0 ? [context.words.checks['workspace-configuration'].noBehaviour] : [],
    evidence: [{ text, source: settings.source }],
  };
}

function judgeHealth(context: CheckContext): Part {
  const say = context.words.checks['workspace-configuration'];
  const opened = openOptionalFact(context.facts.diagnosticSettings, 'Diagnostic settings', context);
  if ('verdict' in opened) return opened;
  const isKept = (source: 'workspace' | 'sentinel-health'): boolean =>
    opened.value.some((setting) => setting.source === source && setting.isToWorkspace && setting.categories.length > 0);
  return {
    differences: [...(isKept('sentinel-health') ? [] : [say.noHealth]), ...(isKept('workspace') ? [] : [say.noQueries])],
    evidence: opened.value
      .filter(({ source }) => source !== 'entra-id')
      .map(({ name, categories }) => ({ text: `${name}: ${categories.join(', ')}`, source: opened.source })),
  };
}

export const workspaceConfigurationCheck: Check = {
  id: 'workspace-configuration',
  permission: 'Reader on the resource group of the workspace',
  expect: () =>
    'The workspace exists with Sentinel on, keeps rows as long as planned, has no lower cap than planned, learns the behaviour of users where planned, and records its health and its queries.',
  judge(context) {
    const say = context.words.checks['workspace-configuration'];
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    const { customer } = context;
    const { workspace } = planned.plan;
    const opened = openOptionalFact(context.facts.workspace, 'The workspace', context);
    if ('verdict' in opened) return opened.verdict;
    if (!opened.value.exists)
      return {
        state: 'not-met',
        observed: say.none,
        evidence: [{ text: opened.value.id, source: opened.source }],
        mend: say.deploy(`mxdr deploy ${customer.id} --stack service`),
      };
    const { retentionDays, isSentinelOn } = opened.value;
    const parts: readonly Part[] = [
      {
        differences: compareWorkspace(opened.value, workspace, customer.workspace.workspaceId, say),
        evidence: [{ text: `rows are kept ${retentionDays} days, Sentinel is ${isSentinelOn ? 'on' : 'off'}`, source: opened.source }],
      },
      judgeSettings(context, workspace),
      judgeHealth(context),
    ];
    const differences = parts.flatMap((part) => ('differences' in part ? part.differences : []));
    const evidence = parts.flatMap((part) => ('evidence' in part ? part.evidence : part.verdict.evidence));
    if (differences.length > 0)
      return judgeDifferences(differences.map(otherwise), evidence, say.deployAgain(`mxdr drift ${customer.id}`), context.words);
    const unknown = parts.find((part) => 'verdict' in part);
    if (unknown !== undefined && 'verdict' in unknown) return { ...unknown.verdict, evidence };
    return { state: 'met', observed: say.met(retentionDays), evidence };
  },
};
