import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BatchAnswer } from './conformance.ts';

const MXDR = fileURLToPath(new URL('../../packages/cli/bin/mxdr.js', import.meta.url));

/** Answers queries as a user would get them: one built `mxdr query --batch` for all. */
export async function runBatch(
  queries: readonly { readonly id: string; readonly query: string }[],
  options: readonly string[] = [],
): Promise<ReadonlyMap<string, BatchAnswer>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-batch-'));
  try {
    const file = path.join(folder, 'queries.jsonl');
    await writeFile(file, queries.map(({ id, query }) => JSON.stringify({ id, query })).join('\n'));
    const output = await collectOutput([MXDR, 'query', '--batch', file, ...options]);
    const answers = output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as BatchAnswer);
    return new Map(answers.map((answer) => [answer.id, answer]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function collectOutput(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    // Some lines are wrong on purpose, which the exit code tells; the answers say which.
    child.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
