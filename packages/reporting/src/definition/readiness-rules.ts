/** What a report may name of the readiness of a customer: views, headings, narratives. They stand on the ledger `readiness`. */
export const readinessViewIds = [
  'readiness-run',
  'readiness-actions',
  'readiness-progress',
  'readiness-steps',
  'readiness-assets',
  'readiness-coverage',
  'readiness-depth',
  'readiness-checks',
  'readiness-rules',
  'readiness-waivers',
  'readiness-drift',
  'readiness-changes',
  'readiness-trend',
  'readiness-score',
  'readiness-unread',
] as const;
export type ReadinessViewId = (typeof readinessViewIds)[number];

export const readinessHeadingRules = [
  'readiness-summary',
  'readiness-actions',
  'readiness-steps',
  'readiness-assets',
  'readiness-coverage',
  'readiness-checks',
  'readiness-waivers',
  'readiness-drift',
  'readiness-changes',
  'readiness-score',
  'readiness-unread',
] as const;
export type ReadinessHeadingRule = (typeof readinessHeadingRules)[number];

export const readinessNarrativeRules = [
  'readiness-verdict',
  'readiness-basis',
  'readiness-drift',
  'readiness-changes',
  'readiness-score',
] as const;
export type ReadinessNarrativeRule = (typeof readinessNarrativeRules)[number];
