import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import { afterEach, describe, expect, it } from 'vitest';
import { answerBatch } from './query-batch.ts';
import { createPaint } from './terminal-text.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function writeBatch(lines: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-batch-'));
  folders.push(folder);
  const file = path.join(folder, 'cases.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const one: QueryOutcome = {
  status: 'complete',
  columns: [{ name: 'A', type: 'long' }],
  rows: [[1]],
  statistics: { rowsRead: 0, durationMs: 0, tables: [] },
};

/** A workspace with a defect: the query `broken` meets something that it did not expect. */
const workspace: LogWorkspace = {
  description: 'a workspace with a defect',
  query: async (text) => {
    if (text === 'broken') throw new TypeError('no column in this batch');
    return one;
  },
};

describe('a batch of queries', () => {
  it('answers every line in order, a defect and a broken line included', async () => {
    // GIVEN
    const file = writeBatch(['{"id":1,"query":"good"}', '{"id":2,"query":"broken"}', 'no JSON', '', '{"id":3,"query":"good"}']);
    const out: string[] = [];
    const notes: string[] = [];
    const context = {
      out: (text: string) => void out.push(text),
      note: (text: string) => void notes.push(text),
      paint: createPaint(false),
      signal: new AbortController().signal,
    };
    // WHEN
    const isGood = await answerBatch(context, file, workspace, undefined);
    // THEN
    expect(isGood).toBe(false);
    const answers = out.map((line): { id: unknown; error?: { code: string } } => JSON.parse(line));
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
      [1, undefined],
      [2, 'MXDR-INTERNAL'],
      [null, 'MXDR-QUERY-BATCH-LINE'],
      [3, undefined],
    ]);
    expect(notes.join('\n')).toContain('no column in this batch');
  });

  it('ends when it is interrupted', async () => {
    // GIVEN
    const file = writeBatch(['{"id":1,"query":"broken"}', '{"id":2,"query":"good"}']);
    const interrupt = new AbortController();
    interrupt.abort(new Error('interrupted'));
    const context = { out: () => undefined, note: () => undefined, paint: createPaint(false), signal: interrupt.signal };
    // WHEN
    const batch = answerBatch(context, file, workspace, undefined);
    // THEN
    await expect(batch).rejects.toThrow('interrupted');
  });
});
