import { describe, expect, it } from 'vitest';
import type { MetricValue } from '../dataset/dataset.ts';
import { findMetric } from '../metrics/metric-catalogue.ts';
import { localeFormat } from './locale-format.ts';
import { english } from '../languages/english/english.ts';
import type { WordingContext } from './word-metric.ts';
import { wordCard } from './word-metric.ts';

const context: WordingContext = {
  format: localeFormat('en-GB', 'Europe/Amsterdam'),
  messages: english,
  base: 'September 2026',
  nullRuleOf: () => '',
  standing: 'whole',
};
const known = (value: number, more: Partial<Extract<MetricValue, { value: number }>> = {}): MetricValue => ({
  state: 'known',
  value,
  evidence: [],
  ...more,
});

function card(id: string, current: MetricValue, previous: MetricValue | null, changed: Partial<WordingContext> = {}) {
  return wordCard(findMetric(id)!, { metricId: id, current, previous }, { ...context, ...changed });
}

describe('a metric in words', () => {
  it.each([
    ['inc_backlog', 30, 24, '+6 (+25.0%) vs September 2026', 'worse'],
    ['inc_resolved_direct', 30, 24, '+6 (+25.0%) vs September 2026', 'better'],
    ['inc_created', 30, 24, '+6 (+25.0%) vs September 2026', 'neutral'],
    ['inc_backlog', 3, 9, '−6 vs September 2026', 'better'],
    ['inc_backlog', 3, 0, '+3 vs September 2026', 'worse'],
    ['inc_backlog', 3, 3, 'same as September 2026', 'neutral'],
    // What is told without tenths changes without tenths: 1:35 h less 0:57 h, and not 38.2 minutes that nobody can see.
    ['mttr', 95, 56.8, '+38 min vs September 2026', 'worse'],
    ['mttr', 200, 65, '+2:15 h vs September 2026', 'worse'],
    ['mttr', 42.3, 30.1, '+12.2 min vs September 2026', 'worse'],
    ['ingestion_total', 812, 800, '+12 GB (+1.5%) vs September 2026', 'neutral'],
  ] as const)(
    'judges %s from %d after %d by its definition, names the base, and gives no per cent of little or nothing',
    (id, now, before, text, judgement) => {
      expect(card(id, known(now), known(before)).delta).toMatchObject({ text, judgement });
    },
  );

  it('says "first period" rather than +100 % when there was nothing before', () => {
    expect(
      card('inc_created', known(5), { state: 'unavailable', reason: { kind: 'before-data' }, evidence: [] }, { standing: 'before-data' })
        .delta,
    ).toEqual({
      text: 'first period',
      direction: 'none',
      judgement: 'neutral',
      word: '',
    });
  });

  it.each([
    [{ state: 'partial', value: 3, evidence: [] } as const, 'no comparison: September 2026 is incomplete'],
    [{ state: 'unavailable', reason: { kind: 'tables-unreadable' }, evidence: [] } as const, 'no comparison with September 2026'],
  ])('does not compare with what is not whole', (previous, text) => {
    expect(card('inc_created', known(5), previous).delta).toMatchObject({ text, direction: 'none' });
  });

  it('tells shares of fewer than twenty as counts', () => {
    expect(card('class_true_positive', known(75, { n: 4, part: 3 }), known(50, { n: 40, part: 20 }))).toMatchObject({
      value: '3 of 4',
      delta: { text: '20 of 40 in September 2026' },
    });
    expect(card('class_true_positive', known(50, { n: 40, part: 20 }), known(40, { n: 40, part: 16 }))).toMatchObject({
      value: '50.0%',
      note: '20 of 40',
      delta: { text: '+10.0 points vs September 2026' },
    });
  });

  it('shows the sample and the spread of a duration, and warns of a small one', () => {
    // GIVEN
    const distribution = { n: 3, mean: 40, median: 30.25, p90: 125, negative: 1 };

    // WHEN
    const shown = card('tta_human', known(30.25, { state: 'low-sample', n: 3, distribution, without: 2 }), null);

    // THEN
    expect(shown).toMatchObject({
      value: '30.3 min',
      state: 'low-sample',
      note: 'median of 3; mean 40.0 min; 90% within 2:05 h; 2 not yet; 1 negative; only 3: read with care',
    });
  });

  it('gives a word and the reason where there is no number', () => {
    expect(
      card('mail_messages', { state: 'unavailable', reason: { kind: 'tables-missing', tables: ['EmailEvents'] }, evidence: [] }, null),
    ).toEqual({
      metricId: 'mail_messages',
      label: 'Messages',
      value: 'not available',
      unit: '',
      state: 'unavailable',
      delta: null,
      note: 'The table EmailEvents does not exist in the workspace.',
    });
    expect(card('mail_messages', known(1), null)).toMatchObject({ value: '1', unit: 'message' });
    expect(card('mail_messages', known(0), null)).toMatchObject({ value: '0', unit: 'messages', state: 'known' });
  });
});

describe('numbers of a locale', () => {
  it.each([
    [0, '0.0 min'],
    [-0.01, '0.0 min'],
    [12.34, '12.3 min'],
    [59.94, '59.9 min'],
    [59.96, '1:00 h'],
    [125.4, '2:05 h'],
    [-90, '−1:30 h'],
    [3 * 24 * 60 + 10, '72:10 h'],
  ])('writes %d minutes as %s', (minutes, text) => {
    expect(context.format.minutes(minutes)).toBe(text);
  });

  it('groups and points as the locale does, and keeps a day as it is in every zone', () => {
    const dutch = localeFormat('nl-NL', 'America/New_York');
    expect(dutch.count(12345)).toBe('12.345');
    expect(dutch.percent(12.25)).toBe('12,3%');
    expect(dutch.date('2026-10-01')).toBe('1 okt 2026');
    expect(dutch.instant('2026-11-01T05:30:00.000Z')).toContain('01:30');
  });
});
