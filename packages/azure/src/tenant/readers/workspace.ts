import type { Customer } from '@mxdr/core';
import { resourceGroupNameOf, workspaceNameOf } from '@mxdr/core';
import type { JsonRecord } from '../../json-shape.ts';
import { isJsonRecord, recordAt } from '../../json-shape.ts';
import type { FactReader } from '../fact-reader.ts';
import { numberAt, present, recordsAt, textAt, textsAt } from '../fields.ts';
import type { ListCall } from '../reading.ts';

const permission = 'Reader on the resource group of the workspace';
const host = 'https://management.azure.com';
const sentinelVersion = 'api-version=2024-09-01';
const diagnosticVersion = 'api-version=2021-05-01-preview';

/** Resource id of the customer's workspace, by the names of its configuration. */
export function workspaceResourceId(customer: Customer): string {
  const group = resourceGroupNameOf(customer);
  return `/subscriptions/${customer.subscriptionId}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces/${workspaceNameOf(customer)}`;
}

function callFor(path: string): ListCall {
  return { service: 'management', rate: 'management', path, permission };
}

/** The workspace itself: where there is none, that is a fact. */
export const readWorkspace: FactReader = {
  name: 'workspace',
  permission,
  request: `GET ${host}/…/workspaces/{name}, and its Sentinel onboarding`,
  async read(reading, { customer }) {
    const id = workspaceResourceId(customer);
    const answer = await reading.ask(callFor(`${id}?api-version=2023-09-01`));
    if ('failure' in answer)
      return answer.status === 404 && answer.failure.reason === 'api-off' ? { value: { exists: false, id } } : answer;
    const properties = recordAt(answer.value, 'properties') ?? {};
    const cap = numberAt(recordAt(properties, 'workspaceCapping') ?? {}, 'dailyQuotaGb');
    const onboarding = await reading.ask(callFor(`${id}/providers/Microsoft.SecurityInsights/onboardingStates/default?${sentinelVersion}`));
    if ('failure' in onboarding && onboarding.status !== 404) return onboarding;
    return {
      value: present({
        exists: true,
        id: textAt(answer.value, 'id') ?? id,
        workspaceId: properties['customerId'],
        region: textAt(answer.value, 'location'),
        retentionDays: properties['retentionInDays'],
        // Azure says -1 where there is no cap.
        dailyCapGb: cap === undefined || cap < 0 ? undefined : cap,
        isSentinelOn: !('failure' in onboarding),
      }),
    };
  },
};

/** Connectors with the kinds of data that are switched on. Content packs without a switch of their own are not among them. */
export const readDataConnectors: FactReader = {
  name: 'dataConnectors',
  permission,
  request: `GET ${host}/…/Microsoft.SecurityInsights/dataConnectors`,
  async read(reading, { customer }) {
    const connectors: unknown[] = [];
    const path = `${workspaceResourceId(customer)}/providers/Microsoft.SecurityInsights/dataConnectors?${sentinelVersion}`;
    const listed = await reading.list(callFor(path), (row) => {
      const types = recordAt(row, 'properties', 'dataTypes') ?? {};
      connectors.push({
        kind: row['kind'],
        dataTypes: Object.entries(types).flatMap(([name, type]) => (isJsonRecord(type) && isOn(type) ? [name] : [])),
      });
    });
    return 'failure' in listed ? listed : { value: connectors };
  },
};

function isOn(type: JsonRecord): boolean {
  return textAt(type, 'state')?.toLowerCase() === 'enabled';
}

/** Switches of Sentinel: each kind of setting is there only while it is on. */
export const readSentinelSettings: FactReader = {
  name: 'sentinelSettings',
  permission,
  request: `GET ${host}/…/Microsoft.SecurityInsights/settings`,
  async read(reading, { customer }) {
    const byKind = new Map<string, JsonRecord>();
    const path = `${workspaceResourceId(customer)}/providers/Microsoft.SecurityInsights/settings?${sentinelVersion}`;
    const listed = await reading.list(callFor(path), (row) => byKind.set(textAt(row, 'kind') ?? '', recordAt(row, 'properties') ?? {}));
    if ('failure' in listed) return listed;
    return {
      value: {
        userBehaviourSources: textsAt(byKind.get('Ueba') ?? {}, 'dataSources'),
        entityProviders: textsAt(byKind.get('EntityAnalytics') ?? {}, 'entityProviders'),
        hasAnomalies: byKind.get('Anomalies')?.['isEnabled'] === true,
      },
    };
  },
};

const diagnosticSources = ['workspace', 'sentinel-health', 'entra-id'] as const;

/** Settings that send the workspace's own logs, Sentinel's health and Entra ID's logs somewhere. */
export const readDiagnosticSettings: FactReader = {
  name: 'diagnosticSettings',
  permission: `${permission}; Security Reader in Entra ID`,
  request: `GET ${host}/…/Microsoft.Insights/diagnosticSettings, and /providers/microsoft.aadiam/diagnosticSettings`,
  async read(reading, { customer }) {
    const id = workspaceResourceId(customer);
    const paths = {
      workspace: `${id}/providers/Microsoft.Insights/diagnosticSettings?${diagnosticVersion}`,
      'sentinel-health': `${id}/providers/Microsoft.SecurityInsights/settings/SentinelHealth/providers/Microsoft.Insights/diagnosticSettings?${diagnosticVersion}`,
      'entra-id': '/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01',
    };
    const settings: unknown[] = [];
    for (const source of diagnosticSources) {
      const call = { ...callFor(paths[source]), ...(source === 'entra-id' ? { permission: 'Security Reader in Entra ID' } : {}) };
      const listed = await reading.list(call, (row) => {
        const properties = recordAt(row, 'properties') ?? {};
        settings.push({
          source,
          name: row['name'],
          isToWorkspace: textAt(properties, 'workspaceId')?.toLowerCase() === id.toLowerCase(),
          categories: recordsAt(properties, 'logs').flatMap((log) =>
            log['enabled'] === true ? [textAt(log, 'category') ?? textAt(log, 'categoryGroup') ?? ''] : [],
          ),
        });
      });
      if ('failure' in listed) return listed;
    }
    return { value: settings };
  },
};
