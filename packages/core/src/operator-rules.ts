import { accentFault, logoForm } from './brand.ts';
import { checkOperations } from './operations-rules.ts';
import type { Operator } from './operator.ts';
import type { Problem } from './problem.ts';
import type { YamlSource } from './yaml-source.ts';

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The rules of the operator's file that span fields. */
export function checkOperator(operator: Operator, source: YamlSource): readonly Problem[] {
  const problems: Problem[] = [];
  const { readers, responders, approvers, actors, deployer } = operator.principals;
  const groups = { readers, responders, approvers, ...(actors === undefined ? {} : { actors }) };
  for (const [name, group] of Object.entries(groups)) {
    if (group.principalId.toLowerCase() === deployer.principalId.toLowerCase()) {
      problems.push({
        severity: 'error',
        code: 'MXDR-OPERATOR-PRINCIPALS',
        message: `${name} and deployer are the same principal`,
        position: source.positionOf(['principals', 'deployer', 'principalId']),
        hint: 'people and the pipeline never share an identity',
      });
    }
  }
  const { readerApplication } = operator.principals;
  if (readerApplication !== undefined) {
    const same = Object.entries({ deployer, ...groups }).find(([, one]) => isSame(one.principalId, readerApplication.principalId));
    const isPipeline = isSame(deployer.clientId, readerApplication.clientId);
    if (same !== undefined || isPipeline) {
      problems.push({
        severity: 'error',
        code: 'MXDR-OPERATOR-PRINCIPALS',
        message: `readerApplication and ${same?.[0] ?? 'deployer'} are the same principal`,
        position: source.positionOf(['principals', 'readerApplication', same === undefined ? 'clientId' : 'principalId']),
        hint: 'what reads and reports never shares an identity with what deploys, nor with people',
      });
    }
  }
  if (approvers.principalId.toLowerCase() === responders.principalId.toLowerCase()) {
    problems.push({
      severity: 'warning',
      code: 'MXDR-OPERATOR-PRINCIPALS',
      message: 'approvers and responders are the same group',
      position: source.positionOf(['principals', 'approvers', 'principalId']),
      hint: 'nobody approves a request of their own, so one person alone could never activate a role',
    });
  }
  for (const [name, group] of Object.entries({ readers, responders, approvers })) {
    if (actors === undefined || group.principalId.toLowerCase() !== actors.principalId.toLowerCase()) continue;
    problems.push({
      severity: 'error',
      code: 'MXDR-OPERATOR-PRINCIPALS',
      message: `actors and ${name} are the same group`,
      position: source.positionOf(['principals', 'actors', 'principalId']),
      hint: 'whoever is in it would hold a role that writes, permanently',
    });
  }
  const fault = accentFault(operator.branding.accent);
  if (fault !== undefined)
    problems.push({
      severity: 'error',
      code: 'MXDR-OPERATOR-CONTRAST',
      message: fault,
      position: source.positionOf(['branding', 'accent']),
      hint: 'choose a darker colour',
    });
  const { logo } = operator.branding;
  if (logo !== undefined && !logoForm.test(logo))
    problems.push({
      severity: 'error',
      code: 'MXDR-OPERATOR-LOGO',
      message: `logo "${logo}" must be a PNG or SVG file in the folder of operator.yaml`,
      position: source.positionOf(['branding', 'logo']),
      hint: 'put the file beside operator.yaml',
    });
  if (operator.operations !== undefined) problems.push(...checkOperations(operator, operator.operations, source));
  return problems;
}
