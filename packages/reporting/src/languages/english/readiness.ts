import type { ReadinessWords } from '../../dataset/readiness-records.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Words of the readiness report. */
export const readiness = {
  /** By kind of code, then by code. */
  values: {
    verdict: {
      ready: 'Ready',
      'ready-with-waivers': 'Ready with waivers',
      'not-ready': 'Not ready',
      undetermined: 'Cannot be told',
    },
    urgency: { 'complete-now': 'Complete now', 'find-out-now': 'Find out now', later: 'Later' },
    progress: {
      'to-complete': 'To complete',
      'in-progress': 'In progress',
      'not-known': 'Not known',
      accepted: 'Accepted',
      completed: 'Completed',
      'not-needed': 'Not needed',
    },
    effect: { blocks: 'Blocks the start', coverage: 'Limits coverage', advice: 'Advice' },
    area: {
      tenant: 'Tenant',
      licences: 'Licences',
      devices: 'Devices',
      access: 'Access',
      contacts: 'Contacts',
      workspace: 'Workspace',
    },
    state: { met: 'Met', 'not-met': 'Not met', unknown: 'Not known', 'not-applicable': 'Not asked', unlicensed: 'Not licensed' },
    party: { customer: 'You', operator: 'Service' },
    asset: { devices: 'Devices', identities: 'Identities' },
    product: {
      'defender-for-endpoint': 'Defender for Endpoint',
      'defender-for-office-365': 'Defender for Office 365',
      'defender-for-identity': 'Defender for Identity',
      'defender-for-cloud-apps': 'Defender for Cloud Apps',
      'entra-id': 'Entra ID',
    },
    coverage: { covered: 'Covered', 'not-covered': 'Not covered', unknown: 'Not known', 'not-in-scope': 'Not in scope' },
    depth: {
      actionable: 'The service can act',
      'guidance-only': 'Guidance only',
      blind: 'Blind',
      undetermined: 'Not known',
    },
    change: {
      'new-failing': 'Newly failing',
      'still-failing': 'Still failing',
      fixed: 'Fixed',
      'became-unknown': 'No longer known',
      'now-known': 'Known again',
      waived: 'Waived since',
      other: 'Changed',
    },
    standing: {
      'to-complete': 'To complete',
      'to-complete-overdue': 'To complete, overdue',
      'in-progress': 'In progress',
      'in-progress-overdue': 'In progress, overdue',
      'not-known': 'Not known',
      'not-known-overdue': 'Not known, overdue',
      accepted: 'Accepted',
      completed: 'Completed',
      'not-needed': 'Not needed',
      contradicted: 'Said to be done, not shown by the checks',
    },
    difference: { beyond: 'Beyond what was agreed', missing: 'Missing', otherwise: 'Otherwise than agreed' },
    unread: {
      permission: 'Permission missing',
      throttled: 'Throttled',
      'api-off': 'Interface or product off',
      error: 'Request failed',
      'not-in-file': 'Not in the file',
    },
    waiver: { accepted: 'Holds', expired: 'Expired', exceeded: 'More assets than it covers' },
    fact: {
      openIdConfiguration: 'Cloud of the tenant',
      subscribedSkus: 'Licences',
      users: 'Users and their plans',
      devices: 'Devices',
      antivirus: 'Antivirus modes',
      groups: 'Groups',
      conditionalAccessPolicies: 'Conditional access policies',
      delegations: 'Delegations in Azure',
      crossTenantAccess: 'Cross-tenant access settings',
      delegatedAdminRelationships: 'Service provider relationships',
      serviceSignIns: "Sign-ins of the service's people",
      grantedPermissions: "The application's own permissions",
      secureScore: 'Secure Score',
      workspace: 'Workspace',
      dataConnectors: 'Data connectors',
      sentinelSettings: 'Settings of Sentinel',
      diagnosticSettings: 'Diagnostic settings',
    },
  } satisfies ReadinessWords,

  summary: {
    ready: 'Ready: nothing keeps the service from starting',
    withWaivers: (count: number, text: string) =>
      `Ready with waivers: ${text} ${plural(count, 'check is', 'checks are')} accepted for a while`,
    notReady: (count: number, text: string, unknown: number, unknownText: string) =>
      `Not ready: ${text} ${plural(count, 'check blocks', 'checks block')} the start${unknown === 0 ? '' : `, and ${unknownText} more ${plural(unknown, 'is', 'are')} not known`}`,
    undetermined: (count: number, text: string) =>
      `Cannot be told: ${text} ${plural(count, 'check that would block the start is', 'checks that would block the start are')} not known`,
  },
  trendMoved: (before: string, now: string, since: string, runs: string) =>
    `Over the last ${runs} results, failing checks went from ${before} (${since}) to ${now}.`,
  actionsHeading: (open: number, openText: string, blocking: number, blockingText: string) =>
    open === 0
      ? 'Nothing is to be done'
      : `${openText} ${plural(open, 'action is', 'actions are')} open; ${blocking === 0 ? 'none stands' : `${blockingText} ${plural(blocking, 'stands', 'stand')}`} between you and the start`,
  stepsHeading: (done: string, all: string, unknown: number, unknownText: string) =>
    `${done} of ${all} steps of the onboarding are done${unknown === 0 ? '' : `, and of ${unknownText} nobody has told`}`,
  assetsHeading: {
    against: (devices: string, target: string) => `${devices} devices are protected; the target is ${target}`,
    noTarget: (devices: string) => `${devices} devices are protected; the target is not known`,
    notKnown: 'How many devices are protected is not known',
    none: 'No product in scope protects devices',
  },
  coverageHeading: (covered: string, all: string, unknown: number, unknownText: string) =>
    `${covered} of ${all} products in scope are covered${unknown === 0 ? '' : `, and ${unknownText} ${plural(unknown, 'is', 'are')} not known`}`,
  checksHeading: (met: string, all: string, unknown: number, unknownText: string) =>
    `${met} of ${all} checks are met${unknown === 0 ? '' : `, and ${unknownText} ${plural(unknown, 'is', 'are')} not known`}`,
  waiversHeading: {
    none: 'Nothing is waived',
    hold: (count: number, text: string) => `${text} ${plural(count, 'waiver holds', 'waivers hold')}; the checks stay as they are`,
    fail: (failed: number, failedText: string, all: string) =>
      `${failedText} of ${all} waivers ${plural(failed, 'no longer holds', 'no longer hold')}`,
  },
  driftHeading: {
    some: (count: number, text: string) => `The access differs from what was agreed in ${text} ${plural(count, 'point', 'points')}`,
    none: 'The access is as it was agreed',
    notRuledOut: (count: number, text: string) =>
      `No difference is known, but ${text} ${plural(count, 'check', 'checks')} of the access could not be judged`,
  },
  changesHeading: {
    first: 'This is the first result',
    none: (since: string) => `Nothing became worse or better since ${since}`,
    some: (worse: number, worseText: string, better: number, betterText: string, since: string) =>
      `${worse === 0 ? 'No check became worse' : `${worseText} ${plural(worse, 'check became', 'checks became')} worse`} and ${better === 0 ? 'none' : betterText} better since ${since}`,
  },
  scoreHeading: {
    value: (points: string, most: string, day: string) => `Secure Score: ${points} of ${most} points on ${day}`,
    none: 'The Secure Score was not read',
  },
  unreadHeading: (count: number, text: string) =>
    count === 0 ? 'Every fact was read' : `${text} ${plural(count, 'fact', 'facts')} could not be read`,

  blocks: (title: string, found: string) => `"${title}" is not met and blocks the start: ${found}.`,
  wouldBlock: (title: string, found: string) => `"${title}" is not known, and would block the start: ${found}.`,
  everyBlockerMet: 'Every check that blocks the start is met.',
  everyBlockerSettled: 'Every check that blocks the start is met or accepted.',
  acceptedUntil: (title: string, day: string, owner: string) => `"${title}" is not met, and accepted until ${day} by ${owner}.`,
  notCovered: (names: string) => `Not covered: ${names}.`,
  coverageNotKnown: (names: string) => `Whether these are covered is not known: ${names}.`,
  depth: (act: string, guidance: string, blind: string, unknown: string) =>
    `Of the onboarded devices in scope the service can act on ${act}, only advise on ${guidance}, sees nothing on ${blind}, and knows nothing recent of ${unknown}.`,
  contradicted: (titles: string) => `Said to be done, and the checks do not show it: ${titles}.`,
  overdue: (count: number, text: string) => `${text} ${plural(count, 'action or step is', 'actions or steps are')} overdue.`,
  waiverFailed: (title: string, why: string) => `A waiver no longer holds (${why}): ${title}.`,
  basis: (rules: string, facts: string) =>
    `Judged by the rules "${rules}" on facts of ${facts}. What could not be read counts neither as met nor as not met.`,
  sample: 'The facts are a sample, judged as of their own day.',
  otherRules: 'The earlier result used other rules; changes can come from the rules.',
  driftNotJudged: (titles: string) => `Could not be judged, so that no difference is ruled out there: ${titles}.`,
  scoreIsFact: 'The score is shown as Microsoft counts it. It is a fact and no check: no source names a score that a customer must reach.',
  pointsMoved: (change: string, since: string) => `That is ${change} points against ${since}.`,
  nobody: 'nobody is named',
  noDay: 'no day agreed',
  overdueDay: (day: string) => `${day}, overdue`,
  found: (effect: string, title: string, found: string) => `${effect}. "${title}": ${found}.`,
  moreActions: (count: number, text: string) => `${text} more ${plural(count, 'action is', 'actions are')} listed under "Actions needed".`,
  unreadFacts: (names: string) => `Could not be read: ${names}.`,
  everyFact: (facts: string) => `Every fact that the checks need was read (${facts})`,
} as const;
