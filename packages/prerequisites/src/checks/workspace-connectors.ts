import type { ConnectorPlan, FactValue } from '@mxdr/core';
import type { Check } from '../check.ts';
import { openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';
import type { CheckWords } from '../words/check-words.ts';

type Say = CheckWords['checks']['workspace-connectors'];
type Connector = FactValue<'dataConnectors'>[number];

/** Sentinel's words for the sources. Logs of Entra ID come by a diagnostic setting instead; `access-audit` looks at it. */
const connectorKinds: Readonly<Record<Exclude<ConnectorPlan['kind'], 'entra-diagnostics'>, string>> = {
  'defender-xdr': 'MicrosoftThreatProtection',
  'defender-for-endpoint': 'MicrosoftDefenderAdvancedThreatProtection',
  'defender-for-office-365': 'OfficeATP',
  'defender-for-identity': 'AzureAdvancedThreatProtection',
  'defender-for-cloud-apps': 'MicrosoftCloudAppSecurity',
  'entra-id-protection': 'AzureActiveDirectory',
  'office-365': 'Office365',
};

/** Kinds of data that a planned connector has to bring. */
function neededTypes(plan: ConnectorPlan): readonly string[] {
  if (plan.kind !== 'office-365') return [];
  return [...(plan.exchange ? ['exchange'] : []), ...(plan.sharePoint ? ['sharePoint'] : []), ...(plan.teams ? ['teams'] : [])];
}

function compareConnector(plan: ConnectorPlan, kind: string, found: readonly Connector[], say: Say): readonly string[] {
  const own = found.filter((one) => one.kind.toLowerCase() === kind.toLowerCase());
  if (own.length === 0) return [say.absent(kind)];
  const types = new Set(own.flatMap(({ dataTypes }) => dataTypes.map((type) => type.toLowerCase())));
  if (types.size === 0) return [say.off(kind)];
  return neededTypes(plan)
    .filter((type) => !types.has(type.toLowerCase()))
    .map((type) => say.lacks(kind, type));
}

export const workspaceConnectorsCheck: Check = {
  id: 'workspace-connectors',
  permission: 'Reader on the resource group of the workspace',
  expect: () => 'Every planned source of data is connected to the workspace.',
  judge(context) {
    const say = context.words.checks['workspace-connectors'];
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    const { customer } = context;
    const { workspace } = planned.plan;
    const opened = openOptionalFact(context.facts.dataConnectors, 'Data connectors', context);
    if ('verdict' in opened) return opened.verdict;
    const evidence = opened.value.map(({ kind, dataTypes }) => ({
      text: `${kind}: ${dataTypes.length === 0 ? 'nothing' : dataTypes.join(', ')}`,
      source: opened.source,
    }));
    const missing: string[] = [];
    let isPortalUnclear = false;
    for (const connector of workspace.connectors) {
      if (connector.kind === 'entra-diagnostics') continue;
      const differences = compareConnector(connector, connectorKinds[connector.kind], opened.value, say);
      // The Defender portal connects its own incidents by itself, and Azure does not always list that.
      if (connector.kind === 'defender-xdr' && workspace.portalMode === 'defender' && differences.length > 0) isPortalUnclear = true;
      else missing.push(...differences);
    }
    if (missing.length > 0)
      return {
        state: 'not-met',
        observed: context.words.join(missing),
        evidence,
        affected: { count: missing.length, sample: missing.slice(0, 5) },
        mend: say.deploy(`mxdr deploy ${customer.id} --stack connectors`),
      };
    if (isPortalUnclear)
      return {
        state: 'unknown',
        observed: say.portal,
        evidence,
        mend: say.look,
      };
    return { state: 'met', observed: say.met(workspace.connectors.length), evidence };
  },
};
