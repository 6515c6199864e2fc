import { readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { Rule } from './rule-schema.ts';
import { ruleSchema } from './rule-schema.ts';
import { sampleRule } from './sample-rule.ts';
import { mapRuleToScheduledAlert } from './scheduled-alert.ts';

function read(text: string): Rule {
  const reading = readYaml(ruleSchema, text, 'a.yaml');
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

describe('mapping a rule to the provider', () => {
  it('says every argument, with durations in ISO 8601 and techniques cut to their parents', () => {
    expect(mapRuleToScheduledAlert(read(sampleRule))).toEqual({
      contentId: '11111111-2222-4333-8444-555555555555',
      displayName: 'Sample',
      description: 'Finds a sample.',
      severity: 'Medium',
      enabled: true,
      query: 'SigninLogs\n| where ResultType == "0"\n| project UserId, IPAddress',
      queryFrequency: 'PT1H',
      queryPeriod: 'P1D',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      tactics: ['InitialAccess'],
      techniques: ['T1078'],
      entityMapping: [{ entityType: 'Account', fieldMapping: [{ identifier: 'AadUserId', columnName: 'UserId' }] }],
      sentinelEntityMapping: [],
      customDetails: { Address: 'IPAddress' },
      alertDetailsOverride: [],
      eventGrouping: { aggregationMethod: 'SingleAlert' },
      incident: {
        createIncidentEnabled: true,
        grouping: {
          enabled: true,
          reopenClosedIncidents: false,
          lookbackDuration: 'PT12H',
          entityMatchingMethod: 'Selected',
          byEntities: ['Account'],
          byAlertDetails: [],
          byCustomDetails: [],
        },
      },
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
    });
  });

  it('lists a parent once when two of its sub-techniques are named', () => {
    const rule = read(sampleRule.replace('  - T1078.004', '  - T1078.004\n  - T1078.001'));
    expect(mapRuleToScheduledAlert(rule).techniques).toEqual(['T1078']);
  });

  it('never writes a suppression shorter than the frequency', () => {
    const rule = read(sampleRule.replace('queryFrequency: 1h', 'queryFrequency: 12h'));
    expect(mapRuleToScheduledAlert(rule).suppressionDuration).toBe('PT12H');
  });

  it('refuses a rule of another kind', () => {
    const rule = read(sampleRule.replace('kind: Scheduled', 'kind: NRT'));
    expect(() => mapRuleToScheduledAlert(rule)).toThrow('cannot be deployed');
  });
});
