import type { RuleSet } from '../rule-set.ts';

const before = 'Before you begin using Microsoft Defender Experts for XDR, Microsoft 365 documentation, 2023-11';
const access = 'Onboarding of Microsoft Defender Experts for XDR: what the service creates in the tenant';
const operators = 'Practice of this operator: break-glass calls need a number';

/** The rules of general availability: those of the preview, and a licence for servers. Shipped; never edited. */
export const ga2023: RuleSet = {
  id: 'ga-2023',
  title: 'General availability, 2023 to 2025',
  fromDate: '2023-11-01',
  rules: [
    { checkId: 'cloud', requirement: 'S23', effect: 'blocks', source: before, clouds: ['commercial'] },
    { checkId: 'mde-p2-license', requirement: 'S16', effect: 'blocks', source: before },
    { checkId: 'mde-p2-assigned', requirement: 'S16', effect: 'blocks', source: before },
    { checkId: 'mde-onboarded', requirement: 'S16', effect: 'blocks', source: before },
    { checkId: 'defender-av-active', requirement: 'S17', effect: 'blocks', source: before },
    { checkId: 'entra-p1-license', requirement: 'S18', effect: 'blocks', source: before },
    { checkId: 'entra-p1-assigned', requirement: 'S18', effect: 'blocks', source: before },
    { checkId: 'access-groups', requirement: 'S18', effect: 'blocks', source: access },
    { checkId: 'access-policies', requirement: 'S18', effect: 'blocks', source: access },
    { checkId: 'contacts', requirement: 'S10', effect: 'blocks', source: operators },
    { checkId: 'mde-server-license', requirement: 'S16', effect: 'coverage', source: before },
    { checkId: 'mdo-p2-license', requirement: 'S19', effect: 'coverage', source: before },
    { checkId: 'mdi-license', requirement: 'S20', effect: 'coverage', source: before },
    { checkId: 'mda-license', requirement: 'S21', effect: 'coverage', source: before },
    { checkId: 'scope-groups', requirement: 'S22', effect: 'coverage', source: before },
  ],
};
