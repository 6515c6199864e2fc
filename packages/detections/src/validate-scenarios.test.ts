import { readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { attackSchema } from './attack-schema.ts';
import { validateScenarios } from './validate-scenarios.ts';

const good = `id: 11111111-2222-4333-8444-555555555555
name: Sample
description: A story.
actors:
  victim: { pick: user }
  laptop: { pick: device, of: victim }
  targets: { pick: user, count: 3 }
  attacker: { address: 203.0.113.7 }
steps:
  - table: SigninLogs
    $repeat: { times: 3, every: 1m }
    row: { UserPrincipalName: '{{targets.n.upn}}', IPAddress: '{{attacker.address}}', DeviceDetail: { deviceId: '{{laptop.aadDeviceId}}' }, CorrelationId: '{{at-1h}} {{n}} {{tenant.id}}' }
raises:
  - rule: 6f2d8f0e-3c1b-4b57-9a64-8e51c0d7a4f1
    within: 1h
    entities: [{ type: Account, Name: '{{victim.name}}' }]
`;

function judge(text: string): readonly string[] {
  const reading = readYaml(attackSchema, text, 'attack.yaml');
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return validateScenarios([{ value: reading.value, file: 'attack.yaml', text, source: reading.source }], {
    ruleIds: new Set(['6f2d8f0e-3c1b-4b57-9a64-8e51c0d7a4f1']),
    columnsOf: (table) =>
      table === 'SigninLogs' ? ['TimeGenerated', 'UserPrincipalName', 'IPAddress', 'DeviceDetail', 'CorrelationId'] : undefined,
  }).map(({ code, message, position }) => `${position.line} ${code} ${message}`);
}

describe('holding attacks against what there is', () => {
  it('has nothing to say about one that fits', () => {
    expect(judge(good)).toEqual([]);
  });

  it.each([
    ['a table that does not exist', 'table: SigninLogs', 'table: SigninLog', '10 MXDR-ATTACK-TABLE there is no table "SigninLog"'],
    ['a column that does not exist', '{ UserPrincipalName:', '{ UserUpn:', '12 MXDR-ATTACK-COLUMN "SigninLogs" has no column "UserUpn"'],
    [
      'an actor that nobody is',
      '{{targets.n.upn}}',
      '{{target.upn}}',
      '12 MXDR-ATTACK-PLACEHOLDER {{target.upn}} stands for nothing: there is no actor "target"',
    ],
    [
      'a property that it lacks',
      '{{attacker.address}}',
      '{{attacker.ip}}',
      '12 MXDR-ATTACK-PLACEHOLDER {{attacker.ip}} stands for nothing: "attacker" has {{attacker.address}}',
    ],
    ['an owner who comes later', 'of: victim', 'of: attacker', '6 MXDR-ATTACK-ACTOR "attacker" is no actor that stands before "laptop"'],
    [
      'a rule that is not there',
      '6f2d8f0e',
      '7f2d8f0e',
      '14 MXDR-ATTACK-RULE there is no rule with the id 7f2d8f0e-3c1b-4b57-9a64-8e51c0d7a4f1',
    ],
  ])('finds %s', (_, from, to, problem) => {
    expect(judge(good.replace(from, to))).toEqual([problem]);
  });
});
