import { SentinelWatchlistItem } from '@cdktf/provider-azurerm/lib/sentinel-watchlist-item/index.js';
import { SentinelWatchlist } from '@cdktf/provider-azurerm/lib/sentinel-watchlist/index.js';
import type { Watchlist } from '@mxdr/detections';
import { Construct } from 'constructs';
import { uuidOfText } from '../stable-ids.ts';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface WatchlistProps {
  readonly names: WorkspaceNames;
  /** `workspaceId` of the onboarding, which makes the list wait for Sentinel. */
  readonly workspaceId: string;
  /** The list with the customer's own rows. */
  readonly list: Watchlist;
}

/** One watchlist and its rows. A row is named by its key, so that a new row touches no other. */
export class SentinelList extends Construct {
  readonly resource: SentinelWatchlist;

  constructor(scope: Construct, { names, workspaceId, list }: WatchlistProps) {
    super(scope, list.alias);
    this.resource = new SentinelWatchlist(this, 'list', {
      name: list.alias,
      logAnalyticsWorkspaceId: workspaceId,
      displayName: list.name,
      description: list.description.trim(),
      itemSearchKey: list.searchKey,
    });
    this.resource.overrideLogicalId(names.address('watchlist', list.alias));
    for (const properties of list.items) {
      const key = `${list.alias}/${properties[list.searchKey] ?? ''}`;
      const name = names.id('watchlist-item', key);
      const item = new SentinelWatchlistItem(this, name, { watchlistId: this.resource.id, name, properties: { ...properties } });
      // Keys are free text; their hash is an address that no two of them share.
      item.overrideLogicalId(names.address('watchlist-item', uuidOfText(key.toLowerCase())));
    }
  }
}
