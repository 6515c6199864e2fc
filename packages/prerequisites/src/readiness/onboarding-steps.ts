import type { CheckId } from '../check.ts';

/** Stable ids of the steps: used in `readiness.yaml`, so they never change. In the order in which they are taken. */
export const onboardingStepIds = [
  'consent',
  'permissions',
  'scope',
  'exclusions',
  'contacts',
  'teams',
  'submit',
  'licences',
  'audit',
  'workspace',
  'assets',
  'monitoring',
] as const;
export type OnboardingStepId = (typeof onboardingStepIds)[number];

/** One step from the welcome to the full service. */
export interface OnboardingStep {
  readonly id: OnboardingStepId;
  /** Whose step it is. */
  readonly party: 'customer' | 'operator';
  /** What has to be done, for those who do it. */
  readonly text: string;
  /** Checks that show it. None: only people can tell, in `readiness.yaml`. */
  readonly checks: readonly CheckId[];
}

/**
 * The onboarding as the service does it: the pages of its setup (permissions, exclusions, contacts, Teams, review), then readiness, then some
 * days of monitoring. Source: "Get started with Defender Experts for XDR", Defender documentation, 2024-01 and later; consent and workspace are
 * this product's own steps.
 */
export const onboardingSteps: readonly OnboardingStep[] = [
  {
    id: 'consent',
    party: 'customer',
    text: 'An administrator signs the consent pack and consents to the reader application.',
    checks: ['access-consent'],
  },
  {
    id: 'permissions',
    party: 'customer',
    text: 'A Security Administrator goes through the permissions page and stays signed in until it is done; the delegation in Azure is accepted.',
    checks: ['access-groups', 'access-policies', 'access-crosstenant', 'access-gdap'],
  },
  {
    id: 'scope',
    party: 'customer',
    text: 'Both groups by their exact names, filled, without nested groups; the device group has the highest priority.',
    checks: ['scope-groups'],
  },
  {
    id: 'exclusions',
    party: 'customer',
    text: 'Which devices and users get guidance instead of action. "Skip" in the setup discards what was entered.',
    checks: [],
  },
  {
    id: 'contacts',
    party: 'customer',
    text: 'At least one person or team for incidents who can be called.',
    checks: ['contacts'],
  },
  {
    id: 'teams',
    party: 'customer',
    text: 'The private team and its channel for managed response; this needs a Security Administrator with a Teams licence.',
    checks: [],
  },
  {
    id: 'submit',
    party: 'customer',
    text: 'The last page of the setup; the service begins to count readiness after it.',
    checks: [],
  },
  {
    id: 'licences',
    party: 'customer',
    text: 'Seats for everybody in scope, each assigned and enabled.',
    checks: [
      'any-product-license',
      'mde-p2-license',
      'mde-p2-assigned',
      'mde-server-license',
      'entra-p1-license',
      'entra-p1-assigned',
      'entra-p2-license',
      'mdo-p2-license',
      'mdi-license',
      'mda-license',
    ],
  },
  {
    id: 'audit',
    party: 'customer',
    // No interface tells an application; what is not told stays not known.
    text: 'It is on by default where it is paid for; in a trial tenant somebody has to switch it on. Without it the service leaves no trace of its actions.',
    checks: [],
  },
  {
    id: 'workspace',
    party: 'operator',
    text: 'The stacks are deployed; the planned sources and logs arrive.',
    checks: ['workspace-configuration', 'workspace-connectors', 'access-audit'],
  },
  {
    id: 'assets',
    party: 'customer',
    text: 'Devices in scope are onboarded, with Defender Antivirus in active mode.',
    checks: ['mde-onboarded', 'defender-av-active'],
  },
  {
    id: 'monitoring',
    party: 'operator',
    text: 'The service watches and responds to nothing yet; when that has passed, the full service begins.',
    checks: [],
  },
];
