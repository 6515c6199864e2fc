import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { StableIdKind } from './stable-ids.ts';
import { addressOf, stableId } from './stable-ids.ts';

/** Names and addresses of what belongs to one workspace. Those of the first one never mention it. */
export interface WorkspaceNames {
  /** GUID of an object by its content id. */
  readonly id: (kind: StableIdKind, contentId: string) => string;
  /** Terraform address of an object by its content id. */
  readonly address: (prefix: string, contentId?: string) => string;
}

export function namesOf(plan: Pick<EnvironmentPlan, 'customer'>, workspace: Pick<WorkspacePlan, 'key'>): WorkspaceNames {
  const inside = (text: string): string => (workspace.key === 'primary' ? text : `${workspace.key}-${text}`);
  return {
    id: (kind, contentId) => stableId(plan.customer.id, kind, workspace.key === 'primary' ? contentId : `${workspace.key}/${contentId}`),
    address: (prefix, contentId) => inside(contentId === undefined ? prefix : addressOf(prefix, contentId)),
  };
}
