import type { LogWorkspace } from '@mxdr/core';
import type { TableProvider } from '@mxdr/kql';

/** A workspace that the server answers for. */
export interface ServedWorkspace {
  /** The GUID that the portal shows as "Workspace ID". */
  readonly id: string;
  /** Another name, for clients of Azure Data Explorer that ask for it as a database. @default its id alone */
  readonly name?: string;
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

/** Workspaces by their ids, names and resource ids, whatever their case. */
export class WorkspaceDirectory {
  private readonly byId = new Map<string, ServedWorkspace>();
  private readonly byName = new Map<string, ServedWorkspace>();

  add(workspace: ServedWorkspace): void {
    this.byId.set(workspace.id.toLowerCase(), workspace);
    for (const name of [workspace.name, workspace.resourceId])
      if (name !== undefined) this.byName.set(name.toLowerCase().replace(/^\/+/, ''), workspace);
  }

  /** Those that tokens of this tenant open. */
  openTo(tenantId: string): readonly ServedWorkspace[] {
    return [...this.byId.values()].filter((workspace) => isOpenTo(workspace, tenantId));
  }

  /** @param name id, name or resource id */
  find(name: string): ServedWorkspace | undefined {
    const key = name.toLowerCase();
    return this.byId.get(key) ?? this.byName.get(key.replace(/^\/+/, ''));
  }
}

/** Whether a token of this tenant opens the workspace. */
export function isOpenTo(workspace: ServedWorkspace, tenantId: string): boolean {
  const key = tenantId.toLowerCase();
  return [workspace.tenantId, ...(workspace.openTo ?? [])].some((tenant) => tenant.toLowerCase() === key);
}
