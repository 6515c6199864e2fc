import { runBatch } from './run-batch.ts';
import { substituteParameters } from './workbook-parameters.ts';

export interface CorpusQuery {
  readonly id: string;
  readonly kind: string;
  readonly query: string;
}

/** What became of the queries of one kind. Those that do not bind name tables or parsers that no schema here knows. */
export interface KindTally {
  run: number;
  unsupported: number;
  failed: number;
  unbound: number;
}

export interface CorpusResult {
  readonly tallies: ReadonlyMap<string, KindTally>;
  /** Queries per feature that is not supported. */
  readonly features: ReadonlyMap<string, number>;
  /** Bound queries that ended neither in rows nor in a named feature. */
  readonly failures: readonly string[];
}

/** Runs queries of the field on empty tables: does the engine do what they ask for? */
export async function runCorpus(queries: readonly CorpusQuery[]): Promise<CorpusResult> {
  const prepared = queries.map((item) => (item.kind === 'workbook' ? { ...item, query: substituteParameters(item.query) } : item));
  const answers = await runBatch(prepared, ['--empty-tables']);
  const tallies = new Map<string, KindTally>();
  const features = new Map<string, number>();
  const failures: string[] = [];
  for (const { id, kind } of prepared) {
    const tally = tallies.get(kind) ?? { run: 0, unsupported: 0, failed: 0, unbound: 0 };
    tallies.set(kind, tally);
    const answer = answers.get(id);
    const error = answer === undefined ? { code: 'none', message: 'no answer' } : answer.error;
    if (error === undefined) tally.run++;
    else if (error.code === 'MXDR-KQL-UNSUPPORTED') {
      tally.unsupported++;
      const feature = error.message.replace(/ is not supported by .*/s, '');
      features.set(feature, (features.get(feature) ?? 0) + 1);
    } else if (/^KS\d+/.test(error.message) || error.code === 'MXDR-KQL-TABLE-MISSING') tally.unbound++;
    else {
      tally.failed++;
      failures.push(`${id}: ${error.code} ${error.message}`);
    }
  }
  return { tallies, features, failures };
}

/** Share of the bound queries that run, in percent. */
export function shareRun(tally: KindTally): number {
  return (100 * tally.run) / Math.max(1, tally.run + tally.unsupported + tally.failed);
}
