import { regionsOf } from './azure-regions.ts';
import type { Customer } from './customer.ts';
import type { Operator } from './operator.ts';
import type { Problem } from './problem.ts';
import type { YamlSource } from './yaml-source.ts';

/**
 * Whether the operator can archive this customer's reports where the customer's data must stay, and as long as the contract asks. Nothing to say
 * where the operator has no platform: it keeps no reports then.
 */
export function checkArchive(customer: Customer, operator: Operator, source: YamlSource): readonly Problem[] {
  const { operations } = operator;
  if (operations === undefined || customer.cloud !== 'commercial') return [];
  const problems: Problem[] = [];
  const regions = operations.archive.map(({ region }) => region);
  const { region, dataResidency, contract } = customer;
  if (dataResidency !== undefined && !regions.some((one) => regionsOf(dataResidency).includes(one))) {
    problems.push({
      severity: 'error',
      code: 'MXDR-CUSTOMER-ARCHIVE',
      message: `no archive of the operator stands within the data residency "${dataResidency}": reports could be kept nowhere`,
      position: source.positionOf(['dataResidency']),
      hint: `add one to operations.archive of operator.yaml, in ${regionsOf(dataResidency).join(', ')}`,
    });
  } else if (!regions.includes(region)) {
    problems.push({
      severity: 'warning',
      code: 'MXDR-CUSTOMER-ARCHIVE',
      message: `the operator has no archive of reports in ${region}, only in ${regions.join(', ')}`,
      position: source.positionOf(['region']),
      hint: 'add one to operations.archive of operator.yaml, or agree with the customer where reports are kept',
    });
  }
  const { deleteAfterDays } = operations.archiveRetention;
  if (contract.retentionDays !== undefined && deleteAfterDays < contract.retentionDays) {
    problems.push({
      severity: 'error',
      code: 'MXDR-CUSTOMER-CONTRACT',
      message: `archived reports are deleted after ${deleteAfterDays} days; the contract asks for ${contract.retentionDays}`,
      position: source.positionOf(['contract', 'retentionDays']),
      hint: `set operations.archiveRetention.deleteAfterDays of operator.yaml to at least ${contract.retentionDays}`,
    });
  }
  return problems;
}
