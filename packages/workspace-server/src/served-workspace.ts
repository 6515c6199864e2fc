import type { LogWorkspace } from '@mxdr/core';
import type { TableProvider } from '@mxdr/kql';

/** A workspace that the server answers for. */
export interface ServedWorkspace {
  /** The GUID that the portal shows as "Workspace ID". For Azure Data Explorer's clients it is the name of the database. */
  readonly id: string;
  /** Entra tenant of its customer: tokens of this tenant open it. */
  readonly tenantId: string;
  /** What answers: local tables, rows in memory, anything with the port. */
  readonly workspace: LogWorkspace;
  /** Its tables, where a query may name several workspaces at once. @default such queries are refused */
  readonly tables?: TableProvider;
  /** Further tenants whose tokens open it, as an operator's does through Azure Lighthouse. @default none */
  readonly openTo?: readonly string[];
  /** `/subscriptions/…/providers/Microsoft.OperationalInsights/workspaces/<name>`, for queries by resource. @default none */
  readonly resourceId?: string;
  /** It never received data: every query is answered with 204 and no body. @default false */
  readonly isEmpty?: boolean;
}

/** Workspaces by their ids and resource ids, whatever their case. */
export class WorkspaceDirectory {
  private readonly byId = new Map<string, ServedWorkspace>();
  private readonly byResource = new Map<string, ServedWorkspace>();

  add(workspace: ServedWorkspace): void {
    this.byId.set(workspace.id.toLowerCase(), workspace);
    if (workspace.resourceId !== undefined) this.byResource.set(workspace.resourceId.toLowerCase(), workspace);
  }

  /** @param name id or resource id */
  find(name: string): ServedWorkspace | undefined {
    const key = name.toLowerCase();
    return this.byId.get(key) ?? this.byResource.get(`/${key.replace(/^\/+/, '')}`);
  }
}

/** Whether a token of this tenant opens the workspace. */
export function isOpenTo(workspace: ServedWorkspace, tenantId: string): boolean {
  const key = tenantId.toLowerCase();
  return [workspace.tenantId, ...(workspace.openTo ?? [])].some((tenant) => tenant.toLowerCase() === key);
}
