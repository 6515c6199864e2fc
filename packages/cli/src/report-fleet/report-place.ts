/**
 * The folder of a report below the output folder, with forward slashes. Each report has a folder of its own, so that replacing one never touches
 * another of the same period; one with names left out lies apart from the whole one.
 */
export function reportPlace(customerId: string, periodId: string, isRedacted: boolean, reportId: string): string {
  return [customerId, `${periodId.replaceAll('..', '_')}${isRedacted ? '-redacted' : ''}`, reportId].join('/');
}
