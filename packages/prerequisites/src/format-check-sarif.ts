import type { Finding, SarifResult } from '@mxdr/core';
import { formatSarif } from '@mxdr/core';
import type { CheckReport, UnjudgedCustomer } from './check-report.ts';
import { checkIds } from './check.ts';
import { english } from './words/english.ts';
import { stateWords } from './describe-state.ts';

function toResult(report: CheckReport, finding: Finding): SarifResult {
  const { checkId, state, effect, observed, mend, waiver, requirement, source, affected } = finding;
  const kinds = { met: 'pass', 'not-applicable': 'notApplicable', unknown: 'open', 'not-met': 'fail', unlicensed: 'fail' } as const;
  const levels = { blocks: 'error', coverage: 'warning', advice: 'note' } as const;
  return {
    ruleId: checkId,
    kind: kinds[state],
    level: levels[effect],
    message: `${report.customer.name}: ${finding.title}: ${stateWords[state]}, ${observed}.${mend === undefined ? '' : ` ${mend}`}`,
    position: { file: `customers/${report.customer.id}/customer.yaml` },
    identity: `${report.customer.id}/${checkId}`,
    ...(waiver?.standing === 'accepted' ? { acceptedBecause: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` } : {}),
    properties: {
      customer: report.customer.id,
      tenantId: report.customer.tenantId,
      state,
      effect,
      requirement,
      source,
      ruleSet: report.ruleSet.id,
      ...(affected === undefined ? {} : { affected: affected.count }),
    },
  };
}

/** The reports in SARIF: every check of every customer, with the same identity in each run; a customer that could not be judged is a result too. */
export function formatCheckSarif(reports: readonly CheckReport[], unjudged: readonly UnjudgedCustomer[], toolVersion: string): string {
  return formatSarif({
    toolVersion,
    rules: [
      ...checkIds.map((id) => ({ id, title: english.checks[id].title })),
      ...[...new Set(unjudged.map(({ code }) => code))].map((code) => ({ id: code, title: 'The customer could not be judged' })),
    ],
    results: [
      ...reports.flatMap((report) => report.findings.map((finding) => toResult(report, finding))),
      ...unjudged.map(({ customer, code, message }): SarifResult => ({
        ruleId: code,
        level: 'error',
        message: `${customer.name}: ${message}`,
        position: { file: `customers/${customer.id}/customer.yaml` },
        identity: customer.id,
      })),
    ],
  });
}
