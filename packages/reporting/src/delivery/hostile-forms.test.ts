import { inertText } from '@mxdr/core';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { datasetToJson } from '../dataset/dataset-json.ts';
import { makeEvidenceFiles } from '../evidence/evidence-files.ts';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileStrings } from '../testing/hostile-strings.ts';
import { namesScript, scriptedDataset } from '../testing/scripted-dataset.ts';
import { sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { withTexts } from '../testing/with-texts.ts';
import { renderCard } from './render-card.ts';
import { renderMail } from './render-mail.ts';

const customer = sampleCustomer({ contacts: [{ role: 'service-review', name: 'Board', email: 'board@contoso.com' }] });
/** What would run, load, lead away, steer or hide. */
const dangerous = /<(script|img|svg|iframe|a|link|form|object|base|meta http)|\son\w+\s*=|https?:\/\//i;
const steering = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

describe('the corpus of hostile texts', { timeout: 60_000 }, () => {
  it('is text in CSV: each comes out as it went in, inert, and no cell is a formula', async () => {
    // GIVEN users and titles of those names
    const dataset = await scriptedDataset(namesScript(hostileStrings, hostileStrings, []));
    // WHEN
    const files = makeEvidenceFiles(dataset);
    const users = parse<Record<string, string>>(files.find(({ name }) => name === 'assets.top-users.csv')!.text, {
      bom: true,
      columns: true,
    });
    // THEN
    expect(users).toHaveLength(hostileStrings.length);
    for (const [index, row] of users.entries())
      expect(row['AssetName']?.replaceAll("'", '')).toBe(inertText(hostileStrings[index]!).replaceAll("'", ''));
    for (const { name, text } of files) {
      expect(text.slice(1), name).not.toMatch(steering);
      for (const separator of [',', ';', '\t'] as const) {
        const rows = parse(text, {
          bom: true,
          delimiter: separator,
          relax_quotes: true,
          relax_column_count: true,
        }) as readonly (readonly string[])[];
        for (const cell of rows.flat())
          if (!/^-?[\d.]+$/.test(cell)) expect(cell, `${name} by ${separator}`).not.toMatch(/^[\s"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
      }
    }
    expect(JSON.parse(JSON.stringify(datasetToJson(dataset)))).toEqual(datasetToJson(dataset));
  });

  it('runs, loads and leads nowhere in a mail or a card, and breaks neither', async () => {
    for (const hostile of hostileStrings) {
      // GIVEN a model that says nothing else
      const model = withTexts(galleryModel(), () => hostile);
      // WHEN
      const mail = await renderMail(model, new Uint8Array([1]), customer, sampleOperator());
      const card = JSON.stringify(renderCard(model).attachments[0].content.body);
      // THEN
      expect(mail).toMatch(/^[\r\n -~]*$/);
      for (const line of mail.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
      const html = Buffer.from(/text\/html[^]*?\r\n\r\n([\w+/=\r\n]*)/.exec(mail)?.[1] ?? '', 'base64').toString('utf8');
      const text = Buffer.from(/text\/plain[^]*?\r\n\r\n([\w+/=\r\n]*)/.exec(mail)?.[1] ?? '', 'base64').toString('utf8');
      expect(html.endsWith('</html>\r\n'), hostile).toBe(true);
      // Outside of the template's own head nothing is a tag that the template has not.
      expect(html.slice(html.indexOf('<body')), hostile).not.toMatch(dangerous);
      for (const form of [html, text, card]) expect(form, hostile).not.toMatch(steering);
      expect(text, hostile).not.toMatch(/https?:\/\//i);
      expect(card, hostile).not.toMatch(/https?:\/\/|\{\{|\$\{/i);
      expect(Buffer.byteLength(card)).toBeLessThan(28 * 1024);
    }
  });
});
