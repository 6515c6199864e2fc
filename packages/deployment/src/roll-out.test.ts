import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { rollOut } from './roll-out.ts';
import { planFleet } from './run-fleet.ts';
import { makeFleet } from './testing/stack-folders.ts';

describe.skipIf(process.platform === 'win32')('a rollout in waves', { timeout: 60_000 }, () => {
  it.each([
    { limit: 0.4, begun: 1, rest: 'not-started' },
    { limit: 0.5, begun: 2, rest: 'applied' },
  ])('stops after a wave of which more failed than $limit', async ({ limit, begun, rest }) => {
    // GIVEN two canaries, one of whom fails
    const fleet = makeFleet(['aaa', 'bbb', 'ccc']);
    fleet.standIn.behave({ 'aaa-access/apply': { exit: 1, stderr: 'Error: no luck' } });
    const [one, two, three] = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    if (one === undefined || two === undefined || three === undefined) throw new Error('three owners were planned');
    // WHEN
    const groups = [
      { wave: 'canary' as const, members: [one, two] },
      { wave: 'rest' as const, members: [three] },
    ];
    const outcomes = await rollOut(fleet.ports, fleet.options, groups, limit);
    // THEN
    expect(outcomes.filter(({ failureShare }) => failureShare !== null)).toHaveLength(begun);
    expect(outcomes[0]?.failureShare).toBe(0.5);
    expect(outcomes[1]?.owners[0]?.stacks[0]?.status).toBe(rest);
  });
});
