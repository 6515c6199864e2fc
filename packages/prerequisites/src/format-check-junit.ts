import type { Finding, JUnitCase, JUnitOutcome } from '@mxdr/core';
import { formatJUnit } from '@mxdr/core';
import type { CheckReport, UnjudgedCustomer } from './check-report.ts';
import { isFailing } from './check-report.ts';
import { describeAffected, describeWaiver, stateWords } from './describe-state.ts';

/** Everything about a finding that a reader of a pipeline needs, a line each. */
export function detailsOf(finding: Finding): string {
  return [
    `Expected: ${finding.expected}`,
    `Observed: ${finding.observed}`,
    describeAffected(finding),
    ...finding.evidence.map(({ text, source }) => `Evidence: ${text} [${source}]`),
    finding.mend === undefined ? undefined : `To do: ${finding.mend}`,
    finding.waiver === undefined ? undefined : describeWaiver(finding.waiver),
    `Rule: ${finding.source} (${finding.requirement}, ${finding.ruleSet})`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

/**
 * A check that does not block is skipped, not failed: a pipeline is red for what blocks the start and for waivers that no longer hold, as the
 * exit code is.
 */
function outcomeOf(finding: Finding): JUnitOutcome {
  const { state, effect, observed, waiver } = finding;
  if (state === 'met') return { kind: 'passed' };
  const message = `${stateWords[state]}: ${observed}`;
  if (state === 'not-applicable') return { kind: 'skipped', message };
  if (waiver?.standing === 'accepted') return { kind: 'skipped', message: `${message}. ${describeWaiver(waiver)}` };
  if (effect === 'blocks' || waiver !== undefined)
    return { kind: isFailing(finding) ? 'failed' : 'error', type: state, message, details: detailsOf(finding) };
  return { kind: 'skipped', message: `${effect === 'coverage' ? 'limits coverage' : 'advice'}: ${message}` };
}

function toCase(report: CheckReport, finding: Finding): JUnitCase {
  return {
    name: finding.title,
    className: `${report.customer.id}.${finding.checkId}`,
    outcome: outcomeOf(finding),
    file: `customers/${report.customer.id}/customer.yaml`,
    properties: { checkId: finding.checkId, requirement: finding.requirement, effect: finding.effect, state: finding.state },
  };
}

/** The reports as a JUnit file: one suite for each customer, one case for each check; a customer that could not be judged is an error. */
export function formatCheckJUnit(reports: readonly CheckReport[], unjudged: readonly UnjudgedCustomer[]): string {
  const nameOf = ({ name, id }: CheckReport['customer']): string => `${name} (${id})`;
  return formatJUnit([
    ...reports.map((report) => ({
      name: nameOf(report.customer),
      timestamp: report.run.ranAt,
      properties: { tenantId: report.customer.tenantId, ruleSet: report.ruleSet.id, factsTakenAt: report.run.factsTakenAt },
      cases: report.findings.map((finding) => toCase(report, finding)),
    })),
    ...unjudged.map(({ customer, code, message }) => ({
      name: nameOf(customer),
      properties: { tenantId: customer.tenantId },
      cases: [{ name: 'The customer can be judged', className: customer.id, outcome: { kind: 'error', type: code, message } as const }],
    })),
  ]);
}
