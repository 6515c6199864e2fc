import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesChart } from './chart-spec.ts';
import { toDataTable } from './data-table.ts';
import { drawChart } from './draw-chart.ts';
import { toSvg } from './to-svg.ts';

const kinds = ['bar', 'stackedBar', 'horizontalBar', 'stackedHorizontalBar', 'line', 'area', 'heatMap', 'matrix', 'funnel'] as const;

function chart(rest: Partial<SeriesChart> = {}): SeriesChart {
  return {
    kind: 'bar',
    title: 'Incidents rose',
    subtitle: 'Incidents by week',
    unit: 'count',
    categories: ['one', 'two', 'three'],
    categoryLabel: 'Week',
    series: [
      { name: 'High', role: 'severity-high', values: [1, 2, 3] },
      { name: 'Low', role: 'severity-low', values: [4, 5, 6] },
    ],
    ...rest,
  };
}

describe('toSvg', () => {
  it.each(kinds)('draws a %s with a label, classes for colour and no style', async (kind) => {
    const svg = await toSvg(chart({ kind }), { idPrefix: 'weekly' });
    expect(svg).toContain('role="img" aria-label="Incidents rose. Incidents by week"');
    if (kind !== 'heatMap') expect(svg).toContain('severity-high');
    expect(svg).not.toMatch(/style=|#[0-9a-f]{6}/);
  });

  it('escapes every text and writes finite numbers only, whatever it is given', () => {
    const text = fc.constantFrom('<script>', '"><b onload="x">', "'&`", '', 'a very long name '.repeat(12), '\u0000\u0008', '\u202Eabc');
    const value = fc.option(fc.constantFrom(0, 1, -5, 0.04, 1e9, 37.25), { nil: null });
    const spec = fc.record({
      kind: fc.constantFrom(...kinds),
      title: text,
      subtitle: text,
      unit: fc.constantFrom('count' as const, 'minutes' as const, 'hours' as const, 'gigabytes' as const, 'percent' as const),
      categories: fc.array(text, { maxLength: 12 }),
      categoryLabel: text,
      series: fc.array(
        fc.record({
          name: text,
          role: fc.constantFrom('current' as const, 'previous' as const, 'severity-high' as const),
          values: fc.array(value, { maxLength: 12 }),
        }),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(spec, fc.option(fc.record({ value: fc.constantFrom(0, 30, 2000), label: text }), { nil: undefined }), (base, target) => {
        const whole: SeriesChart = target === undefined ? base : { ...base, target };
        const svg = drawChart(whole, { idPrefix: 'p' });
        expect(svg).not.toMatch(/<(script|b)\b|NaN|Infinity|undefined|null|[\u0000\u0008]/);
        expect(svg).not.toMatch(/(?:width|height)="-/);
        expect(drawChart(whole, { idPrefix: 'p' })).toBe(svg);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('hatches what is not known and draws a zero as a zero', () => {
    const gap = drawChart(chart({ series: [{ name: 'All', role: 'accent', values: [0, null, 3] }] }), { idPrefix: 'p' });
    const zero = drawChart(chart({ series: [{ name: 'All', role: 'accent', values: [0, 0, 3] }] }), { idPrefix: 'p' });
    expect(gap.match(/class="gap"/g)).toHaveLength(1);
    expect(zero).not.toContain('class="gap"');
    expect(zero).toContain('two, All: 0');
  });

  it('breaks a line at a gap instead of falling to zero', () => {
    const svg = drawChart(
      chart({ kind: 'line', categories: ['1', '2', '3', '4', '5'], series: [{ name: 'A', role: 'current', values: [1, 2, null, 4, 5] }] }),
      { idPrefix: 'p' },
    );
    const path = /class="current line" d="([^"]*)"/.exec(svg)?.[1] ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('says in words that there is nothing to draw', () => {
    expect(drawChart(chart({ categories: [], series: [] }), { idPrefix: 'p' })).toContain('there are no rows in this period');
    expect(drawChart(chart({ series: [{ name: 'A', role: 'current', values: [null, null, null] }] }), { idPrefix: 'p' })).toContain(
      'no data',
    );
  });

  it('draws and names the target', () => {
    const svg = drawChart(chart({ target: { value: 4, label: 'Target 4' } }), { idPrefix: 'p' });
    expect(svg).toContain('class="target"');
    expect(svg).toContain('Target 4');
  });

  it('leaves out labels of the axis rather than let them touch', () => {
    const days = Array.from({ length: 90 }, (_, day) => `${day + 1} October 2026`);
    const svg = drawChart(chart({ categories: days, series: [{ name: 'A', role: 'current', values: days.map((_, day) => day) }] }), {
      idPrefix: 'p',
    });
    const drawn = [...svg.matchAll(/class="axis" x="([\d.]+)"[^>]*text-anchor="middle"/g)].map(([, x]) => Number(x));
    const columns = [...new Set(drawn)];
    expect(columns.length).toBeGreaterThan(3);
    expect(columns.length).toBeLessThan(20);
  });
});

describe('toDataTable', () => {
  it('keeps gaps as gaps and gives the target a column', () => {
    const table = toDataTable(
      chart({ unit: 'minutes', series: [{ name: 'A', role: 'current', values: [1200.5, null] }], target: { value: 30, label: 'Target' } }),
    );
    expect(table.columns.map(({ label }) => label)).toEqual(['Week', 'A (min)', 'Target (min)']);
    expect(table.rows[0]?.[1]).toEqual({ text: '1,200.5', value: 1200.5 });
    expect(table.rows[1]?.[1]).toEqual({ text: 'no data', value: null });
    expect(table.rows[2]?.[1]).toEqual({ text: 'no data', value: null });
  });
});
