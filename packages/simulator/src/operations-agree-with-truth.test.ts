import type { JsonValue } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { LogRow } from './log-row.ts';
import { measureTruth } from './measure-truth.ts';
import type { TruthWindow } from './measure-truth.ts';
import { simulateTenant } from './simulation.ts';

// The truth of the platform and of the posture is listed beside the rows. Here the same numbers are read from the rows alone, the way a query would.
const simulation = simulateTenant({ scale: 0.2, seed: 'operations' });
const truth = simulation.truth();
const read = (table: string): readonly LogRow[] => [...simulation.rows(table)];
const health = read('SentinelHealth');
const audit = read('SentinelAudit');
const queries = read('LAQueryLogs');
const messages = read('Operation');
const detections = read('AADUserRiskEvents');
const scores = read('SecureScores');
const weaknesses = read('DeviceTvmSoftwareVulnerabilities');
const knowledge = read('DeviceTvmSoftwareVulnerabilitiesKB');
const assessments = read('DeviceTvmSecureConfigurationAssessment');

const windows: readonly (readonly [name: string, window: TruthWindow])[] = [
  ['August in Amsterdam', { startUtc: '2026-07-31T22:00:00Z', endUtc: '2026-08-31T22:00:00Z' }],
  ['October in Amsterdam, with the change of clocks', { startUtc: '2026-09-30T22:00:00Z', endUtc: '2026-10-31T23:00:00Z' }],
  ['September in Kolkata', { startUtc: '2026-08-31T18:30:00Z', endUtc: '2026-09-30T18:30:00Z' }],
];

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const at = (row: LogRow): number => Date.parse(text(row['TimeGenerated']));
const recordOf = (value: JsonValue | undefined): LogRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** The newest row of each key; rows come in the order of time. */
const newest = (rows: readonly LogRow[], column: string): readonly LogRow[] => [
  ...new Map(rows.map((row) => [text(row[column]), row])).values(),
];

describe('the rows about the platform and its protection', () => {
  it.each(windows)('tell the same numbers as the truth: %s', (_name, window) => {
    // GIVEN what the rows of the window say
    const [startMs, endMs] = [Date.parse(window.startUtc), Date.parse(window.endUtc)];
    const inWindow = (rows: readonly LogRow[]): readonly LogRow[] => rows.filter((row) => at(row) >= startMs && at(row) < endMs);
    const before = (rows: readonly LogRow[]): readonly LogRow[] => rows.filter((row) => at(row) < endMs);
    const ruleRuns = inWindow(health).filter((row) => row['SentinelResourceType'] === 'Analytics Rule');
    const automation = inWindow(health).filter((row) => ['Playbook', 'Automation rule'].includes(text(row['SentinelResourceType'])));
    const connectors = newest(
      before(health).filter((row) => row['OperationName'] === 'Data fetch status change'),
      'SentinelResourceName',
    );
    const changes = inWindow(audit).filter((row) => row['Status'] === 'Success');
    const asked = inWindow(queries);
    const firstDetected = detections.filter((row, index) => detections.findIndex((other) => other['Id'] === row['Id']) === index);
    const newDetections = inWindow(firstDetected);
    const snapshot = inWindow(weaknesses).at(-1)?.['TimeGenerated'];
    const open = weaknesses.filter((row) => row['TimeGenerated'] === snapshot);
    const distinct = (column: string, rows: readonly LogRow[]): number => new Set(rows.map((row) => text(row[column]))).size;
    const exploitable = new Set(knowledge.filter((row) => row['IsExploitAvailable'] === true).map((row) => text(row['CveId'])));
    const lastScores = newest(inWindow(scores), 'SecureScoresSubscriptionId');
    const antivirus = newest(
      inWindow(assessments).filter((row) => row['ConfigurationId'] === 'scid-2010'),
      'DeviceId',
    );

    // WHEN
    const { operations, posture, ruleHealth } = measureTruth(truth, window);

    // THEN
    expect({
      ruleRuns: ruleRuns.length,
      ruleFailures: ruleRuns.filter((row) => row['Status'] !== 'Success').length,
      dropped: sum(ruleRuns.map((row) => Number(recordOf(row['ExtendedProperties'])['EntitiesDroppedDueToMappingIssuesAmount'] ?? 0))),
      disabled: distinct(
        'SentinelResourceId',
        ruleRuns.filter((row) => text(row['SentinelResourceName']).startsWith('AUTO DISABLED')),
      ),
      automationFailures: automation.filter((row) => row['Status'] !== 'Success').length,
      failingConnectors: connectors.filter((row) => row['Status'] === 'Failure').map((row) => row['SentinelResourceName']),
      byHand: changes.filter((row) => text(recordOf(row['ExtendedProperties'])['CallerName']).includes('@')).length,
      deletions: changes.filter((row) => text(row['OperationName']).endsWith('Delete')).length,
      queries: asked.length,
      forSecrets: asked.filter((row) => row['ResponseCode'] === 200 && text(row['QueryText']).includes('password')).length,
      warnings: inWindow(messages).filter((row) => row['OperationStatus'] !== 'Information').length,
      detections: newDetections.length,
      weaknessPairs: open.length,
      critical: distinct(
        'CveId',
        open.filter((row) => row['VulnerabilitySeverityLevel'] === 'Critical'),
      ),
      weakDevices: distinct('DeviceId', open),
      exploitable: distinct(
        'CveId',
        open.filter((row) => exploitable.has(text(row['CveId']))),
      ),
      score: sum(lastScores.map((row) => Number(row['Weight']) * Number(row['PercentageScore']))),
      active: antivirus.filter((row) => JSON.stringify(row['Context']).startsWith('[["0"')).length,
      protected: antivirus.length,
    }).toEqual({
      ruleRuns: sum(ruleHealth.map(({ runs }) => runs)),
      ruleFailures: sum(ruleHealth.map(({ failures }) => failures)),
      dropped: sum(ruleHealth.map(({ droppedEntities }) => droppedEntities)),
      disabled: ruleHealth.filter(({ isDisabled }) => isDisabled).length,
      automationFailures: sum(operations.automation.map(({ failures }) => failures)),
      failingConnectors: operations.connectors.filter(({ isFailing }) => isFailing).map(({ name }) => name),
      byHand: sum(operations.ruleChanges.map(({ changes: count, isByHand }) => (isByHand ? count : 0))),
      deletions: sum(operations.ruleChanges.map((change) => change.deletions)),
      queries: sum(operations.accounts.map((account) => account.queries)),
      forSecrets: sum(operations.accounts.map((account) => account.forSecrets)),
      warnings: sum(operations.dataWarnings.map(({ times }) => times)),
      detections: sum(posture.riskDetections.map((one) => one.detections)),
      weaknessPairs: posture.weaknesses?.pairs,
      critical: posture.weaknesses?.critical,
      weakDevices: posture.weaknesses?.devices,
      exploitable: posture.weaknesses?.exploitable,
      score: expect.closeTo(posture.secureScore?.score ?? 0, 9) as number,
      active: posture.antivirus?.active,
      protected: posture.antivirus?.devices,
    });
    // AND there was something to agree on
    expect([automation.length, changes.length, asked.length, newDetections.length, open.length].every((count) => count > 0)).toBe(true);
  });
});
