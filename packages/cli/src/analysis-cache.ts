import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import type { QueryAnalysis } from '@mxdr/detections';

/**
 * What earlier runs found of queries, so that a query is analysed once and not at each synth. It cannot go stale: an analysis is found only under
 * the hash of everything that it came from.
 */
export interface AnalysisCache {
  /** Undefined when the query has not been analysed by this very code before. */
  readonly read: (query: string) => Promise<QueryAnalysis | undefined>;
  /** A cache that cannot be written costs time and nothing else: nothing is said. */
  readonly keep: (query: string, analysis: QueryAnalysis) => Promise<void>;
}

export interface AnalysisCacheProps {
  /** Where it lies; made when it is needed, for the user alone. */
  readonly folder: string;
  /** Everything but the query that an analysis depends on: the code, its schemas, the functions that queries may call. */
  readonly basis: string;
}

/** Analyses of code that has not been used for so long are removed. */
const daysKept = 30;
const dayMs = 86_400_000;

const hashOf = (...texts: readonly string[]): string => createHash('sha256').update(JSON.stringify(texts)).digest('hex');

function isAnalysis(value: unknown): value is QueryAnalysis {
  return typeof value === 'object' && value !== null && 'diagnostics' in value && 'tables' in value;
}

async function removeOld(folder: string, keep: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const each = path.join(folder, name);
    if (name !== keep && Date.now() - (await stat(each)).mtimeMs > daysKept * dayMs) await rm(each, { recursive: true, force: true });
  }
}

/** Opens the cache; nothing is read or written before it is asked to. */
export function openAnalysisCache({ folder, basis }: AnalysisCacheProps): AnalysisCache {
  const root = path.join(folder, 'analyses');
  const name = hashOf(basis);
  const own = path.join(root, name);
  const fileOf = (query: string): string => path.join(own, `${hashOf(basis, query)}.json`);
  let ready: Promise<boolean> | undefined;
  const makeReady = async (): Promise<boolean> => {
    try {
      await mkdir(own, { recursive: true, mode: 0o700 });
      await utimes(own, new Date(), new Date());
      await removeOld(root, name);
      return true;
    } catch {
      return false;
    }
  };
  return {
    async read(query) {
      try {
        const kept: unknown = JSON.parse(await readFile(fileOf(query), 'utf8'));
        return isAnalysis(kept) ? kept : undefined;
      } catch {
        // Not there, or not whole: it is analysed.
        return undefined;
      }
    },
    async keep(query, analysis) {
      ready ??= makeReady();
      if (!(await ready)) return;
      try {
        await writeFileAtomic(fileOf(query), JSON.stringify(analysis));
      } catch {
        ready = Promise.resolve(false);
      }
    },
  };
}
