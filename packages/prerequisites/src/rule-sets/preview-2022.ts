import type { RuleSet } from '../rule-set.ts';

const overview = 'What is Microsoft Defender Experts for XDR, Microsoft 365 documentation, 2022-11-17';
const access = 'Onboarding of Microsoft Defender Experts for XDR: what the service creates in the tenant';
const operators = 'Practice of this operator: break-glass calls need a number';

/** The rules of the preview: gates to start, and one licence for each further product's coverage. Shipped; never edited. */
export const preview2022: RuleSet = {
  id: 'preview-2022',
  title: 'Preview of November 2022',
  fromDate: '2022-11-17',
  rules: [
    { checkId: 'cloud', requirement: 'S23', effect: 'blocks', source: overview, clouds: ['commercial'] },
    { checkId: 'mde-p2-license', requirement: 'S16', effect: 'blocks', source: overview },
    { checkId: 'mde-p2-assigned', requirement: 'S16', effect: 'blocks', source: overview },
    { checkId: 'mde-onboarded', requirement: 'S16', effect: 'blocks', source: overview },
    { checkId: 'defender-av-active', requirement: 'S17', effect: 'blocks', source: overview },
    { checkId: 'entra-p1-license', requirement: 'S18', effect: 'blocks', source: overview },
    { checkId: 'entra-p1-assigned', requirement: 'S18', effect: 'blocks', source: overview },
    { checkId: 'access-groups', requirement: 'S18', effect: 'blocks', source: access },
    { checkId: 'access-policies', requirement: 'S18', effect: 'blocks', source: access },
    { checkId: 'contacts', requirement: 'S10', effect: 'blocks', source: operators },
    { checkId: 'mdo-p2-license', requirement: 'S19', effect: 'coverage', source: overview },
    { checkId: 'mdi-license', requirement: 'S20', effect: 'coverage', source: overview },
    { checkId: 'mda-license', requirement: 'S21', effect: 'coverage', source: overview },
    { checkId: 'scope-groups', requirement: 'S22', effect: 'coverage', source: overview },
  ],
};
