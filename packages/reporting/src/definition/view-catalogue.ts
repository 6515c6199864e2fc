import { readinessViewCatalogue } from './readiness-view-catalogue.ts';
import type { viewIds } from './report-definition-schema.ts';

/** What a view is, for whoever writes a report. */
export interface ViewEntry {
  /** What its rows are, in a few words. */
  readonly rows: string;
  /** In the order in which they come. */
  readonly columns: readonly string[];
}

const recommendationColumns = [
  'Id',
  'Title',
  'Product',
  'Owner',
  'Created',
  'Due',
  'State',
  'Incidents',
  'Status',
  'Since',
  'AgeDays',
  'Why',
  'Effect',
] as const;
const severities = ['High', 'Medium', 'Low', 'Informational'] as const;

/**
 * Every view with its columns: what a block may name is known before anything is asked. A test holds this against the views of a dataset; the users and
 * devices have the columns of the query `assets`.
 */
export const viewCatalogue = {
  'incidents-over-time': {
    rows: 'Incidents created and closed, by day or, in a period of more than five weeks, by week',
    columns: ['Piece', ...severities, 'Created', 'Closed'],
  },
  'incidents-by-severity': { rows: 'Incidents by severity', columns: ['Severity', 'Created', 'Investigated', 'Resolved', 'Open'] },
  'incidents-by-month': {
    rows: 'Months of the trend',
    columns: ['Month', 'Created', 'Investigated', 'Resolved', ...severities, 'ActionsCompleted', 'MedianCompletionMinutes'],
  },
  'classification-by-month': {
    rows: 'Months of the trend: closed incidents by classification',
    columns: ['Month', 'Closed', 'TruePositives', 'BenignPositives', 'FalsePositives', 'Undetermined'],
  },
  'times-by-month': {
    rows: 'Months of the trend: time to a person and time to resolve, in minutes',
    columns: [
      'Month',
      'Acknowledged',
      'AcknowledgeMedian',
      'AcknowledgeMean',
      'AcknowledgeP90',
      'Resolved',
      'ResolveMedian',
      'ResolveMean',
      'ResolveP90',
    ],
  },
  'alerts-by-month': {
    rows: 'Months of the trend: alerts and incidents',
    columns: ['Month', 'Alerts', 'Incidents', 'AlertsPerIncident'],
  },
  'tactics-by-month': { rows: 'Every tactic in every month of the trend, for a heat map', columns: ['Tactic', 'Month', 'Incidents'] },
  'hunts-by-month': {
    rows: 'Months of the trend: hunts that ended',
    columns: ['Month', 'Hunts', 'Suspicious', 'Confirmed', 'Notifications', 'BecameRules'],
  },
  'resolved-by-category': {
    rows: 'Resolved incidents by tactic, severity and classification',
    columns: ['Tactic', 'Resolved', ...severities, 'TruePositives', 'BenignPositives', 'FalsePositives', 'Undetermined'],
  },
  'hunts-by-category': {
    rows: 'Hunts of the period by category of threat',
    columns: ['Category', 'Hunts', 'Summaries', 'Notifications', 'NothingFound', 'Explained', 'Confirmed'],
  },
  'emerging-threats': {
    rows: 'Hunts of the period that began with a hypothesis',
    columns: ['Title', 'Hypothesis', 'Category', 'Severity', 'ImpactFound'],
  },
  'trending-threats': { rows: 'What hunts of the last three months came upon most', columns: ['Title', 'Severity', 'Times', 'Confirmed'] },
  'incidents-by-source': {
    rows: 'Incidents by product; one counts for each of its products',
    columns: ['Source', 'Incidents', 'Resolved'],
  },
  'incidents-by-tactic': {
    rows: 'Incidents by tactic; one counts for each of its tactics',
    columns: ['Tactic', 'Incidents', 'TruePositives'],
  },
  'backlog-by-age': { rows: 'Incidents open at the end, by age', columns: ['Age', ...severities, 'Total', 'Waiting'] },
  'waiting-now': {
    rows: 'Incidents that wait for the customer at the end',
    columns: ['IncidentNumber', 'Title', 'Severity', 'WaitingSince', 'Pending'],
  },
  'open-incidents': {
    rows: 'Incidents open at the end, with who has them',
    columns: ['IncidentNumber', 'Title', 'Severity', 'Status', 'Owner', 'Created', 'WaitingSince'],
  },
  'actions-required': {
    rows: 'Incidents in which actions were asked of the customer in the period',
    columns: ['IncidentNumber', 'Title', 'Severity', 'Status', 'Actions', 'Completed', 'Pending', 'Skipped', 'Failed'],
  },
  'actions-by-status': {
    rows: 'Those actions by severity of the incident',
    columns: ['Severity', 'Completed', 'Pending', 'Skipped', 'Failed'],
  },
  'time-statistics': {
    rows: 'Every time that the report shows, in minutes',
    columns: ['Name', 'N', 'Median', 'Mean', 'P90', 'Without', 'Negative', 'PreviousMedian', 'PreviousMean'],
  },
  'times-by-severity': {
    rows: 'Time to a person and time to resolve by severity, in minutes',
    columns: [
      'Severity',
      'Acknowledged',
      'AcknowledgeMedian',
      'AcknowledgeP90',
      'Unacknowledged',
      'Resolved',
      'ResolveMedian',
      'ResolveP90',
    ],
  },
  'time-split-by-severity': {
    rows: 'Mean time to resolve by severity and who held the incident, in minutes',
    columns: ['Severity', 'Resolved', 'ExpertMean', 'CustomerMean', 'ResolveMean'],
  },
  'sla-by-severity': { rows: 'Agreed targets', columns: ['Severity', 'Measure', 'TargetMinutes', 'Incidents', 'InTime', 'Share'] },
  'classification-mix': { rows: 'Closed incidents by classification', columns: ['Classification', 'Incidents', 'Share'] },
  'rule-efficiency': {
    rows: 'Detections of closed incidents, the noisiest first',
    columns: ['Name', 'Kind', 'Incidents', 'TruePositives', 'BenignPositives', 'FalsePositives', 'Undetermined', 'Alerts', 'NoiseShare'],
  },
  'top-users': {
    rows: 'Users by incidents; needs the query `assets`',
    columns: ['AssetKind', 'AssetId', 'AssetName', 'Incidents', 'HighSeverity'],
  },
  'top-devices': {
    rows: 'Devices by incidents; needs the query `assets`',
    columns: ['AssetKind', 'AssetId', 'AssetName', 'Incidents', 'HighSeverity'],
  },
  notifications: {
    rows: 'Expert notifications of the period',
    columns: ['IncidentNumber', 'Title', 'Severity', 'Created', 'Status', 'Classification'],
  },
  hunts: {
    rows: 'Hunts that ended in the period',
    columns: [
      'Id',
      'Title',
      'Category',
      'Severity',
      'Started',
      'Ended',
      'Result',
      'Summary',
      'Notifications',
      'BecameRule',
      'Hypothesis',
      'LookedAt',
      'Rule',
    ],
  },
  recommendations: {
    rows: 'Recommendations open at the end of the period, or that came to an end in it',
    columns: recommendationColumns,
  },
  'incident-recommendations': { rows: 'Recommendations that name the incident; of a report about one', columns: recommendationColumns },
  questions: {
    rows: 'Questions to the experts that were open at the end of the period, or settled in it',
    columns: ['Id', 'Title', 'Asked', 'By', 'Status', 'AgeDays', 'Credits', 'Incidents', 'Answer'],
  },
  credits: {
    rows: 'Quarters of the credits for questions, the last four up to the end of the period',
    columns: ['Quarter', 'Carried', 'Granted', 'Capped', 'Available', 'Used', 'Remaining', 'Overdrawn', 'ExpiresOn'],
  },
  decisions: {
    rows: 'Decisions needed at the end of the period, or settled in it',
    columns: ['Id', 'Title', 'Owner', 'Due', 'Status', 'Since', 'Outcome'],
  },
  'service-events': {
    rows: 'Outages, changes and maintenance of the service in the period',
    columns: ['Id', 'Title', 'Kind', 'Started', 'Ended', 'Minutes', 'Effect', 'Status'],
  },
  'check-ins': {
    rows: 'The last check-in held before the end of the period, and those planned after it',
    columns: ['Id', 'Title', 'Date', 'Status', 'Attendees', 'Notes'],
  },
  contacts: { rows: 'Who is who, of the service and of the customer', columns: ['Side', 'Role', 'Person', 'Email', 'Phone'] },
  ahead: { rows: 'Dated things of the ledgers after the end of the period', columns: ['Date', 'Kind', 'What', 'Owner'] },
  tuning: {
    rows: 'What is tuned for the customer, in force or expired in the period',
    columns: ['Detection', 'Kind', 'What', 'Reason', 'Owner', 'Expires', 'State'],
  },
  'attack-matrix': {
    rows: 'Techniques of ATT&CK under each of their tactics, covered or not',
    columns: ['Tactic', 'Technique', 'Name', 'State', 'Rules', 'Tested'],
  },
  'coverage-by-tactic': {
    rows: 'Tactics, with how many of their techniques are deployed, tested, have data and fired',
    columns: ['Tactic', 'Techniques', 'Deployed', 'Tested', 'HasData', 'Fired'],
  },
  'data-gaps': {
    rows: 'Tables that rules read and that took in nothing; needs the query `ingestion`',
    columns: ['Table', 'HasData', 'Rules', 'Techniques', 'Detections'],
  },
  'detection-rules': {
    rows: 'Rules that are deployed, by owner; needs the queries `ingestion` and `alerts-by-rule`',
    columns: ['Name', 'Owner', 'Severity', 'Version', 'Since', 'AgeDays', 'Tested', 'HasData', 'Alerts', 'LastFired'],
  },
  'table-coverage': {
    rows: "The report's tables and what they held",
    columns: ['Table', 'State', 'Records', 'First', 'Last', 'EmptyDays', 'Note'],
  },
  'query-log': {
    rows: 'Every query that was asked',
    columns: ['Id', 'Title', 'Hash', 'From', 'To', 'Rows', 'DurationMs', 'Outcome'],
  },
  ...readinessViewCatalogue,
} as const satisfies Readonly<Record<(typeof viewIds)[number], ViewEntry>>;
