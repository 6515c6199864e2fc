import { describe, expect, it } from 'vitest';
import { judgeTechnique, tactics, tacticsOfTechnique, techniquesOfTactic } from './attack-matrix.ts';
import { attackTechniques } from './attack-techniques.ts';

describe('the table of ATT&CK', () => {
  it('puts every technique into a tactic, and names every technique of a tactic', () => {
    for (const { id, name } of attackTechniques.values()) {
      expect(tacticsOfTechnique(id) ?? [], id).not.toEqual([]);
      expect(name.length, id).toBeGreaterThan(2);
    }
    const ofTactics = new Set(tactics.flatMap((tactic) => techniquesOfTactic(tactic).map(({ id }) => id)));
    expect(ofTactics.size).toBe(attackTechniques.size);
  });

  it.each([
    ['T1078', 'known'],
    ['T1078.004', 'known'],
    ['T1055.015', 'known'],
    ['T1055.006', 'unknown'],
    ['T1086', 'unknown'],
    ['T1078.000', 'unknown'],
    ['T1078.090', 'newer'],
    ['T1685', 'newer'],
    ['T0856', 'other-matrix'],
  ])('says of %s that it is %s', (technique, judgement) => {
    expect(judgeTechnique(technique)).toBe(judgement);
  });
});
