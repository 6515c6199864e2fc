// `npm run bench`: ratios from one run on one machine. Absolute times differ between machines and hours; ratios travel.
import { setUp } from './set-up.mjs';

await setUp();
const { runBenchmarks } = await import('../test/benchmarks/run-benchmarks.mjs');
process.exitCode = await runBenchmarks(process.argv.slice(2));
