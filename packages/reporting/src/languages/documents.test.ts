import type { Language } from '@mxdr/core';
import { languages } from '@mxdr/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset/dataset.ts';
import { renderHtml } from '../document/render-html.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import type { ReportModel } from '../model/report-model.ts';
import { scriptedDataset } from '../testing/scripted-dataset.ts';
import { answer, incidentRow, missing } from '../testing/scripted-workspace.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', nl: 'nl-NL', ja: 'ja-JP' };
const october = '2026-09-30T22:00:00.000Z';

/** A month with something in every state: resolved, waiting, noisy, hunted; mail is not connected, and sign-ins failed. */
function collect(): Promise<Dataset> {
  const rows = [
    incidentRow({
      IncidentName: 'a',
      IncidentNumber: 1,
      Title: 'Xq 1',
      IsWaiting: true,
      WaitingSince: '2026-10-06T10:00:00.0000000Z',
      TasksGuided: 1,
      TasksOpen: 1,
      TasksWaiting: 1,
    }),
    incidentRow({
      IncidentName: 'b',
      IncidentNumber: 2,
      Title: 'Xq 2',
      Severity: 'Low',
      Status: 'Closed',
      Classification: 'BenignPositive',
      IsClosedInPeriod: true,
      IsOpenAtEnd: false,
      ClosedAt: '2026-10-07T12:34:00.0000000Z',
      FirstHumanTime: '2026-10-05T10:12:30.0000000Z',
      Reopens: 1,
    }),
    incidentRow({
      IncidentName: 'c',
      IncidentNumber: 3,
      Title: 'Xq 3',
      Severity: 'Medium',
      Status: 'Closed',
      Classification: 'TruePositive',
      IsClosedInPeriod: true,
      IsOpenAtEnd: false,
      ClosedAt: '2026-10-09T12:34:00.0000000Z',
      FirstHumanTime: '2026-10-05T11:12:30.0000000Z',
      WaitMinutes: 900,
      HasHelp: true,
      TasksGuided: 1,
      TasksCompleted: 1,
      CompletionMinutes: [77],
    }),
  ];
  return scriptedDataset(
    ({ queryId, start }) => {
      if (queryId === 'incidents') return answer(start === october ? rows : rows.slice(0, 1));
      if (queryId === 'alerts') return answer([{ ProductName: 'Xq', Severity: 'High', Alerts: 1234 }]);
      if (queryId === 'mail') return missing('EmailEvents');
      return queryId === 'assets' ? answer([]) : undefined;
    },
    {
      ledgers: {
        hunts: [
          {
            id: 'h',
            title: 'Xq',
            hypothesis: '',
            category: 'Xq',
            severity: 'Low',
            startedUtc: '2026-10-02T08:00:00Z',
            endedUtc: '2026-10-05T08:00:00Z',
            result: 'nothing-found',
            summary: 'Xq',
            notifications: [],
            becameRule: true,
          },
        ],
        recommendations: [
          {
            id: 'r',
            title: 'Xq',
            product: 'Xq',
            createdUtc: '2026-09-02T08:00:00Z',
            dueDate: '2026-10-05',
            owner: 'Xq',
            doneUtc: null,
            incidents: [1],
          },
        ],
        tuning: [],
      },
    },
  );
}

let dataset: Dataset;
beforeAll(async () => {
  dataset = await collect();
});

const modelIn = (language: Language): ReportModel =>
  buildReportModel(
    { ...dataset, customer: { ...dataset.customer, locale: locales[language] } },
    { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' },
  );

/** Every number of a model with its place: what charts draw and what cells sort and export by. */
function numbersOf(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return [`${path} ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`));
}

/** What a person reads or hears, without the names that this test gave. */
const readable = (html: string): string =>
  html
    .replaceAll(/<(style|script)[^>]*>[^]*?<\/\1>/gu, ' ')
    .replaceAll(/(?:aria-label|alt)="([^"]*)"/gu, '>$1<')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&quot;|&#x27;/gu, ' ');

/** Words that English has and none of the other languages. */
const english =
  /\b(the|and|with|were|your|you|this|that|from|each|which|have|been|they|than|when|closed|waiting|resolved|opened|severity|rows|not|of the)\b/giu;

describe.each(languages)('the service review in %s', (language) => {
  it('tells the numbers that it tells in English', () => {
    expect(numbersOf(modelIn(language))).toEqual(numbersOf(modelIn('en')));
    expect(numbersOf(modelIn(language)).length).toBeGreaterThan(100);
  });

  it('says which language it is in', async () => {
    expect(await renderHtml(modelIn(language))).toContain(`<html lang="${locales[language]}">`);
  });
});

describe.each(languages.filter((language) => language !== 'en'))('words of the service review in %s', (language) => {
  it('are of the language', async () => {
    // Told in the words of the workspace, and a name that Sentinel gives.
    const words = readable(await renderHtml(modelIn(language))).replaceAll(/There is no table \w+\.|Incident created from alert/gu, '');
    expect(
      [...words.matchAll(english)].map(({ index }) => words.slice(Math.max(0, index - 60), index + 60).replaceAll(/\s+/gu, ' ')),
    ).toEqual([]);
  });
});

describe('numbers and dates of a language', () => {
  it.each([
    ['de', '1.234', '3. November 2026'],
    ['fr', '1\u202f234', '3 novembre 2026'],
    ['nl', '1.234', '3 november 2026'],
    ['ja', '1,234', '2026年11月3日'],
  ] as const)('are written as in %s', (language, thousands, day) => {
    const model = modelIn(language);
    expect(JSON.stringify(model)).toContain(thousands);
    expect(model.issuedAtLabel).toContain(day);
  });
});
