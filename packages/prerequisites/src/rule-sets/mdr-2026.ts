import type { RuleSet } from '../rule-set.ts';

const prerequisites = 'Microsoft Defender Experts MDR prerequisites, Defender documentation, 2026-07-29';
const access = 'Onboarding of Microsoft Defender Experts MDR: what the service creates in the tenant';
const operators = 'Practice of this operator: break-glass calls need a number';

/**
 * The rules of Defender Experts MDR: one covered product suffices to start, each further one widens coverage, and antivirus in
 * passive mode limits a device to guidance instead of blocking the start. Shipped; never edited.
 */
export const mdr2026: RuleSet = {
  id: 'mdr-2026',
  title: 'Defender Experts MDR, 2026',
  fromDate: '2026-07-01',
  rules: [
    { checkId: 'cloud', requirement: 'S23', effect: 'blocks', source: prerequisites, clouds: ['commercial', 'gcc'] },
    { checkId: 'any-product-license', requirement: 'S16', effect: 'blocks', source: prerequisites },
    { checkId: 'entra-p1-license', requirement: 'S18', effect: 'blocks', source: prerequisites },
    { checkId: 'entra-p1-assigned', requirement: 'S18', effect: 'blocks', source: prerequisites },
    { checkId: 'access-groups', requirement: 'S18', effect: 'blocks', source: access },
    { checkId: 'access-policies', requirement: 'S18', effect: 'blocks', source: access },
    { checkId: 'contacts', requirement: 'S10', effect: 'blocks', source: operators },
    { checkId: 'mde-p2-license', requirement: 'S16', effect: 'coverage', source: prerequisites },
    { checkId: 'mde-p2-assigned', requirement: 'S16', effect: 'coverage', source: prerequisites },
    { checkId: 'mde-onboarded', requirement: 'S16', effect: 'coverage', source: prerequisites },
    { checkId: 'defender-av-active', requirement: 'S17', effect: 'coverage', source: prerequisites },
    { checkId: 'mde-server-license', requirement: 'S16', effect: 'coverage', source: prerequisites },
    { checkId: 'mdo-p2-license', requirement: 'S19', effect: 'coverage', source: prerequisites },
    { checkId: 'mdi-license', requirement: 'S20', effect: 'coverage', source: prerequisites },
    { checkId: 'mda-license', requirement: 'S21', effect: 'coverage', source: prerequisites },
    { checkId: 'entra-p2-license', requirement: 'S18', effect: 'coverage', source: prerequisites },
    { checkId: 'scope-groups', requirement: 'S22', effect: 'coverage', source: prerequisites },
  ],
};
