import { describe, expect, it } from 'vitest';
import { customerIdSchema } from './customer.ts';
import type { LogWorkspace } from './log-workspace.ts';
import { formatRecording, parseRecording, recordAnswers, replayRecording } from './query-recording.ts';
import type { QueryOutcome } from './query-result.ts';

const contoso = customerIdSchema.parse('contoso');
const october = { start: '2026-10-01T00:00:00Z', end: '2026-11-01T00:00:00Z' };
const at = '2026-11-02T08:00:00.000Z';

const outcomes: Readonly<Record<string, QueryOutcome>> = {
  whole: {
    status: 'complete',
    columns: [
      { name: 'A', type: 'long' },
      { name: 'B', type: 'dynamic' },
    ],
    rows: [
      ['9007199254740993', { a: [null, 1] }],
      [null, null],
    ],
    statistics: { rowsRead: null, durationMs: 12, tables: null },
    visualization: { kind: 'piechart', properties: { title: 'T', legend: null } },
    effort: {
      requests: [
        { queuedMs: 0, status: 429, pauseMs: 5 },
        { queuedMs: 1, status: 200, requestId: 'r' },
      ],
      parts: 1,
      bytesScanned: 12,
    },
  },
  partial: {
    status: 'partial',
    columns: [{ name: 'A', type: 'string' }],
    rows: [],
    partial: [{ code: 'ShardError', message: 'a shard was silent' }],
    statistics: { rowsRead: 3, durationMs: 1, tables: ['T'] },
  },
  missing: {
    status: 'failed',
    reason: 'table-missing',
    code: 'MXDR-X',
    message: 'no table',
    line: 1,
    column: 2,
    missingTables: ['T'],
    mend: 'm',
  },
};

const live: LogWorkspace = {
  description: 'live',
  async query(text, _window, signal) {
    signal?.throwIfAborted();
    return outcomes[text] ?? { status: 'failed', reason: 'invalid', code: 'MXDR-X', message: text };
  },
};

async function record(...texts: readonly string[]) {
  const workspace = recordAnswers(live, contoso);
  for (const text of texts) await workspace.query(text, october);
  return workspace.recording(at);
}

describe('a recording', () => {
  it('answers as the workspace did, whole, partial or failed, also after it was written and read', async () => {
    // GIVEN
    const read = parseRecording(formatRecording(await record('whole', 'partial', 'missing')), 'r.json');
    if (!('value' in read)) throw new Error(JSON.stringify(read.problems));
    // WHEN
    const replay = replayRecording(read.value);
    // THEN
    for (const text of ['whole', 'partial', 'missing']) expect(await replay.query(text, october)).toEqual(outcomes[text]);
    expect(replay.description).toBe(`live, as recorded at ${at}`);
    expect(read.value.customerId).toBe('contoso');
  });

  it.each([
    ['another text', 'whole ', october],
    ['another window', 'whole', { ...october, end: '2026-10-31T00:00:00Z' }],
    ['no window', 'whole', undefined],
  ])('has no answer to %s, and says so', async (_case, text, window) => {
    const outcome = await replayRecording(await record('whole')).query(text, window);
    expect(outcome).toMatchObject({ status: 'failed', reason: 'invalid', code: 'MXDR-RECORDING-UNKNOWN' });
  });

  it('keeps the later answer to a question that was asked twice, and nothing of one that was aborted', async () => {
    const recording = await record('whole', 'whole', 'partial');
    expect(recording.answers.map(({ text }) => text)).toEqual(['whole', 'partial']);
    const workspace = recordAnswers(live, contoso);
    await expect(workspace.query('whole', october, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    expect(workspace.recording(at).answers).toEqual([]);
  });

  it.each([
    ['a row that lost a cell', (text: string) => text.replace(',{"a":[null,1]}', '')],
    [
      'a partial answer that lost its reason',
      (text: string) => text.replace('[{"code":"ShardError","message":"a shard was silent"}]', '[]'),
    ],
    ['half of its text', (text: string) => text.slice(0, text.length / 2)],
    ['another version', (text: string) => text.replace('"schemaVersion":1', '"schemaVersion":2')],
    ['a status that nobody knows', (text: string) => text.replace('"status":"complete"', '"status":"good"')],
  ])('with %s is not read', async (_case, damage) => {
    const text = formatRecording(await record('whole', 'partial'));
    expect(damage(text)).not.toBe(text);
    expect(parseRecording(damage(text), 'r.json')).toHaveProperty('problems');
  });
});
