const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Why a number is not there or not whole, and what the appendix of completeness says of tables and queries. */
export const reasons = {
  tablesMissing: (count: number, names: string) =>
    `The ${plural(count, 'table', 'tables')} ${names} ${plural(count, 'does', 'do')} not exist in the workspace.`,
  queryFailed: (query: string, message: string) => `The query "${query}" failed: ${message}`,
  queryNotRun: (query: string) => `The query "${query}" is not run for this period.`,
  noRecords: (count: number, names: string) => `${names} ${plural(count, 'holds', 'hold')} no record of the period.`,
  noColumn: (query: string, column: string) => `The query "${query}" gave no ${column}.`,
  noHunts: 'There is no ledger of hunts for this customer.',
  noRecommendations: 'There is no ledger of recommendations for this customer.',
  noQuestions: 'There is no ledger of questions to the experts for this customer.',
  noDecisions: 'There is no ledger of decisions for this customer.',
  noServiceEvents: 'There is no ledger of service events for this customer.',
  noCheckIns: 'There is no ledger of check-ins for this customer.',
  noCreditTerms: 'No term is agreed for questions to the experts.',
  noTuning: 'The tuning of this customer was not given to the report.',
  noReadiness: 'The result of the checks was not given to the report.',
  devicesUnread: 'Devices or their antivirus could not be read.',
  noEarlierResult: 'There is no earlier result to compare with.',
  noDetections: 'The detections of this customer were not given to the report.',
  silenceElsewhere: 'Silence is only looked at for the period itself.',
  tablesUnreadable: 'None of the tables that are watched could be read.',
  historyTooShort: 'Fewer than three earlier months are known.',
  beforeData: 'There is no data from before this period.',
  dataBeginsWithin: 'The data begins within that period.',
  notAsked: (source: string) => `The report does not ask for "${source}".`,
  /** For a metric of a report's own. */
  ownMetricAbsent: 'No table, or no row: not available.',
  silentFor: (hours: string) => `Silent for ${hours} hours.`,
  neverSpoke: 'No record in reach.',
  queryComplete: 'Complete',
  queryIncomplete: (message: string) => `Incomplete: ${message}`,
  queryBroken: (message: string) => `Failed: ${message}`,
} as const;
