import { fileURLToPath } from 'node:url';
import type { Language, Period } from '@mxdr/core';
import { languages, nodeFiles, parsePeriod } from '@mxdr/core';
import type { CheckInEntry, DecisionEntry, QuestionEntry } from '@mxdr/ledgers';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectDataset } from '../dataset/collect-dataset.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { datasetToJson } from '../dataset/dataset-json.ts';
import type { ReportLedgers } from '../dataset/ledgers.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { renderHtml } from '../document/render-html.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import { localeFormat } from '../model/locale-format.ts';
import type { Block, ReportModel } from '../model/report-model.ts';
import { hostileStrings } from '../testing/hostile-strings.ts';
import { answer, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import { buildDeck } from './build-deck.ts';
import { renderPptx } from './render-pptx.ts';

const folder = fileURLToPath(new URL('../../../../reports/check-in', import.meta.url));
const period = parsePeriod('2026-10', 'Europe/Amsterdam');
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', nl: 'nl-NL', ja: 'ja-JP' };

const checkIn = (date: string, status: CheckInEntry['status']): CheckInEntry => ({
  id: `c-${date}`,
  title: 'Monthly check-in',
  date,
  attendees: ['Noor'],
  status,
  history: [{ on: '2026-09-01', to: status, by: 'Ines' }],
});
const decision = (title: string): DecisionEntry => ({
  id: 'd',
  title,
  owner: 'Noor',
  due: '2026-11-20',
  status: 'needed',
  history: [{ on: '2026-10-02', to: 'needed', by: 'Ines' }],
});
const question = (title: string): QuestionEntry => ({
  id: 'q',
  title,
  asked: '2026-10-20',
  by: 'Noor',
  credits: 2,
  incidents: [],
  status: 'asked',
  history: [{ on: '2026-10-20', to: 'asked', by: 'Noor' }],
});
const kept: ReportLedgers = {
  hunts: [],
  recommendations: [
    {
      id: 'r',
      title: 'Block legacy authentication',
      product: 'entra-id',
      createdUtc: '2026-09-02T08:00:00Z',
      dueDate: '2026-10-05',
      owner: 'Noor',
      doneUtc: null,
      incidents: [1234],
    },
  ],
  questions: [question('Is it odd?')],
  decisions: [decision('Whether servers may be isolated')],
  serviceEvents: [],
  checkIns: [checkIn('2026-09-09', 'held'), checkIn('2026-10-12', 'held'), checkIn('2026-11-09', 'planned')],
};

/** Incidents in a month, or since a day: as many as are told here by the first instant that is asked for. */
const incidentsFrom: Readonly<Record<string, number>> = {
  '2026-09-30T22:00:00.000Z': 7,
  '2026-10-11T22:00:00.000Z': 4,
  '2026-08-31T22:00:00.000Z': 9,
  '2026-07-31T22:00:00.000Z': 2,
  '2026-06-30T22:00:00.000Z': 6,
  '2026-05-31T22:00:00.000Z': 30,
};

function workspaceOf() {
  return scriptedWorkspace(({ queryId, start }) => {
    if (queryId === 'table-days')
      return answer([
        {
          Day: '2026-06-01T00:00:00Z',
          Records: 5,
          FirstRecord: '2026-05-01T10:00:00.0000000Z',
          LastRecord: '2026-10-31T10:00:00.0000000Z',
          FirstInside: '2026-10-01T10:00:00.0000000Z',
        },
      ]);
    if (queryId === 'alerts') return answer([{ ProductName: 'Product', Severity: 'High', Alerts: 1234 }]);
    if (queryId !== 'incidents') return undefined;
    return answer(
      Array.from({ length: incidentsFrom[start] ?? 1 }, (_, index) =>
        incidentRow({
          IncidentName: `a${index}`,
          IncidentNumber: 3000 + index,
          IsClosedInPeriod: index < 3,
          Status: index < 3 ? 'Closed' : 'New',
        }),
      ),
    );
  });
}

let definition: ReportDefinition;
beforeAll(async () => {
  definition = await loadReportDefinition(folder, nodeFiles);
});

async function collect(ledgers: ReportLedgers, of: Period = period): Promise<Dataset> {
  return collectDataset({
    definition,
    customer: sampleCustomer({ experts: { termStart: '2026-07-01' } }),
    operator: sampleOperator(),
    period: of,
    workspace: workspaceOf(),
    ledgers,
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

function modelOf(dataset: Dataset, locale = 'en-GB'): ReportModel {
  return buildReportModel(
    { ...dataset, customer: { ...dataset.customer, locale } },
    { issuedAt: '2026-11-09T08:00:00.000Z', toolVersion: '1.0.0' },
  );
}

const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&#x60;', '`')
    .replaceAll('&amp;', '&');

/** What stands on the slides of a file, its tables included. */
function slideTexts(bytes: Uint8Array): string {
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/u.test(name))
    .map(([, part]) => [...strFromU8(part).matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text]) => unescape(text!)).join(' '))
    .join('\n');
}

function htmlText(html: string): string {
  return unescape(html.replaceAll(/<(style|script)[^>]*>[^]*?<\/\1>/gu, ' ').replaceAll(/<[^>]*>/gu, ' ')).replaceAll(/\s+/gu, ' ');
}

const contentOf = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'columns' ? block.columns.flat() : [block]));

describe('what a check-in counts from', () => {
  it('is the beginning of the day of the last check-in in the zone of the customer, up to the end of the period', async () => {
    // WHEN
    const dataset = await collect(kept);
    const model = modelOf(dataset);

    // THEN the clocks that change on 25 October do not move it
    expect(dataset.since).toMatchObject({
      kind: 'check-in',
      date: '2026-10-12',
      standing: 'whole',
      period: { startUtc: '2026-10-11T22:00:00.000Z', endUtc: '2026-10-31T23:00:00.000Z' },
    });
    expect(dataset.metrics.find(({ metricId }) => metricId === 'inc_created')).toMatchObject({
      current: { value: 7 },
      since: { value: 4 },
    });
    // What is a state is the same whenever it is asked for.
    expect(dataset.metrics.find(({ metricId }) => metricId === 'decisions_needed')?.since).toBeUndefined();
    expect(model.sections[0]!.heading).toBe('Since the check-in of 12 Oct 2026, 4 incidents were created and 3 resolved');
  });

  it('is the period alone before the first check-in, and it says with what that is compared', async () => {
    const first = modelOf(await collect({ ...kept, checkIns: [checkIn('2026-11-09', 'planned')] }));
    const none = modelOf(await collect({}));
    expect(first.sections[0]!.heading).toBe(
      'No check-in before the end of October 2026 is on record: October 2026 is compared with September 2026',
    );
    expect(none.sections[0]!.heading).toBe('No ledger of check-ins is kept: October 2026 is compared with September 2026');
  });

  it('is not the check-in of the day after the period, nor one that was not held', async () => {
    const checkIns = [checkIn('2026-11-01', 'held'), checkIn('2026-10-20', 'cancelled'), checkIn('2026-10-31', 'held')];
    expect((await collect({ ...kept, checkIns })).since).toMatchObject({ date: '2026-10-31', period: { days: 1 } });
  });
});

describe('what is usual', () => {
  it('is the median of the earlier months that are known', async () => {
    // GIVEN September 9, August 2, July 6, June 30 incidents; the data begins in May
    const { metrics } = await collect(kept);
    expect(metrics.find(({ metricId }) => metricId === 'inc_created')?.history).toMatchObject({ state: 'known', value: 6, n: 5 });
  });

  it('is not told of a quarter', async () => {
    const { metrics } = await collect(kept, parsePeriod('2026-Q3', 'Europe/Amsterdam'));
    expect(metrics.every(({ history }) => history === undefined)).toBe(true);
  });
});

describe('a ledger that is not kept', () => {
  it('is said to be missing, and none of its numbers is 0', async () => {
    const dataset = await collect({});
    const text = slideTexts(renderPptx(buildDeck(modelOf(dataset))));
    for (const ledger of ['questions to the experts', 'decisions', 'service events', 'hunts', 'recommendations'])
      expect(text).toContain(`There is no ledger of ${ledger}`);
    const ofLedgers = dataset.metrics.filter(({ metricId }) =>
      /^(questions|credits|decisions|service|recommendations|hunts)_/u.test(metricId),
    );
    expect(ofLedgers.length).toBeGreaterThan(5);
    expect(new Set(ofLedgers.map(({ current }) => current.state))).toEqual(new Set(['unavailable']));
  });
});

describe('one run', () => {
  it('tells equal numbers on the slides of both formats, in the model and in its JSON', async () => {
    // GIVEN
    const dataset = await collect(kept);
    const model = modelOf(dataset);
    const json = datasetToJson(dataset);
    const slides = slideTexts(renderPptx(buildDeck(model)));
    const html = htmlText(await renderHtml(model));
    const format = localeFormat('en-GB', period.timeZone);

    // WHEN every value of a card, a comparison or a table is looked for
    const spoken = model.sections.filter(({ kind }) => kind !== 'appendix').flatMap(({ blocks }) => contentOf(blocks));
    const cards = spoken.flatMap((block) => (block.kind === 'metrics' ? block.cards : []));
    const cells = spoken.flatMap((block) =>
      block.kind === 'table' ? block.rows.flat() : block.kind === 'comparison' ? block.rows.flatMap((row) => row.cells) : [],
    );
    const texts = [...cards.map(({ value }) => value), ...cells.map(({ text }) => text)].filter((text) => /\d/u.test(text));

    // THEN it is on a slide and in the HTML, and is that of the JSON
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => !slides.includes(text))).toEqual([]);
    expect(texts.filter((text) => !html.includes(text))).toEqual([]);
    for (const { metricId, value, state } of cards) {
      const { current, unit } = json.metrics.find(({ id }) => id === metricId)!;
      if (state === 'known' && 'value' in current && unit !== 'percent')
        expect([metricId, value]).toEqual([metricId, format.amount(current.value, unit as 'incidents')]);
    }
    // AND no slide tells a number that the model does not have: its own number and the parts of a whole are of the deck.
    const told = new Set(JSON.stringify(model).match(/\d[\d.,:]*\d|\d/gu));
    const strange = [...slides.matchAll(/\d[\d.,:]*\d|\d/gu)]
      .map(([number]) => number)
      .filter((number) => !told.has(number) && Number(number) > 40);
    expect(strange).toEqual([]);
  });

  it('tells equal numbers in every language', async () => {
    const dataset = await collect(kept);
    const numbers = (model: ReportModel): readonly (string | number | null)[] =>
      model.sections.flatMap(({ blocks }) =>
        contentOf(blocks).flatMap((block): readonly (string | number | null)[] =>
          block.kind === 'comparison'
            ? block.rows.flatMap(({ cells }) => cells.map(({ value }) => value))
            : block.kind === 'table'
              ? block.rows.flatMap((row) => row.map(({ value }) => (typeof value === 'number' ? value : null)))
              : block.kind === 'metrics'
                ? block.cards.map(({ metricId }) => metricId)
                : [],
        ),
      );
    const english = numbers(modelOf(dataset));
    for (const language of languages) expect(numbers(modelOf(dataset, locales[language]))).toEqual(english);
  });
});

describe('hostile text in a ledger', () => {
  it('stays text on every slide', async () => {
    // GIVEN every hostile string as the title of a decision or a question, twenty at a time
    const batches = Array.from({ length: Math.ceil(hostileStrings.length / 20) }, (_, batch) =>
      hostileStrings.slice(batch * 20, batch * 20 + 20),
    );
    const dataset = await collect(kept);
    for (const batch of batches) {
      const decisions = batch.map((title, index) => ({ ...decision(title), id: `d${index}` }));
      const rows = decisions.map(({ id, title, owner, due }) => [id, title, owner, due ?? '', 'Needed', '2026-10-02', '']);
      const model = modelOf({ ...dataset, views: dataset.views.map((view) => (view.id === 'decisions' ? { ...view, rows } : view)) });

      // WHEN
      const parts = Object.entries(unzipSync(renderPptx(buildDeck(model)))).filter(([name]) => /slides?\/|notesSlides\//u.test(name));
      const html = await renderHtml(model);

      // THEN the markup is the deck's own
      for (const [, part] of parts) expect(/<(?:script|img|svg|iframe)\b/iu.test(strFromU8(part))).toBe(false);
      const body = html.replaceAll(/<style[^>]*>[^]*?<\/style>/gu, '').replaceAll(/<script[^>]*>[^]*?<\/script>/gu, '');
      expect(/window\.ran=1[^<]*<\/script>|<img[^>]*onerror/iu.test(body)).toBe(false);
    }
  });
});
