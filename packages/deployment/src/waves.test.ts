import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaveMember } from './waves.ts';
import { assignWaves, groupByWave } from './waves.ts';

const member = (id: string, wave?: string): WaveMember => ({ id, tags: wave === undefined ? {} : { wave } });
const fleet = [member('zz', 'canary'), ...Array.from({ length: 20 }, (_, i) => member(`c${i}`)), member('aa', 'rest')];

describe('waves', () => {
  it('puts the tagged canary first, then a tenth, then the rest', () => {
    // WHEN
    const groups = groupByWave(fleet, 'rollout');
    // THEN 21 are no canaries: a tenth of them is three
    expect(groups.map(({ wave, members }) => [wave, members.length])).toEqual([
      ['canary', 1],
      ['early', 3],
      ['rest', 18],
    ]);
    expect(groups[2]?.members.map(({ id }) => id)).toContain('aa');
  });

  it('fills the second wave up with those tagged for it first', () => {
    const groups = groupByWave([...fleet, member('bb', 'early')], 'early');
    expect(groups[0]?.members.map(({ id }) => id)).toContain('bb');
    expect(groups[0]?.members).toHaveLength(3);
  });

  it('has every customer in exactly one wave, whatever the order of the list', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3,6}$/u)),
        fc.infiniteStream(fc.constantFrom(undefined, 'canary', 'early', 'rest')),
        (ids, tags) => {
          const members = ids.map((id) => member(id, tags.next().value));
          const assigned = assignWaves(members);
          const idsOf = (list: readonly WaveMember[]) => list.map(({ id }) => id).toSorted();
          expect(idsOf([...assigned.canary, ...assigned.early, ...assigned.rest])).toEqual(idsOf(members));
          expect(idsOf(assignWaves(members.toReversed()).early)).toEqual(idsOf(assigned.early));
        },
      ),
    );
  });

  it('refuses a tag that names no wave, a rollout without canary, and a wave without customers', () => {
    expect(() => groupByWave([member('x', 'canaries')], 'all')).not.toThrow();
    expect(() => groupByWave([member('x', 'canaries')], 'rollout')).toThrow(expect.objectContaining({ code: 'MXDR-WAVE-TAG-INVALID' }));
    expect(() => groupByWave([member('x')], 'rollout')).toThrow(expect.objectContaining({ code: 'MXDR-WAVE-NO-CANARY' }));
    expect(() => groupByWave([member('x')], 'canary')).toThrow(expect.objectContaining({ code: 'MXDR-WAVE-EMPTY' }));
  });
});
