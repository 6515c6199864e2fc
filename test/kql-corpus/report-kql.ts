// `npm run kql`: how much of KQL the embedded workspace answers, over published cases and queries of the field.
import process from 'node:process';
import type { ConformanceCase } from './conformance.ts';
import { judge, readLines } from './conformance.ts';
import type { CorpusQuery } from './corpus.ts';
import { runCorpus, shareRun } from './corpus.ts';
import { KNOWN_DISAGREEMENTS } from './known-disagreements.ts';
import { runBatch } from './run-batch.ts';
import { referenceFile } from './shared-data.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function reportConformance(file: string): Promise<void> {
  const cases = await readLines<ConformanceCase>(file);
  const answers = await runBatch(cases);
  const causes = new Map(KNOWN_DISAGREEMENTS.map((item) => [item.id, item]));
  for (const authority of new Set(cases.map((item) => item.authority))) {
    const own = cases.filter((item) => item.authority === authority);
    const verdicts = own.map((item) => ({ id: item.id, verdict: judge(item, answers.get(item.id)) }));
    const agreeing = verdicts.filter(({ verdict }) => verdict.kind === 'agrees').length;
    print(`${authority}: ${agreeing} of ${own.length} cases agree (${((100 * agreeing) / own.length).toFixed(1)} %)`);
    for (const { id, verdict } of verdicts) {
      if (verdict.kind === 'agrees') continue;
      const known = causes.get(id);
      print(`  ${id}: ${known === undefined ? `NOT KNOWN, ${verdict.kind}: ${verdict.detail}` : `${known.cause}: ${known.proof}`}`);
    }
  }
}

async function reportCorpus(file: string): Promise<void> {
  const { tallies, features, failures } = await runCorpus(await readLines<CorpusQuery>(file));
  for (const [kind, tally] of tallies)
    print(
      `${kind}: ${shareRun(tally).toFixed(1)} % of the bound queries run (${tally.run}; ${tally.unsupported} unsupported, ${tally.failed} failed, ${tally.unbound} do not bind)`,
    );
  for (const [feature, count] of [...features].toSorted((a, b) => b[1] - a[1])) print(`  ${count} x ${feature}`);
  for (const failure of failures) print(`  ${failure}`);
}

const parts = process.argv.slice(2);
for (const [name, data, report] of [
  ['conformance', 'kql-conformance.jsonl', reportConformance],
  ['corpus', 'kql-corpus.jsonl', reportCorpus],
] as const) {
  if (parts.length > 0 && !parts.includes(name)) continue;
  const file = referenceFile(data);
  if (file === undefined) print(`${name}: skipped, ../shared/data/${data} is absent`);
  else await report(file);
}
