import { azureRegions } from './azure-regions.ts';
import { nearestName } from './nearest-name.ts';
import type { OperationsSettings } from './operations-settings.ts';
import { analystGroups } from './operations-settings.ts';
import type { Operator } from './operator.ts';
import type { Problem, ProblemSeverity } from './problem.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** A day's count that the consent pack promises: what the operator holds is deleted this long after a termination. */
const deletionDays = 30;

type Report = (path: YamlPath, message: string, hint: string, severity?: ProblemSeverity) => void;

function checkStorage(operator: Operator, operations: OperationsSettings, report: Report): void {
  const accounts: readonly (readonly [string, YamlPath])[] = [
    [operator.state.storageAccount, ['state', 'storageAccount']],
    [operations.jobs.storageAccount, ['operations', 'jobs', 'storageAccount']],
    ...operations.archive.map(({ storageAccount }, index) => [storageAccount, ['operations', 'archive', index, 'storageAccount']] as const),
  ];
  const seen = new Set<string>();
  for (const [name, path] of accounts) {
    if (seen.has(name))
      report(
        path,
        `the storage account ${name} is used twice`,
        'state, queue and each archive have an account of their own: their rights differ',
      );
    seen.add(name);
  }
  const regions = operations.archive.map(({ region }) => region);
  for (const [index, region] of regions.entries())
    if (regions.indexOf(region) !== index) report(['operations', 'archive', index, 'region'], `${region} has two archives`, 'keep one');
  const { immutableDays, coolAfterDays, deleteAfterDays, locked } = operations.archiveRetention;
  if (locked && immutableDays > deletionDays)
    report(
      ['operations', 'archiveRetention', 'locked'],
      `locked, no report can be deleted for ${immutableDays} days: not even ${deletionDays} days after a customer's termination, as the consent pack promises`,
      'leave it unlocked, or promise your customers something else',
      'warning',
    );
  if (deleteAfterDays < immutableDays)
    report(
      ['operations', 'archiveRetention', 'deleteAfterDays'],
      `reports would be deleted after ${deleteAfterDays} days, but cannot be for ${immutableDays}`,
      'make deleteAfterDays at least immutableDays',
    );
  if (coolAfterDays >= deleteAfterDays)
    report(
      ['operations', 'archiveRetention', 'coolAfterDays'],
      `reports would move to cheaper storage after ${coolAfterDays} days, when they are deleted already`,
      'make it less than deleteAfterDays',
    );
}

/** A new storage account in a region that does not exist would fail at apply only. */
function checkRegions(operations: OperationsSettings, report: Report): void {
  const places: readonly (readonly [string, YamlPath])[] = [
    [operations.region, ['operations', 'region']],
    ...operations.archive.map(({ region }, index) => [region, ['operations', 'archive', index, 'region']] as const),
  ];
  for (const [region, path] of places) {
    if (Object.hasOwn(azureRegions, region)) continue;
    const nearest = nearestName(region, Object.keys(azureRegions));
    report(
      path,
      `region "${region}" is not a public region of Azure`,
      nearest === undefined ? 'write its name without spaces' : `did you mean ${nearest}?`,
    );
  }
}

function checkPeople(operator: Operator, operations: OperationsSettings, report: Report): void {
  const { actors } = operator.principals;
  const names = analystGroups.map((group) => operator.principals[group].displayName.toLowerCase());
  if (actors !== undefined && names.includes(actors.displayName.toLowerCase()))
    report(['principals', 'actors', 'displayName'], `two groups are called "${actors.displayName}"`, 'give each a name of its own');
  for (const [index, group] of analystGroups.entries())
    if (names.indexOf(names[index] ?? '') !== index)
      report(
        ['principals', group, 'displayName'],
        `two groups are called "${operator.principals[group].displayName}"`,
        'give each a name of its own',
      );
  const tiers = new Set<string>();
  for (const [index, { name, groups }] of operations.tiers.entries()) {
    const path = ['operations', 'tiers', index] as const;
    if (tiers.has(name.toLowerCase())) report([...path, 'name'], `two tiers are called "${name}"`, 'give each a name of its own');
    tiers.add(name.toLowerCase());
    if (groups.includes('responders') && groups.includes('approvers'))
      report(
        [...path, 'groups'],
        `members of ${name} may activate roles and approve activations`,
        'keep the two apart: then no one person, and no one stolen account, can do both',
        'warning',
      );
  }
  for (const group of analystGroups)
    if (!operations.tiers.some(({ groups }) => groups.includes(group)))
      report(['operations', 'tiers'], `no tier leads into ${group}`, 'nobody could ever join that group', 'warning');
}

function checkPipeline(operations: OperationsSettings, report: Report): void {
  const names = new Set<string>();
  const subjects = new Set<string>();
  for (const [index, { name, issuer, subject }] of operations.ci.entries()) {
    const path = ['operations', 'ci', index] as const;
    if (names.has(name)) report([...path, 'name'], `two credentials are called "${name}"`, 'give each a name of its own');
    names.add(name);
    const key = `${issuer} ${subject}`;
    if (subjects.has(key)) report([...path, 'subject'], `"${subject}" is trusted twice`, 'take one out');
    subjects.add(key);
    if (subject.includes('*'))
      report(
        [...path, 'subject'],
        `the subject "${subject}" has a wildcard`,
        'Entra ID matches it literally: name each branch or environment',
      );
    else if (issuer.includes('token.actions.githubusercontent.com') && subject.endsWith(':pull_request'))
      report(
        [...path, 'subject'],
        'pull requests may deploy',
        'whoever can open one would become the deployer; name an environment with reviewers',
      );
  }
}

/** The rules of the operator's platform that span fields: what the schema of `operations` alone cannot say. */
export function checkOperations(operator: Operator, operations: OperationsSettings, source: YamlSource): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, hint, severity = 'error') =>
    void problems.push({ severity, code: 'MXDR-OPERATOR-OPERATIONS', message, position: source.positionOf(path), hint });
  checkStorage(operator, operations, report);
  checkRegions(operations, report);
  checkPeople(operator, operations, report);
  checkPipeline(operations, report);
  return problems;
}
