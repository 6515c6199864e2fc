import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString, decodePDFRawStream } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { makeEvidenceFiles } from '../evidence/evidence-files.ts';
import type { EvidenceFile } from '../evidence/evidence-files.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import { namesScript, scriptedDataset } from '../testing/scripted-dataset.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';
import { statementOfHtml, statementOfPdf } from './report-statement.ts';

const browser = await findBrowser(process.env).catch(() => undefined);
const has = (program: string, argument: string): boolean => spawnSync(program, [argument]).error === undefined;
const pool = createBrowserPool({ env: process.env, pages: 1 });
let folder = '';
let files: readonly EvidenceFile[] = [];
let html = '';
let print = (_attachments: readonly EvidenceFile[]): Promise<Uint8Array> => Promise.reject(new Error('not ready'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mxdr-attachments-'));
  const dataset = await scriptedDataset(namesScript(['Zoë logged on (twice) \\ 日本'], ['zoë@contoso.com'], ['pc-1']));
  const model = buildReportModel(dataset, { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' });
  files = makeEvidenceFiles(dataset);
  html = await renderHtml(model);
  print = (attachments) => renderPdf(html, model, pool, attachments);
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

function text(value: unknown): string {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
}

/** Names and contents of what a document carries, read by another program's code. */
function attachmentsOf(pdf: PDFDocument): ReadonlyMap<string, string> {
  const names = pdf.catalog
    .lookup(PDFName.of('Names'), PDFDict)
    .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
    .lookup(PDFName.of('Names'), PDFArray);
  const found = new Map<string, string>();
  for (let at = 0; at < names.size(); at += 2) {
    const specification = names.lookup(at + 1, PDFDict);
    const stream = specification.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('UF'));
    if (!(stream instanceof PDFRawStream)) throw new Error('no stream');
    expect(specification.get(PDFName.of('AFRelationship'))).toBe(PDFName.of('Data'));
    found.set(text(specification.lookup(PDFName.of('UF'))), Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8'));
  }
  return found;
}

describe.runIf(browser)('files attached to a PDF (needs a browser: see `mxdr doctor`)', { timeout: 60_000 }, () => {
  it('are listed in order, belong to the document, and come out as they went in', async () => {
    // WHEN
    const bytes = await print(files);
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    // THEN
    const found = attachmentsOf(pdf);
    expect([...found.keys()]).toEqual(files.map(({ name }) => name));
    expect([...found.values()]).toEqual(files.map((file) => file.text));
    expect(pdf.catalog.lookup(PDFName.of('AF'), PDFArray).size()).toBe(files.length);
    expect(pdf.getTitle()).toContain('Contoso');
    // Tags, outline and destinations are as they were.
    for (const key of ['StructTreeRoot', 'Outlines', 'Dests', 'MarkInfo', 'Lang']) expect(pdf.catalog.has(PDFName.of(key))).toBe(true);
  });

  it('give equal bytes for equal files, and cost little', async () => {
    const bytes = await print(files);
    expect(Buffer.from(await print(files.toReversed())).equals(bytes)).toBe(true);
    const plain = await print([]);
    const content = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
    expect(bytes.length - plain.length).toBeLessThan(content);
    expect((await PDFDocument.load(plain)).catalog.has(PDFName.of('Names'))).toBe(false);
  });

  it('says which report, period and tenant it is about, as the HTML does', async () => {
    const statement = { reportId: 'service-review', periodId: '2026-10', tenantId: '11111111-2222-4333-8444-555555555555' };
    expect(statementOfPdf(await print(files))).toEqual(statement);
    expect(statementOfHtml(html)).toEqual(statement);
    expect(statementOfPdf(new Uint8Array([1, 2, 3]))).toBeUndefined();
    expect(statementOfHtml('<p>report:a period:b tenant:c</p>')).toBeUndefined();
  });

  it.runIf(has('pdfdetach', '-v'))('are found by pdfdetach', async () => {
    // GIVEN
    const file = join(folder, 'report.pdf');
    await writeFile(file, await print(files));
    // WHEN
    execFileSync('pdfdetach', ['-saveall', '-o', folder, file]);
    // THEN
    const saved = (await readdir(folder)).filter((name) => name.endsWith('.csv')).toSorted();
    expect(saved).toEqual(files.map(({ name }) => name));
    for (const { name, text: content } of files) expect(await readFile(join(folder, name), 'utf8')).toBe(content);
  });

  it.runIf(has('qpdf', '--version'))('leave the file whole for qpdf', async () => {
    const file = join(folder, 'checked.pdf');
    await writeFile(file, await print(files));
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    expect({ status, text: `${stdout}${stderr}` }).toMatchObject({ status: 0, text: expect.not.stringMatching(/WARNING/) as string });
  });

  it.runIf(has('pdftotext', '-v'))('leave the words of the pages alone', async () => {
    const words = async (attachments: readonly EvidenceFile[]): Promise<string> => {
      const file = join(folder, `words-${attachments.length}.pdf`);
      await writeFile(file, await print(attachments));
      return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    };
    expect(await words(files)).toBe(await words([]));
  });
});
