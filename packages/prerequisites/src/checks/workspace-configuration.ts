import type { Evidence, FactValue, WorkspacePlan } from '@mxdr/core';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';
import { judgeDifferences, otherwise } from '../judge-differences.ts';

type Workspace = Extract<FactValue<'workspace'>, { readonly exists: true }>;

/** What the workspace itself has otherwise than planned, in words. */
function compareWorkspace(found: Workspace, plan: WorkspacePlan, knownId: string | undefined): readonly string[] {
  const cap = found.dailyCapGb;
  return [
    ...(found.isSentinelOn ? [] : ['Microsoft Sentinel is not on']),
    ...(found.retentionDays < plan.retentionDays ? [`rows are kept ${found.retentionDays} days, not ${plan.retentionDays}`] : []),
    ...(cap !== undefined && (plan.dailyCapGb === undefined || cap < plan.dailyCapGb)
      ? [`a cap of ${cap} GB a day stops security data${plan.dailyCapGb === undefined ? '' : `, planned are ${plan.dailyCapGb}`}`]
      : []),
    ...(knownId !== undefined && knownId.toLowerCase() !== found.workspaceId.toLowerCase()
      ? [`its workspace id is ${found.workspaceId}, not the ${knownId} of customer.yaml`]
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
    differences: plan.userBehaviour && userBehaviourSources.length === 0 ? ['Sentinel does not learn the behaviour of users (UEBA)'] : [],
    evidence: [{ text, source: settings.source }],
  };
}

function judgeHealth(context: CheckContext): Part {
  const opened = openOptionalFact(context.facts.diagnosticSettings, 'Diagnostic settings', context);
  if ('verdict' in opened) return opened;
  const isKept = (source: 'workspace' | 'sentinel-health'): boolean =>
    opened.value.some((setting) => setting.source === source && setting.isToWorkspace && setting.categories.length > 0);
  return {
    differences: [
      ...(isKept('sentinel-health') ? [] : ["Sentinel's health is not recorded"]),
      ...(isKept('workspace') ? [] : ['who queries the workspace is not recorded']),
    ],
    evidence: opened.value
      .filter(({ source }) => source !== 'entra-id')
      .map(({ name, categories }) => ({ text: `${name}: ${categories.join(', ')}`, source: opened.source })),
  };
}

export const workspaceConfigurationCheck: Check = {
  id: 'workspace-configuration',
  title: 'The workspace is as planned',
  permission: 'Reader on the resource group of the workspace',
  expect: () =>
    'The workspace exists with Sentinel on, keeps rows as long as planned, has no lower cap than planned, learns the behaviour of users where planned, and records its health and its queries.',
  judge(context) {
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    const { customer } = context;
    const { workspace } = planned.plan;
    const opened = openOptionalFact(context.facts.workspace, 'The workspace', context);
    if ('verdict' in opened) return opened.verdict;
    if (!opened.value.exists)
      return {
        state: 'not-met',
        observed: 'there is no workspace yet',
        evidence: [{ text: opened.value.id, source: opened.source }],
        mend: `Deploy the service stack: "mxdr deploy ${customer.id} --stack service".`,
      };
    const { retentionDays, isSentinelOn } = opened.value;
    const parts: readonly Part[] = [
      {
        differences: compareWorkspace(opened.value, workspace, customer.workspace.workspaceId),
        evidence: [{ text: `rows are kept ${retentionDays} days, Sentinel is ${isSentinelOn ? 'on' : 'off'}`, source: opened.source }],
      },
      judgeSettings(context, workspace),
      judgeHealth(context),
    ];
    const differences = parts.flatMap((part) => ('differences' in part ? part.differences : []));
    const evidence = parts.flatMap((part) => ('evidence' in part ? part.evidence : part.verdict.evidence));
    if (differences.length > 0)
      return judgeDifferences(
        differences.map(otherwise),
        evidence,
        `Deploy the service stack again, or declare the difference; "mxdr drift ${customer.id}" shows it in detail.`,
      );
    const unknown = parts.find((part) => 'verdict' in part);
    if (unknown !== undefined && 'verdict' in unknown) return { ...unknown.verdict, evidence };
    return { state: 'met', observed: `as planned; rows are kept ${retentionDays} days`, evidence };
  },
};
