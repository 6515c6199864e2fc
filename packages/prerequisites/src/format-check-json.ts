import type { CheckReport, UnjudgedCustomer } from './check-report.ts';

/** The whole report as JSON, for machines. Ends with a line break. */
export function formatCheckJson(report: CheckReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Several reports as JSON, and the customers that could not be judged. */
export function formatCheckReportsJson(reports: readonly CheckReport[], unjudged: readonly UnjudgedCustomer[]): string {
  return `${JSON.stringify({ schemaVersion: 1, reports, unjudged }, null, 2)}\n`;
}
