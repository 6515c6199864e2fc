import { AppError } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../context.ts';
import { createPaint } from '../terminal-text.ts';
import { blankReport } from './describe-report.ts';
import { createFleetProgress, formatPace, formatRemaining } from './fleet-progress.ts';

describe('the pace of a fleet', () => {
  it('tells rate, what is left, and failures, of reports that were made alone', () => {
    // GIVEN two minutes for six reports; the ones that were done before took no time
    const ended = ['complete', 'complete', 'incomplete', 'complete', 'failed', 'complete', 'skipped', 'skipped'] as const;
    expect(formatPace(ended, 38, 120_000)).toBe(
      '8 of 38 done · 3.0 a minute · about 10 min left · 1 failed · 1 incomplete · 2 done before',
    );
    expect(formatPace(['complete'], 38, 1000)).toBe('1 of 38 done');
    expect(formatPace(['complete', 'complete'], 2, 1000)).toBe('2 of 2 done · 120.0 a minute');
  });

  it.each([
    [0.2, '1 s'],
    [89, '89 s'],
    [600, '10 min'],
    [7500, '2 h 5 min'],
  ])('words %d seconds as %s', (seconds, words) => expect(formatRemaining(seconds)).toBe(words));
});

function told(isWatched: boolean): { readonly context: CommandContext; readonly notes: string[]; readonly screen: string[] } {
  const notes: string[] = [];
  const screen: string[] = [];
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- what progress looks at
  const context = {
    note: (text: string) => notes.push(text),
    live: isWatched ? (text: string) => screen.push(text) : undefined,
    clock: { now: () => 0 },
    paint: createPaint(false),
    width: 100,
  } as unknown as CommandContext;
  return { context, notes, screen };
}

describe('createFleetProgress', () => {
  it('writes one line for each customer into a log, with its failure, and no step', () => {
    const { context, notes } = told(false);
    const progress = createFleetProgress(context, 2, () => 0);
    progress.onStage('contoso', 'query');
    progress.onStep('contoso', 'Incidents (2026-10)');
    progress.onEnd({ ...blankReport('contoso'), state: 'complete', found: 'weekly.json is changed' }, undefined);
    const error = new AppError({ kind: 'external', code: 'MXDR-TEST', message: 'no answer', mend: 'wait' });
    progress.onEnd(
      { ...blankReport('fabrikam'), state: 'failed', error: { code: 'MXDR-TEST', kind: 'external', message: 'no answer' } },
      error,
    );
    progress.close();
    expect(notes).toHaveLength(2);
    expect(notes[0]).toMatch(/^contoso: complete \(made again: weekly\.json is changed\), 1 of 2 done/u);
    expect(notes[1]).toMatch(/^fabrikam: failed \(MXDR-TEST\), 2 of 2 done.*1 failed\nerror MXDR-TEST: no answer/u);
  });

  it('shows on a terminal what is in hand, and never more of a name than its letters', () => {
    const { context, screen } = told(true);
    const progress = createFleetProgress(context, 3, () => 0);
    progress.onStage('contoso', 'draw');
    progress.onStage('fabrikam', 'query');
    progress.onStep('fabrikam', 'a\u001b[31mname');
    progress.onStage('fabrikam', 'draw');
    expect(screen.join('')).toContain('0 of 3 done\n  contoso: drawing\n  fabrikam: asking the workspace\n');
    expect(screen.join('')).not.toContain('\u001b[31m');
    progress.close();
  });
});
