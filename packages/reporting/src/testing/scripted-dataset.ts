import { fileURLToPath } from 'node:url';
import type { Customer } from '@mxdr/core';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { collectDataset } from '../dataset/collect-dataset.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReportLedgers } from '../dataset/ledgers.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import type { Script } from './scripted-workspace.ts';
import { answer, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from './scripted-workspace.ts';

/** Of the service review for October 2026, from a script. What the script does not know is a missing table. */
export async function scriptedDataset(
  script: Script,
  more: { readonly customer?: Customer; readonly ledgers?: ReportLedgers } = {},
): Promise<Dataset> {
  return collectDataset({
    definition: await loadReportDefinition(fileURLToPath(new URL('../../../../reports/service-review', import.meta.url)), nodeFiles),
    customer: more.customer ?? sampleCustomer(),
    operator: sampleOperator(),
    period: parsePeriod('2026-10', 'Europe/Amsterdam'),
    workspace: scriptedWorkspace(script),
    ...(more.ledgers === undefined ? {} : { ledgers: more.ledgers }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

/** Incidents with these titles, one of each severity in turn, each waiting for the customer; users and devices with these names. */
export function namesScript(titles: readonly string[], users: readonly string[], devices: readonly string[]): Script {
  const severities = ['High', 'Medium', 'Low', 'Informational'];
  return ({ queryId, start }) => {
    if (queryId === 'incidents' && start === '2026-09-30T22:00:00.000Z')
      return answer(
        titles.map((title, index) =>
          incidentRow({
            IncidentName: `a0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            IncidentNumber: index + 1,
            Title: title,
            Severity: severities[index % severities.length]!,
            OwnerName: users[index % Math.max(users.length, 1)] ?? '',
            IsWaiting: true,
            WaitingSince: '2026-10-06T10:00:00.0000000Z',
            TasksGuided: 1,
            TasksOpen: 1,
            TasksWaiting: 1,
          }),
        ),
      );
    if (queryId === 'assets')
      return answer([
        ...users.map((name, index) => ({ AssetKind: 'user', AssetId: name, AssetName: name, Incidents: index + 1, HighSeverity: 0 })),
        ...devices.map((name, index) => ({ AssetKind: 'device', AssetId: name, AssetName: name, Incidents: index + 1, HighSeverity: 0 })),
      ]);
    return queryId === 'incidents' ? answer([]) : undefined;
  };
}
