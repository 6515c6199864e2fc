import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, Finding, Operator } from '@mxdr/core';
import { findCustomer, formatProblem, loadCustomers, localDay, nodeFiles, periodOfDay, requireOperator } from '@mxdr/core';
import type { CheckReport, ReadinessPlan } from '@mxdr/prerequisites';
import {
  assessReadiness,
  checkWordsFor,
  emptyReadinessPlan,
  findRuleSet,
  readCheckReports,
  readReadinessPlan,
  readTenantFacts,
  readWaivers,
  runChecks,
} from '@mxdr/prerequisites';
import type { Block, Dataset, ReportLedgers, ReportModel } from '@mxdr/reporting';
import { buildReportModel, collectDataset, makeEvidenceFiles, redactDataset, loadReportDefinition, renderHtml } from '@mxdr/reporting';
import { describe, expect, it } from 'vitest';
import { toReadinessRecord } from './readiness-record.ts';
import { noWorkspace } from './workspaces.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const customers = path.join(repository, 'customers');
const nowMs = Date.parse('2026-11-27T06:00:00Z');
const issue = { issuedAt: new Date(nowMs).toISOString(), toolVersion: '1.0.0' };

interface Sample {
  readonly customer: Customer;
  readonly operator: Operator;
  readonly report: CheckReport;
  readonly plan: ReadinessPlan;
  readonly history: readonly CheckReport[];
}

function required<Value extends object>(reading: Value | { readonly problems: readonly Parameters<typeof formatProblem>[0][] }): Value {
  if ('problems' in reading) throw new Error(reading.problems.map(formatProblem).join('\n'));
  return reading;
}

async function loadSample(id: string, change: (facts: string) => string = (facts) => facts, ownLocale?: string): Promise<Sample> {
  const book = await loadCustomers(customers);
  const found = findCustomer(book, id);
  const locale = ownLocale ?? found.locale;
  const customer = { ...found, locale };
  const operator = requireOperator(book);
  const read = async (name: string): Promise<string | undefined> => nodeFiles.readText(path.join(customers, id, name));
  const waivers = await read('waivers.yaml');
  const names = await readdir(path.join(customers, id, 'checks'));
  return {
    customer,
    operator,
    report: runChecks(
      customer,
      readTenantFacts(change((await read('facts.json')) ?? ''), 'facts.json'),
      findRuleSet(customer.ruleSet),
      nowMs,
      operator,
      {
        waivers: waivers === undefined ? [] : required(readWaivers(waivers, 'waivers.yaml')).waivers,
        words: checkWordsFor(locale),
      },
    ),
    plan: required(readReadinessPlan((await read('readiness.yaml')) ?? '', 'readiness.yaml')).plan,
    history: (
      await Promise.all(names.map(async (name) => readCheckReports(await readFile(path.join(customers, id, 'checks', name), 'utf8'), name)))
    ).flat(),
  };
}

async function datasetOf({ customer, operator, report, plan, history }: Sample, given = true): Promise<Dataset> {
  const words = checkWordsFor(customer.locale);
  const record = toReadinessRecord({ report, readiness: assessReadiness(report, { customer, plan, history, words }) });
  const ledgers: ReportLedgers = given ? { readiness: record } : {};
  return collectDataset({
    definition: await loadReportDefinition(path.join(repository, 'reports/readiness'), nodeFiles),
    customer,
    operator,
    period: periodOfDay(localDay(Date.parse(report.run.asOf), customer.timeZone), customer.timeZone),
    workspace: noWorkspace,
    ledgers,
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

async function modelOf(sample: Sample, given = true): Promise<ReportModel> {
  return buildReportModel(await datasetOf(sample, given), issue);
}

const blocksOf = (model: ReportModel): readonly Block[] => model.sections.flatMap(({ blocks }) => blocks);
const isOpen = ({ state, waiver }: Finding): boolean => (state === 'not-met' || state === 'unlicensed') && waiver?.standing !== 'accepted';

/** The numbers that the report has to show, counted anew from the findings: nothing of the readiness code is asked. */
function truthOf({ report, plan, history }: Sample): Readonly<Record<string, unknown>> {
  const asked = report.findings.filter(({ requirement, state }) => requirement !== '-' && state !== 'not-applicable');
  const open = asked.filter(isOpen);
  const unknown = asked.filter(({ state }) => state === 'unknown');
  const accepted = asked.filter(({ state, waiver }) => state !== 'met' && state !== 'unknown' && waiver?.standing === 'accepted');
  const met = asked.filter(({ state }) => state === 'met');
  const working = open.filter(({ checkId }) => plan.actions.some(({ check, state }) => check === checkId && state === 'in-progress'));
  const blocking = (some: readonly Finding[]): number => some.filter(({ effect }) => effect === 'blocks').length;
  const earlier = history.toSorted((a, b) => (a.run.asOf < b.run.asOf ? -1 : 1));
  const runs = [...earlier, report].map(({ run, findings, coverage }) => {
    const own = findings.filter(({ requirement, state }) => requirement !== '-' && state !== 'not-applicable');
    return {
      day: run.asOf.slice(0, 10),
      met: own.filter(({ state }) => state === 'met').length,
      failing: own.filter(isOpen).length,
      accepted: own.filter(({ state, waiver }) => state !== 'met' && waiver?.standing === 'accepted').length,
      notKnown: own.filter(({ state }) => state === 'unknown').length,
      devices: coverage.assets?.find(({ kind }) => kind === 'devices')?.protectedNow ?? null,
    };
  });
  const progress = [open.length - working.length, working.length, unknown.length, accepted.length, met.length];
  return {
    readiness_complete_now: blocking(open),
    readiness_find_out_now: blocking(unknown),
    readiness_to_complete: progress[0],
    readiness_in_progress: progress[1],
    readiness_accepted: progress[3],
    readiness_completed: progress[4],
    progress,
    'actions-needed': open.length + unknown.length,
    protected: (report.coverage.assets ?? []).flatMap(({ protectedNow, target }) => [protectedNow ?? null, target ?? null]),
    'assets-table': (report.coverage.assets ?? []).map(({ protectedNow, target, licensed }) => [
      protectedNow ?? null,
      target ?? null,
      licensed ?? null,
    ]),
    products: Object.keys(report.coverage.products).length,
    depth: Object.values(report.coverage.devices ?? {}),
    'check-list': report.findings
      .filter(({ requirement }) => requirement !== '-')
      .map(({ title }) => title)
      .toSorted(),
    'waiver-list': report.findings.flatMap(({ waiver }) => waiver?.expires ?? []).toSorted(),
    'trend-chart': [
      runs.map((run) => run.met),
      runs.map((run) => run.accepted),
      runs.map((run) => run.notKnown),
      runs.map((run) => run.failing),
    ],
    'trend-table': runs.map(({ day, met: ok, failing, accepted: waived, notKnown, devices }) => [
      day,
      ok,
      failing,
      waived,
      notKnown,
      devices,
    ]),
    'score-table': [...earlier, report].map(({ secureScore }) => [
      secureScore?.createdAt.slice(0, 10),
      secureScore?.current,
      secureScore?.max,
    ]),
    'unread-list': report.run.unread?.map(({ fact }) => fact).length,
    steps: 12,
    drift: report.findings
      .filter((finding) => /^access-(?!audit)/u.test(finding.checkId) && isOpen(finding))
      .reduce((sum, { differences }) => sum + (differences?.length ?? 1), 0),
    'change-list': report.findings.filter((finding) => {
      const before = earlier.at(-1)?.findings.find(({ checkId }) => checkId === finding.checkId);
      return before !== undefined && (isOpen(finding) || isOpen(before) || before.state !== finding.state);
    }).length,
    rules: report.findings.filter(({ requirement }) => requirement !== '-').length,
  };
}

/** What one block shows, in the form of the truth. */
function shownBy(block: Block): readonly (readonly [string, unknown])[] {
  if (block.kind === 'metrics') return block.cards.map(({ metricId, value }) => [metricId, Number(value)]);
  if (block.kind === 'chart' && 'series' in block.chart) {
    const series = block.chart.series.map(({ values }) => values);
    if (block.id === 'trend-chart') return [[block.id, series]];
    return [[block.id, block.id === 'protected' ? series[0]!.flatMap((value, index) => [value, series[1]?.[index] ?? null]) : series[0]]];
  }
  if (block.kind !== 'table') return [];
  const cells = block.rows.map((row) => row.map(({ value }) => value));
  const pick = (...places: readonly number[]): unknown => cells.map((row) => places.map((place) => row[place]));
  switch (block.id) {
    case 'assets-table':
      return [[block.id, pick(1, 2, 3)]];
    case 'check-list':
      return [[block.id, cells.map((row) => String(row[1])).toSorted()]];
    case 'waiver-list':
      return [[block.id, cells.map((row) => row[5])]];
    case 'trend-table':
      return [[block.id, pick(0, 3, 4, 5, 6, 7)]];
    case 'score-table':
      return [[block.id, pick(0, 1, 2)]];
    case 'rules':
      return [[block.id, cells.reduce((sum, row) => sum + Number(row[2]), 0)]];
    default:
      return [[block.id, block.totalRows]];
  }
}

/** The report as lines of text: what a reader reads, without the layout. */
function toText(model: ReportModel): string {
  const lines = model.sections.flatMap(({ topic, heading, blocks }) => [
    `## ${topic}: ${heading}`,
    ...blocks.flatMap((block): readonly string[] => {
      switch (block.kind) {
        case 'metrics':
          return block.cards.map(({ label, value, unit }) => `${label}: ${value} ${unit}`);
        case 'narrative':
          return block.paragraphs.map((text) => `- ${text}`);
        case 'callout':
          return [`! ${block.title}: ${block.text}`];
        case 'actions':
          return [...block.items.map(({ text, owner, due, detail }) => `> ${text} [${owner}; ${due}] ${detail}`), block.moreText];
        case 'chart':
          return 'series' in block.chart
            ? block.chart.series.map(({ name, values }) => `${block.chart.title}, ${name}: ${values.join(', ')}`)
            : [];
        case 'table':
          return [
            `# ${block.caption}`,
            ...(block.rows.length === 0 ? [block.emptyText] : block.rows.map((row) => row.map(({ text }) => text).join(' | '))),
          ];
        case 'unavailable':
          return [`? ${block.title}: ${block.reason}`];
        default:
          return [];
      }
    }),
    '',
  ]);
  return `${lines.join('\n')}\n`;
}

describe('the readiness report', () => {
  it.each(['contoso', 'fabrikam', 'tailspin'])('of %s shows the numbers of the findings, in every block', async (id) => {
    // GIVEN
    const sample = await loadSample(id);
    const truth = truthOf(sample);
    // WHEN
    const model = await modelOf(sample);
    // THEN every number that is shown is compared, and every one that is expected is shown
    const shown = Object.fromEntries(blocksOf(model).flatMap(shownBy));
    const { readiness_overdue: overdue, ...compared } = shown;
    expect(compared).toEqual(truth);
    expect(overdue).toBe(id === 'fabrikam' ? 1 : 0);
  });

  it.each([
    ['contoso', 'Ready: nothing keeps the service from starting', 'complete'],
    ['fabrikam', 'Not ready: 1 check blocks the start, and 1 more is not known', 'incomplete'],
    ['tailspin', 'Ready with waivers: 2 checks are accepted for a while', 'complete'],
  ])('of %s says "%s"', async (id, heading, completeness) => {
    const model = await modelOf(await loadSample(id));
    expect(model.sections[0]?.heading).toBe(heading);
    expect(model.completeness.state).toBe(completeness);
  });

  it('of one who is not ready reads from top to bottom as it did', async () => {
    await expect(toText(await modelOf(await loadSample('fabrikam')))).toMatchFileSnapshot('../../../test/readiness/fabrikam.txt');
  });

  it('says of a first result that there is nothing to compare with, and shows no trend that is none', async () => {
    // GIVEN
    const sample = await loadSample('contoso');
    // WHEN
    const model = await modelOf({ ...sample, history: [], plan: emptyReadinessPlan });
    // THEN
    const changes = model.sections.find(({ id }) => id === 'changes');
    expect(changes?.heading).toBe('This is the first result');
    expect(changes?.blocks).toContainEqual(
      expect.objectContaining({ kind: 'unavailable', reason: 'There is no earlier result to compare with.' }),
    );
  });

  it('without the result of the checks says so everywhere, and never that all is well', async () => {
    // WHEN
    const model = await modelOf(await loadSample('contoso'), false);
    // THEN
    expect(model.completeness.state).toBe('incomplete');
    expect(model.sections[0]?.heading).toBe('Executive summary: not available for this period');
    expect(blocksOf(model).filter(({ kind }) => kind === 'table' || kind === 'chart' || kind === 'metrics')).toEqual([]);
  });

  it('holds hostile names of the tenant as text', async () => {
    // GIVEN a policy, a device and a refusal whose names are markup
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    const sample = await loadSample('fabrikam', (facts) =>
      facts
        .replaceAll('Insufficient privileges to complete the operation.', `${hostile}{{x}}`)
        .replaceAll(/"name": "FAB[^"]*"/gu, JSON.stringify(hostile).replace(/^/u, '"name": ')),
    );
    // WHEN
    const html = await renderHtml(await modelOf(sample));
    // THEN
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toMatch(/<script>alert|<img src=x/u);
    expect(html).toContain('{{x}}');
  });
});

describe('the language of a readiness report', () => {
  it.each(['de-DE', 'fr-FR', 'nl-NL', 'ja-JP'])(
    'is that of the customer, in what was found, what mends it and the steps as well: %s',
    async (locale) => {
      // GIVEN
      const [sample, english] = [await loadSample('fabrikam', undefined, locale), await loadSample('fabrikam')];
      const meant = assessReadiness(english.report, english);

      // WHEN
      const dataset = await datasetOf(sample);
      const html = (await renderHtml(buildReportModel(dataset, issue))).replaceAll('&#x27;', "'");

      // THEN no sentence of the English result is left, and the codes and numbers are the same
      const sentences = [
        ...english.report.findings.flatMap(({ title, mend = '' }) => [title, mend]),
        ...meant.checklist.map(({ title }) => title),
      ];
      expect(sentences.filter((sentence) => sentence !== '' && html.includes(`>${sentence}<`))).toEqual([]);
      expect(sample.report.verdict.counts).toEqual(english.report.verdict.counts);
      const codes = (one: Dataset): unknown =>
        one.views.map(({ id, columns, rows }) => [
          id,
          rows.map((row) => row.filter((_, at) => columns[at] === 'CheckState' || columns[at] === 'ActionUrgency')),
        ]);
      expect(codes(dataset)).toEqual(codes(await datasetOf(english)));
    },
  );
});

describe('a redacted readiness report', () => {
  const canaries = ['canary person', 'canary.owner', 'canaryhost', '203.0.113.77', 'canaryguest'];
  const key = Buffer.from('a key that only the operator keeps');

  /** Somebody has access that was not agreed; people are named in the plan and in a waiver; a failed request tells of a device and an address. */
  async function canarySample(): Promise<Sample> {
    const sample = await loadSample('fabrikam', (text) => {
      const facts = JSON.parse(text) as {
        delegations: { value: { authorizations: { principalId: string; principalDisplayName?: string }[] }[] };
        groups: unknown;
      };
      for (const { authorizations } of facts.delegations.value)
        authorizations.push({
          ...authorizations[0]!,
          principalId: '99999999-0000-4000-8000-000000000001',
          principalDisplayName: 'Canary Person',
        });
      facts.groups = {
        status: 'not-read',
        reason: 'error',
        message: 'canaryhost.fabrikam.example refused canaryguest@elsewhere.example from 203.0.113.77',
      };
      return JSON.stringify(facts);
    });
    const first = sample.report.findings.find(({ state }) => state === 'not-met');
    return {
      ...sample,
      plan: {
        ...sample.plan,
        actions: [
          {
            check: first!.checkId as ReadinessPlan['actions'][number]['check'],
            owner: 'canary.owner@fabrikam.example',
            state: 'in-progress',
            note: 'Ask canary.owner about CANARYHOST.fabrikam.example',
          },
        ],
      },
    };
  }

  it('holds no name of a person, a device or an address in any form, and the same name is the same pseudonym', async () => {
    // GIVEN
    const { customer, ...sample } = await canarySample();
    const dataset = await datasetOf({ ...sample, customer: { ...customer, primaryDomain: 'fabrikam.example' } });
    const formsOf = async (one: Dataset): Promise<string> =>
      [await renderHtml(buildReportModel(one, issue)), ...makeEvidenceFiles(one).map(({ text }) => text)].join('\n').toLowerCase();
    const plain = await formsOf(dataset);
    expect(canaries.filter((name) => !plain.includes(name))).toEqual([]);

    // WHEN
    const redacted = redactDataset(dataset, { kinds: ['users', 'hosts', 'addresses'], key, names: [] });
    const again = redactDataset(dataset, { kinds: ['users', 'hosts', 'addresses'], key, names: [] });

    // THEN
    const text = await formsOf(redacted);
    expect(canaries.filter((name) => text.includes(name))).toEqual([]);
    expect(redacted.views).toEqual(again.views);
    const drift = redacted.views.find(({ id }) => id === 'readiness-drift')!;
    const [what, account] = ['What', 'Account'].map((column) => drift.columns.indexOf(column));
    const row = drift.rows.find((one) => String(one[account!]).startsWith('user-'));
    expect(String(row?.[what!])).toContain(String(row?.[account!]));
  });
});
