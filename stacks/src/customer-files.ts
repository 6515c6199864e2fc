import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem, YamlSource } from '@mxdr/core';
import { parseYamlDocument } from '@mxdr/core';
import type { LoadedContent, Tuning, Watchlist } from '@mxdr/detections';
import { loadContentFile, loadContentFiles, tuningSchema, validateWatchlistItems, watchlistItemsSchema } from '@mxdr/detections';
import type { OwnItems } from './service/plan-sites.ts';
import { findUnsafeTexts } from './template-text.ts';

/** What stands in a customer's folder beside its settings, as far as stacks need it. */
export interface CustomerFiles {
  /** Places of customer.yaml; absent when it cannot be read. */
  readonly source?: YamlSource;
  readonly ownItems: OwnItems;
  /** `tuning.yaml`; absent when there is none, or it cannot be read. */
  readonly tuning?: LoadedContent<Tuning>;
  readonly problems: readonly Problem[];
}

async function readSource(file: string): Promise<YamlSource | undefined> {
  try {
    const parsed = parseYamlDocument(await readFile(file, 'utf8'), file);
    return 'source' in parsed ? parsed.source : undefined;
  } catch (error) {
    // A customer made in memory has no file; its problems are told without places.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Reads `customer.yaml` for its places, `tuning.yaml`, and the rows of `watchlists/<alias>.yaml`.
 * @throws AppError usage `MXDR-RULES-UNREADABLE`
 */
export async function readCustomerFiles(folder: string, watchlists: readonly LoadedContent<Watchlist>[]): Promise<CustomerFiles> {
  const [source, load, tuning] = await Promise.all([
    readSource(`${folder}/customer.yaml`),
    loadContentFiles(watchlistItemsSchema, `${folder}/watchlists`),
    loadContentFile(tuningSchema, `${folder}/tuning.yaml`),
  ]);
  const problems: Problem[] = [...load.problems, ...tuning.problems];
  const ownItems = new Map<string, Watchlist['items']>();
  for (const own of load.items) {
    const alias = path.basename(own.file).replace(/\.ya?ml$/iu, '');
    const list = watchlists.find(({ value }) => value.alias === alias)?.value;
    if (list === undefined) {
      problems.push({
        severity: 'error',
        code: 'MXDR-WATCHLIST-UNKNOWN',
        message: `there is no watchlist "${alias}"`,
        position: own.source.positionOf([]),
        hint: `the file is called after the list: ${watchlists.map(({ value }) => value.alias).join(', ') || 'there is none yet'}`,
      });
      continue;
    }
    problems.push(...validateWatchlistItems(list, own));
    for (const unsafe of findUnsafeTexts(own.value.items)) {
      problems.push({
        severity: 'error',
        code: 'MXDR-SYNTH-PLACEHOLDER',
        message: `row ${unsafe} holds "TfToken[", which cannot be written safely`,
        position: own.source.positionOf(['items']),
        hint: 'write the text in other words',
      });
    }
    ownItems.set(alias, own.value.items);
  }
  return {
    ...(source === undefined ? {} : { source }),
    ...(tuning.content === undefined ? {} : { tuning: tuning.content }),
    ownItems,
    problems,
  };
}
