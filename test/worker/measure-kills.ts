// Run by the benchmark: jobs, duplicates and kills as arguments, the result as JSON on stdout.
import { runUnderKills } from './run-under-kills.ts';

const [jobs = 0, duplicates = 0, kills = 0] = process.argv.slice(2).map(Number);
const result = await runUnderKills({ jobs, duplicates, kills, limitMs: 1_800_000 });
process.stdout.write(JSON.stringify(result));
