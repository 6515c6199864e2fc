import { LogAnalyticsSavedSearch } from '@cdktf/provider-azurerm/lib/log-analytics-saved-search/index.js';
import type { HuntingQuery, SavedFunction } from '@mxdr/detections';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';

interface SavedSearchProps {
  readonly names: WorkspaceNames;
  readonly workspaceId: string;
  readonly dependsOn: ITerraformDependable[];
}

/** One hunting query: a saved search of the category that Sentinel shows under Hunting. Every edit makes it anew; nothing is lost by that. */
export class SavedHuntingQuery extends Construct {
  constructor(scope: Construct, { names, workspaceId, dependsOn, query }: SavedSearchProps & { readonly query: HuntingQuery }) {
    super(scope, query.id.toLowerCase());
    const search = new LogAnalyticsSavedSearch(this, 'search', {
      name: names.id('hunting', query.id),
      logAnalyticsWorkspaceId: workspaceId,
      category: 'Hunting Queries',
      displayName: query.name,
      query: query.query.trim(),
      tags: {
        description: query.description.trim(),
        tactics: query.tactics.join(','),
        ...(query.relevantTechniques.length === 0 ? {} : { techniques: query.relevantTechniques.join(',') }),
      },
      dependsOn,
    });
    search.overrideLogicalId(names.address('hunting', query.id));
  }
}

/** One question about the health of the workspace, ready to be run. */
export interface SavedHealth {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly query: string;
}

/** One health query: a saved search of a category of its own, so that the operator finds it beside the hunts and not among them. */
export class SavedHealthQuery extends Construct {
  constructor(scope: Construct, { names, workspaceId, dependsOn, query }: SavedSearchProps & { readonly query: SavedHealth }) {
    super(scope, query.id.toLowerCase());
    const search = new LogAnalyticsSavedSearch(this, 'search', {
      name: names.id('health', query.id),
      logAnalyticsWorkspaceId: workspaceId,
      category: 'mxdr health',
      displayName: query.name,
      query: query.query,
      tags: { description: query.description },
      dependsOn,
    });
    search.overrideLogicalId(names.address('health-query', query.id));
  }
}

/** One function that rules and hunts call by its alias. */
export class WorkspaceFunction extends Construct {
  readonly resource: LogAnalyticsSavedSearch;

  constructor(scope: Construct, { names, workspaceId, dependsOn, saved }: SavedSearchProps & { readonly saved: SavedFunction }) {
    super(scope, saved.id.toLowerCase());
    const parameters = saved.parameters.map(({ name, type, default: value }) => `${name}:${type}${value === undefined ? '' : `=${value}`}`);
    this.resource = new LogAnalyticsSavedSearch(this, 'search', {
      name: names.id('function', saved.id),
      logAnalyticsWorkspaceId: workspaceId,
      category: 'mxdr functions',
      displayName: saved.name,
      functionAlias: saved.alias,
      ...(parameters.length === 0 ? {} : { functionParameters: parameters }),
      query: saved.query.trim(),
      dependsOn,
    });
    this.resource.overrideLogicalId(names.address('function', saved.id));
  }
}
