import { readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { attackSchema } from './attack-schema.ts';
import type { Stage } from './stage-scenario.ts';
import { stageScenario } from './stage-scenario.ts';

const stage: Stage = {
  startMs: Date.parse('2026-10-05T08:00:00Z'),
  tenant: { id: 't', domain: 'contoso.example', workspaceId: 'w' },
  pick: (kind, name, index, of) => ({ upn: `${name}${index}@contoso.example`, id: `${kind}-${index}`, owner: String(of?.['upn'] ?? '') }),
  hasTimestamp: (table) => table === 'DeviceProcessEvents',
};

function staged(text: string) {
  const reading = readYaml(attackSchema, text, 'attack.yaml');
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return stageScenario(reading.value, stage);
}

const scenario = `id: 11111111-2222-4333-8444-555555555555
name: Sample
description: A story.
actors:
  targets: { pick: user, count: 2 }
  laptop: { pick: device, of: targets }
  attacker: { port: 4444, address: 203.0.113.7 }
watchlists:
  Vip: [{ User: '{{targets.2.upn}}' }]
steps:
  - at: 10m
    table: SigninLogs
    $repeat: { times: 3, every: 90s }
    row: { UserPrincipalName: '{{targets.n.upn}}', Status: { tries: ['{{n}}', 'try {{n}} of {{attacker.address}}'] } }
  - at: -1h
    table: DeviceProcessEvents
    row: { DeviceId: '{{laptop.owner}}', ProcessId: '{{attacker.port}}', ProcessCommandLine: 'since {{at-5m}}' }
raises:
  - rule: 6f2d8f0e-3c1b-4b57-9a64-8e51c0d7a4f1
`;

describe('staging a scenario', () => {
  it('GIVEN a repeated step WHEN it is staged THEN every row has its time, its actor and its number', () => {
    expect(staged(scenario).rows['SigninLogs']).toEqual([
      {
        TimeGenerated: '2026-10-05T08:10:00.000Z',
        UserPrincipalName: 'targets0@contoso.example',
        Status: { tries: [1, 'try 1 of 203.0.113.7'] },
      },
      {
        TimeGenerated: '2026-10-05T08:11:30.000Z',
        UserPrincipalName: 'targets1@contoso.example',
        Status: { tries: [2, 'try 2 of 203.0.113.7'] },
      },
      {
        TimeGenerated: '2026-10-05T08:13:00.000Z',
        UserPrincipalName: 'targets0@contoso.example',
        Status: { tries: [3, 'try 3 of 203.0.113.7'] },
      },
    ]);
  });

  it('GIVEN a step before the start THEN it keeps types, owners and times of its own, in both columns of time', () => {
    expect(staged(scenario).rows['DeviceProcessEvents']).toEqual([
      {
        TimeGenerated: '2026-10-05T07:00:00.000Z',
        Timestamp: '2026-10-05T07:00:00.000Z',
        DeviceId: 'targets0@contoso.example',
        ProcessId: 4444,
        ProcessCommandLine: 'since 2026-10-05T06:55:00.000Z',
      },
    ]);
  });

  it('says when the last row stands, and fills watchlists and expectations', () => {
    const { lastMs, watchlists, fill } = staged(scenario);
    expect(new Date(lastMs).toISOString()).toBe('2026-10-05T08:13:00.000Z');
    expect(watchlists).toEqual({ Vip: [{ User: 'targets1@contoso.example' }] });
    expect(fill('{{targets.upn}} {{nobody.upn}}')).toBe('targets0@contoso.example {{nobody.upn}}');
  });
});
