import type { CheckReport } from './check-report.ts';

/** The whole report as JSON, for machines. Ends with a line break. */
export function formatCheckJson(report: CheckReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
