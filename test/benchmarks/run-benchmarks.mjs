import { benchDecks } from './draw-decks.mjs';
import { benchKills } from './kill-fleet.mjs';
import { benchPdf } from './print-pdf.mjs';
import { benchReportFleet } from './report-fleet.mjs';
import { benchLimits } from './service-limits.mjs';
import { benchParquet } from './read-parquet.mjs';
import { benchSmall } from './small-queries.mjs';
import { benchQueries } from './run-queries.mjs';
import { benchQuery } from './scan-rows.mjs';
import { benchStartUp } from './start-up.mjs';
import { benchSynth } from './synth-fleet.mjs';
import { benchWorker } from './worker-kills.mjs';

const benchmarks = {
  start: benchStartUp,
  query: benchQuery,
  queries: benchQueries,
  small: benchSmall,
  parquet: benchParquet,
  pdf: benchPdf,
  decks: benchDecks,
  reports: benchReportFleet,
  kills: benchKills,
  limits: benchLimits,
  synth: benchSynth,
  worker: benchWorker,
};

/** Minutes and gigabytes: only when named. */
const onlyWhenNamed = new Set(['parquet', 'reports', 'limits', 'worker', 'kills']);

/**
 * Runs the benchmarks named, or all but the longest, and prints their ratios beside the targets. Exit 1 when a target is missed.
 * @param {readonly string[]} args names, and `--true-scale` where a benchmark would else shorten the time it takes
 */
export async function runBenchmarks(args) {
  const isTrueScale = args.includes('--true-scale');
  const names = args.filter((name) => name !== '--true-scale');
  const unknown = names.filter((name) => !(name in benchmarks));
  if (unknown.length > 0) {
    process.stderr.write(
      `error MXDR-BENCH-UNKNOWN: there is no benchmark ${unknown.join(', ')}.\n  next   Name some of ${Object.keys(benchmarks).join(', ')}.\n`,
    );
    return 3;
  }
  let isMet = true;
  for (const [name, run] of Object.entries(benchmarks)) {
    if (names.length > 0 ? !names.includes(name) : onlyWhenNamed.has(name)) continue;
    for (const { name: title, ratio, target, isHigherBetter, detail } of [await run({ isTrueScale })].flat()) {
      const isGood = isHigherBetter ? ratio >= target : ratio <= target;
      isMet &&= isGood;
      process.stdout.write(
        `${isGood ? 'met   ' : 'MISSED'} ${ratio.toFixed(2)} (target ${isHigherBetter ? 'at least' : 'at most'} ${target})  ${title}  [${detail}]\n`,
      );
    }
  }
  return isMet ? 0 : 1;
}
