import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import { nodeFiles, parsePeriod, redactionKinds } from '@mxdr/core';
import { simulateTenant } from '@mxdr/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { collectDataset } from '../dataset/collect-dataset.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { datasetToJson } from '../dataset/dataset-json.ts';
import { buildDeck } from '../deck/build-deck.ts';
import { aboutIncident } from '../definition/incident-subject.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { renderCard } from '../delivery/render-card.ts';
import { renderMail } from '../delivery/render-mail.ts';
import { renderHtml } from '../document/render-html.ts';
import { renderPdf } from '../document/render-pdf.ts';
import type { ReportModel } from '../model/report-model.ts';
import type { ManifestOptions } from '../evidence/build-manifest.ts';
import { buildManifest, writeManifest } from '../evidence/build-manifest.ts';
import { makeEvidenceFiles } from '../evidence/evidence-files.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import { namesScript, scriptedDataset } from '../testing/scripted-dataset.ts';
import { answer, missing, sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { collectReview, openTenant } from '../testing/truth-tenant.ts';
import { readNames } from './read-names.ts';
import { redactDataset } from './redact-dataset.ts';

const issued = { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' };
const key = Buffer.from('a key that only the operator keeps');
const all = { kinds: redactionKinds, key, names: [] };
const customer = sampleCustomer({ contacts: [{ role: 'service-review', name: 'Board', email: 'board@contoso.com' }] });
const browser = await findBrowser(process.env).catch(() => undefined);
const hasTools = ['pdftotext', 'pdfdetach'].every((program) => spawnSync(program, ['-v']).error === undefined);
const pool = createBrowserPool({ env: process.env, pages: 1 });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mxdr-redacted-'));
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

const manifestOptions = ({ completeness }: ReportModel): ManifestOptions => ({
  ...issued,
  templatesSha256: '0'.repeat(64),
  sourcesSha256: '0'.repeat(64),
  formats: ['html'],
  attachesRows: true,
  completeness,
});

/** Everything that is made of a dataset, as text, but for the PDF. */
async function everyForm(dataset: Dataset): Promise<Readonly<Record<string, string>>> {
  const model = buildReportModel(dataset, issued);
  const html = await renderHtml(model);
  const mail = await renderMail(model, new Uint8Array(), customer, sampleOperator());
  const bodies = [...mail.matchAll(/base64\r\n\r\n([\w+/=\r\n]*)/g)].map(([, body]) => Buffer.from(body ?? '', 'base64').toString('utf8'));
  return {
    html,
    json: JSON.stringify(datasetToJson(dataset)),
    mail: [mail, ...bodies].join('\n'),
    card: JSON.stringify(renderCard(model)),
    slides: JSON.stringify(buildDeck(model)),
    manifest: writeManifest(buildManifest(dataset, [], manifestOptions(model))),
    csv: makeEvidenceFiles(dataset)
      .map(({ text }) => text)
      .join('\n'),
  };
}

/** Forms in which one of the names stands, and which. */
function leaks(forms: Readonly<Record<string, string>>, names: readonly string[]): readonly string[] {
  return Object.entries(forms).flatMap(([form, text]) => {
    const lower = text.toLowerCase();
    return names.filter((name) => lower.includes(name.toLowerCase())).map((name) => `${form}: ${name}`);
  });
}

const canaries = [
  'canaryuser',
  'canaryowner',
  'canary.first',
  'canaryguest',
  'canaryhost',
  'canarypc',
  '203.0.113.77',
  '2001:db8::cafe',
  'canarypath',
];

/** Names in columns, in titles, in ledgers, and in what a workspace says of a failure. */
async function canaryDataset(): Promise<Dataset> {
  const names = namesScript(
    [
      'canaryuser signed in from 203.0.113.77 to CanaryHost',
      'Mail of canaryguest@elsewhere.example opened on canaryhost.contoso.com',
      'C:\\Users\\canarypath\\x.exe ran as CONTOSO\\Canary.First',
    ],
    ['canaryuser@contoso.com', 'CanaryOwner', 'canary.first@contoso.com'],
    ['canaryhost.contoso.com', 'CANARYPC'],
  );
  return scriptedDataset(
    (question) =>
      question.queryId === 'mail'
        ? { status: 'failed', reason: 'denied', code: 'MXDR-X', message: 'canaryuser@contoso.com may not read from 2001:db8::cafe' }
        : names(question),
    {
      customer,
      ledgers: {
        hunts: [
          {
            id: 'H1',
            title: 'Where does canaryuser log on?',
            hypothesis: '',
            category: 'Identity',
            severity: 'Low',
            startedUtc: '2026-10-02T00:00:00.000Z',
            endedUtc: '2026-10-03T00:00:00.000Z',
            result: 'benign',
            summary: 'From CANARYPC, 203.0.113.77 only.',
            notifications: [],
            becameRule: false,
          },
        ],
        recommendations: [
          {
            id: 'R1',
            title: 'Renew the password of canary.first@contoso.com',
            product: 'Entra ID',
            createdUtc: '2026-10-01T08:00:00.000Z',
            dueDate: '2026-10-20',
            owner: 'CanaryOwner',
            doneUtc: null,
            incidents: [1],
          },
        ],
      },
    },
  );
}

describe('a redacted report', () => {
  it('holds no name in any form, whereas the plain one does', async () => {
    // GIVEN
    const dataset = await canaryDataset();
    const plain = await everyForm(dataset);
    for (const name of canaries) expect(leaks(plain, [name]).length, name).toBeGreaterThan(0);
    // WHEN
    const keyed = await everyForm(redactDataset(dataset, all));
    const counted = await everyForm(redactDataset(dataset, { ...all, key: undefined }));
    // THEN
    expect(leaks(keyed, canaries)).toEqual([]);
    expect(leaks(counted, canaries)).toEqual([]);
    expect(counted['html']).toMatch(/user-01/);
  });

  it.runIf(browser !== undefined && hasTools)('holds no name in its PDF, nor in the files within it', { timeout: 60_000 }, async () => {
    // GIVEN
    const dataset = redactDataset(await canaryDataset(), all);
    const model = buildReportModel(dataset, issued);
    const file = join(folder, 'report.pdf');
    // WHEN
    await writeFile(file, await renderPdf(await renderHtml(model), model, pool, makeEvidenceFiles(dataset)));
    execFileSync('pdfdetach', ['-saveall', '-o', folder, file]);
    const attached = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
    const texts = await Promise.all(attached.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const));
    // THEN
    expect(attached.length).toBeGreaterThan(10);
    const words = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
    expect(words).toContain('names replaced');
    expect(leaks({ words, ...Object.fromEntries(texts) }, canaries)).toEqual([]);
  });

  it('says so on every page, in the summary, in the numbers for machines and in the manifest', async () => {
    const dataset = redactDataset(await canaryDataset(), all);
    const model = buildReportModel(dataset, issued);
    expect(model.classification).toBe('Confidential, names replaced');
    expect(model.sections[0]?.blocks).toContainEqual(
      expect.objectContaining({ kind: 'callout', text: expect.stringContaining('users, devices, IP addresses') as string }),
    );
    const note = { kinds: ['users', 'hosts', 'addresses'], method: 'keyed', keyId: expect.stringMatching(/^[0-9a-f]{12}$/) as string };
    expect(datasetToJson(dataset).redaction).toEqual(note);
    expect(buildManifest(dataset, [], manifestOptions(model)).redaction).toEqual(note);
    expect(JSON.stringify(note)).not.toContain(key.toString());
  });

  it('tells the same numbers, states and order', async () => {
    const dataset = await canaryDataset();
    const redacted = redactDataset(dataset, all);
    const numbers = ({ metrics, views }: Dataset): unknown => ({
      metrics: metrics.map(({ metricId, current, previous }) => [
        metricId,
        { ...current, reason: null },
        previous === null ? null : { ...previous, reason: null },
      ]),
      views: views.map(({ id, state, columns, rows }) => [
        id,
        state,
        columns,
        rows.map((row) => row.map((cell) => (typeof cell === 'string' ? 'text' : cell))),
      ]),
    });
    expect(numbers(redacted)).toEqual(numbers(dataset));
  });

  it('gives a name the same pseudonym in another month, and another one with another customer or key', async () => {
    const nameIn = async (dataset: Promise<Dataset>, used: Uint8Array): Promise<unknown> =>
      redactDataset(await dataset, { ...all, key: used }).views.find(({ id }) => id === 'top-users')?.rows[0]?.[2];
    const other = sampleCustomer({ id: 'fabrikam' });
    // Another month: other names around it, and the name written otherwise.
    const first = await nameIn(scriptedDataset(namesScript(['A'], ['ann.lee@contoso.com', 'bob@contoso.com'], [])), key);
    expect(first).toMatch(/^user-[0-9a-f]{12}$/);
    expect(await nameIn(scriptedDataset(namesScript(['B'], ['CONTOSO\\Ann.Lee'], ['pc-1'])), key)).toBe(first);
    expect(await nameIn(scriptedDataset(namesScript(['A'], ['ann.lee@contoso.com'], []), { customer: other }), key)).not.toBe(first);
    expect(await nameIn(scriptedDataset(namesScript(['A'], ['ann.lee@contoso.com'], [])), Buffer.from('another key'))).not.toBe(first);
  });

  it('knows a person by display name where the workspace does, and is not made where names cannot be read in full', async () => {
    // GIVEN a title with a name that no column of the report holds
    const dataset = await scriptedDataset(namesScript(['Impossible travel: Jamal Maas'], ['jamal.maas@contoso.com'], []));
    const answering = (outcome: QueryOutcome): LogWorkspace => ({ description: '', query: () => Promise.resolve(outcome) });
    const rows = answer([{ Name: 'jamal.maas@contoso.com', Alias: 'Jamal Maas' }]);
    const read = (outcome: QueryOutcome): ReturnType<typeof readNames> =>
      readNames(answering(outcome), dataset, ['users'], new AbortController().signal);
    // WHEN
    const redacted = redactDataset(dataset, { ...all, names: await read(rows) });
    // THEN title and column have one pseudonym
    const cells = redacted.views.flatMap(({ rows: found }) => found.flat());
    const user = redacted.views.find(({ id }) => id === 'top-users')?.rows[0]?.[2];
    expect(cells).toContain(`Impossible travel: ${String(user)}`);
    await expect(
      read({ ...rows, status: 'partial', partial: [{ code: 'limit', message: 'Cut off.' }] } as QueryOutcome),
    ).rejects.toMatchObject({
      code: 'MXDR-REDACTION-NAMES-UNREAD',
    });
    await expect(read({ status: 'failed', reason: 'timeout', code: 'MXDR-X', message: 'Too slow.' })).rejects.toMatchObject({
      code: 'MXDR-REDACTION-NAMES-UNREAD',
    });
    expect(await read(missing('SigninLogs'))).toEqual([]);
  });

  it('leaves the operator, the service and the platform by their names', async () => {
    const dataset = await scriptedDataset(
      namesScript(['Defender Experts: Phishing', 'Operator call'], ['Defender Experts', 'Operator', 'Alert Grouping'], []),
    );
    const text = JSON.stringify(redactDataset(dataset, all).views);
    expect(text).toContain('Defender Experts: Phishing');
    expect(text).toContain('Operator call');
    expect(text).toContain('"Alert Grouping"');
  });

  it('leaves out only what was asked for', async () => {
    const forms = await everyForm(redactDataset(await canaryDataset(), { ...all, kinds: ['users'] }));
    expect(leaks(forms, ['canaryuser', 'canary.first', 'canaryguest', 'canaryowner', 'canarypath'])).toEqual([]);
    expect(leaks(forms, ['canarypc']).length).toBeGreaterThan(0);
    expect(leaks(forms, ['203.0.113.77']).length).toBeGreaterThan(0);
  });

  it('holds no user, device or address of a whole tenant', { timeout: 180_000 }, async () => {
    // GIVEN every name that the tenant's tables hold
    const period = {
      period: '2026-10',
      timeZone: 'Europe/Amsterdam',
      startUtc: '2026-09-30T22:00:00.000Z',
      endUtc: '2026-10-31T23:00:00.000Z',
    };
    const simulation = simulateTenant({ timeZone: period.timeZone, start: '2026-08-31T22:00:00.000Z', end: period.endUtc, scale: 0.05 });
    const columns = {
      SigninLogs: ['UserPrincipalName', 'UserDisplayName', 'IPAddress'],
      AADRiskyUsers: ['UserPrincipalName'],
      DeviceInfo: ['DeviceName'],
      EmailEvents: ['RecipientEmailAddress'],
    };
    const names = new Set<string>();
    for (const [table, wanted] of Object.entries(columns)) {
      for (const row of simulation.rows(table)) {
        for (const column of wanted) {
          const value: unknown = Reflect.get(row, column);
          if (typeof value === 'string' && value.length > 3) names.add(value);
        }
      }
    }
    expect(names.size).toBeGreaterThan(100);
    await mkdir(join(folder, 'tenant'));
    const workspace = await openTenant(join(folder, 'tenant'), simulation);
    const { dataset } = await collectReview(workspace, simulation, period);
    expect(leaks(await everyForm(dataset), [...names]).length).toBeGreaterThan(5);
    // WHEN
    const known = await readNames(workspace, dataset, redactionKinds, new AbortController().signal);
    const forms = await everyForm(redactDataset(dataset, { ...all, names: known }));
    // THEN
    expect(leaks(forms, [...names])).toEqual([]);

    // Nor do the reports about single incidents: their timelines, entities and actions.
    const definition = await loadReportDefinition(fileURLToPath(new URL('../../../../reports/incident', import.meta.url)), nodeFiles);
    const numbers = new Set([...simulation.rows('SecurityIncident')].map((row): unknown => Reflect.get(row, 'IncidentNumber')));
    let plainLeaks = 0;
    for (const number of [...numbers].slice(0, 60).filter((_, place) => place % 12 === 0)) {
      const incident = await collectDataset({
        definition: aboutIncident(definition, Number(number)),
        customer,
        operator: sampleOperator(),
        period: parsePeriod('2026-10', period.timeZone),
        workspace,
        signal: new AbortController().signal,
        progress: { step: () => {} },
      });
      plainLeaks += leaks(await everyForm(incident), [...names]).length;
      expect(leaks(await everyForm(redactDataset(incident, { ...all, names: known })), [...names])).toEqual([]);
    }
    expect(plainLeaks).toBeGreaterThan(5);
  });
});
