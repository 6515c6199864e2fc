import type { narrativeRules } from './block-schemas.ts';
import type { headingRules } from './report-definition-schema.ts';

/** Metrics that each rule for a heading reads: a report that uses the rule measures them, whether or not it shows them. */
export const metricsOfHeadings: Readonly<Record<(typeof headingRules)[number], readonly string[]>> = {
  summary: ['inc_investigated', 'inc_resolved', 'inc_waiting'],
  actions: [],
  incidents: ['inc_created', 'inc_investigated', 'alerts_recorded'],
  incident: [],
  'incident-timeline': [],
  'incident-scope': [],
  'incident-actions': [],
  open: ['inc_backlog', 'inc_waiting'],
  targets: ['ack_sla', 'resolve_sla'],
  noise: [],
  times: ['tta_human'],
  sources: ['inc_investigated'],
  assets: [],
  quality: [],
  hunting: ['hunts_run', 'hunts_confirmed', 'dens_sent'],
  posture: ['mail_threats_delivered', 'mail_threats', 'devices_onboarded', 'sign_ins_high_risk'],
  platform: ['ingestion_total', 'table_silence', 'rule_failures'],
  completeness: [],
};

/** The same for each rule for a narrative. */
export const metricsOfNarratives: Readonly<Record<(typeof narrativeRules)[number], readonly string[]>> = {
  findings: [
    'inc_created',
    'inc_investigated',
    'alerts_recorded',
    'ack_sla',
    'tta_human',
    'inc_backlog',
    'mttr',
    'mttr_customer',
    'hunts_confirmed',
  ],
  incidents: ['inc_resolved_direct', 'inc_resolved_help', 'inc_backlog', 'inc_waiting', 'inc_reopened'],
  times: ['tta_human', 'tta_first_touch', 'mttr', 'mttr_customer'],
  quality: ['alerts_recorded', 'alert_reduction'],
  hunting: ['dens_sent', 'hunts_run', 'hunts_confirmed'],
  platform: ['ingestion_total', 'ingestion_billable'],
  incident: [],
};
