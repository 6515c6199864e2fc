import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { rememberAnswers } from './remember-answers.ts';

const statistics = { rowsRead: 1, durationMs: 1, tables: [] };
const outcomes: Readonly<Record<string, QueryOutcome>> = {
  whole: { status: 'complete', columns: [], rows: [], statistics },
  cut: { status: 'partial', columns: [], rows: [], partial: [{ code: 'limit', message: 'Cut off.' }], statistics },
  wrong: { status: 'failed', reason: 'invalid', code: 'MXDR-KQL-INVALID', message: 'Wrong.' },
};

function workspace(): LogWorkspace {
  return { description: 'a script', query: (text) => Promise.resolve(outcomes[text.split(' ')[0]!]!) };
}

describe('a workspace that remembers its answers', () => {
  it('asks again only where the text or the window changed', async () => {
    const remembering = rememberAnswers(workspace());
    const window = { start: '2026-10-01T00:00:00Z', end: '2026-11-01T00:00:00Z' };
    const first = await remembering.query('whole', window);
    expect(await remembering.query('whole', { ...window })).toBe(first);
    expect(remembering.asked()).toBe(1);
    await remembering.query('whole', { ...window, end: '2026-11-02T00:00:00Z' });
    await remembering.query('whole too', window);
    await remembering.query('whole', undefined);
    expect(remembering.asked()).toBe(4);
  });

  it.each(['cut', 'wrong'])('asks again what was %s', async (text) => {
    const remembering = rememberAnswers(workspace());
    await remembering.query(text, undefined);
    await remembering.query(text, undefined);
    expect(remembering.asked()).toBe(2);
  });

  it('forgets what was not asked for lately', async () => {
    const remembering = rememberAnswers(workspace());
    await remembering.query('whole old', undefined);
    remembering.forgetUnused();
    await remembering.query('whole new', undefined);
    remembering.forgetUnused();
    await remembering.query('whole old', undefined);
    await remembering.query('whole new', undefined);
    expect(remembering.asked()).toBe(3);
  });
});
