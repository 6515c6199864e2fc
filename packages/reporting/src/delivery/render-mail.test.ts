import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { writeMessage } from './mime-message.ts';
import { renderCard } from './render-card.ts';
import { renderMail } from './render-mail.ts';

const contact = (name: string, email: string) => ({ role: 'service-review', name, email });
const customer = sampleCustomer({ contacts: [contact('Daan Bakker', 'daan@contoso.example'), contact('Zoë', 'zoe@contoso.example')] });
const operator = sampleOperator();
const pdf = new Uint8Array([37, 80, 68, 70, 45, 0, 255, 13, 10]);
const python = spawnSync('python3', ['--version']).error === undefined;

interface Parsed {
  readonly headers: readonly (readonly [string, string])[];
  readonly to: readonly (readonly [string, string])[];
  readonly defects: readonly string[];
  readonly parts: readonly { readonly type: string; readonly fileName: string | null; readonly text: string; readonly hex: string }[];
}

/** Read by another language's mail library. */
function parseMail(message: string): Parsed {
  const script = `
import sys, json, email
from email import policy
from email.utils import getaddresses
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
parts = [p for p in m.walk() if not p.is_multipart()]
print(json.dumps({
  'headers': [[k, str(v)] for k, v in m.items()],
  'to': [[a.display_name, a.addr_spec] for a in m['To'].addresses],
  'defects': [str(d) for p in m.walk() for d in p.defects] + [str(d) for v in m.values() for d in getattr(v, 'defects', [])],
  'parts': [{'type': p.get_content_type(), 'fileName': p.get_filename(), 'text': p.get_content() if p.get_content_maintype() == 'text' else '', 'hex': p.get_payload(decode=True).hex()} for p in parts],
}))`;
  return JSON.parse(execFileSync('python3', ['-c', script], { input: message, encoding: 'utf8' })) as Parsed;
}

describe('a report as a mail', () => {
  it('is plain ASCII with CRLF, and no line is longer than 78 characters', async () => {
    for (const model of [galleryModel(), hostileModel()]) {
      const message = await renderMail(model, pdf, customer, operator);
      expect(message).toMatch(/^[\r\n\t -~]*$/);
      expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of message.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    }
  });

  it('is the same for the same report, and another for other bytes', async () => {
    const once = await renderMail(galleryModel(), pdf, customer, operator);
    expect(await renderMail(galleryModel(), pdf, customer, operator)).toBe(once);
    expect(await renderMail(galleryModel(), pdf.slice(1), customer, operator)).not.toContain(/^Message-ID: .*$/m.exec(once)?.[0]);
  });

  it('goes to the contacts for the service review, and says when there are none', async () => {
    const message = await renderMail(galleryModel(), pdf, customer, operator);
    expect(message).toContain('To: "Daan Bakker" <daan@contoso.example>,\r\n =?utf-8?B?Wm/Dqw==?=\r\n <zoe@contoso.example>\r\n');
    expect(message).toContain('From: "Operator" <ada@operator.example>');
    await expect(renderMail(galleryModel(), pdf, sampleCustomer(), operator)).rejects.toMatchObject({ code: 'MXDR-MAIL-NO-RECIPIENT' });
  });

  it('shows nothing from elsewhere, runs nothing, and links nowhere', async () => {
    const message = await renderMail(hostileModel(), pdf, customer, operator);
    const html = Buffer.from(/text\/html[^]*?\r\n\r\n([\w+/=\r\n]*)/.exec(message)?.[1] ?? '', 'base64').toString('utf8');
    expect(html).toContain('</html>');
    expect(html).not.toMatch(/<(script|img|iframe|link|a|form|object|svg|base)\b|\son\w+=|url\(|@import/i);
    expect(html.replaceAll(/&[#\w]+;/g, '')).not.toMatch(/https?:\/\//i);
  });

  it('says that numbers are incomplete, beside the number and on top', async () => {
    const model = galleryModel();
    const incomplete = { ...model, completeness: { state: 'incomplete', summary: 'Missing: EmailEvents.' } } as const;
    const message = await renderMail(incomplete, pdf, customer, operator);
    const bodies = [...message.matchAll(/Content-Type: text\/(?:plain|html);[^]*?\r\n\r\n([\w+/=\r\n]*)/g)].map(([, body]) =>
      Buffer.from(body!, 'base64').toString('utf8'),
    );
    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(body).toMatch(/Incomplete data.*Missing: EmailEvents\./);
  });

  it.runIf(python)('is read by a mail library without a defect: summary as text and HTML, PDF byte for byte', async () => {
    for (const model of [galleryModel(), hostileModel()]) {
      const parsed = parseMail(await renderMail(model, pdf, customer, operator));
      expect(parsed.defects).toEqual([]);
      expect(parsed.parts.map(({ type }) => type)).toEqual(['text/plain', 'text/html', 'application/pdf']);
      expect(parsed.parts[2]).toMatchObject({
        hex: Buffer.from(pdf).toString('hex'),
        fileName: `${model.customer.id}-${model.reportId}-${model.period.id}.pdf`.replaceAll(/[^\w.-]/g, '_'),
      });
      expect(parsed.to).toEqual([
        ['Daan Bakker', 'daan@contoso.example'],
        ['Zoë', 'zoe@contoso.example'],
      ]);
      expect(parsed.headers.map(([name]) => name)).toEqual([
        'From',
        'To',
        'Subject',
        'Date',
        'Message-ID',
        'Content-Language',
        'X-Mxdr-Report',
        'MIME-Version',
        'Content-Type',
      ]);
    }
  });

  it('says what language it is in, and speaks it', async () => {
    for (const [locale, language, word] of [
      ['ja-JP', 'ja-JP', '指標'],
      ['de-DE', 'de-DE', 'Kennzahlen'],
      // Dates as in Sweden, words in English.
      ['sv-SE', 'en', 'Metrics'],
    ] as const) {
      const model = { ...galleryModel(), locale };
      const message = await renderMail(model, pdf, customer, operator);
      const [text = '', html = ''] = [...message.matchAll(/Content-Type: text\/(?:plain|html);[^]*?\r\n\r\n([\w+/=\r\n]*)/g)].map(
        ([, body]) => Buffer.from(body!, 'base64').toString('utf8'),
      );
      expect(message).toContain(`Content-Language: ${language}\r\n`);
      expect(html).toContain(`<html lang="${language}">`);
      expect(text).toContain(word);
      expect(renderCard(model).attachments[0].content.lang).toBe(language.slice(0, 2));
    }
  });

  it('lets no name or subject begin a header or end one', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            '\r',
            '\n',
            ' ',
            '\t',
            ':',
            ',',
            '<',
            '>',
            '"',
            '\\',
            '=',
            '?',
            '@',
            '\u2028',
            '\u0000',
            'é',
            '日',
            '\u202E',
          ),
        }),
        (text) => {
          const message = writeMessage({
            from: { name: text, address: 'a@b.example' },
            to: [{ name: text, address: 'c@d.example' }],
            subject: text,
            date: '2026-11-03T08:00:00.000Z',
            id: '0123456789abcdef0123456789abcdef',
            language: 'en',
            headers: {},
            body: { type: 'text/plain', text },
          });
          const head = message.slice(0, message.indexOf('\r\n\r\n')).split('\r\n');
          const names = head.filter((line) => !line.startsWith(' ')).map((line) => line.slice(0, line.indexOf(':')));
          expect(names).toEqual([
            'From',
            'To',
            'Subject',
            'Date',
            'Message-ID',
            'Content-Language',
            'MIME-Version',
            'Content-Type',
            'Content-Transfer-Encoding',
          ]);
          expect(message).toMatch(/^[\r\n -~]*$/);
          for (const line of head) expect(line.length).toBeLessThanOrEqual(78);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('refuses an address that could hold a header', () => {
    const send = (address: string): string =>
      writeMessage({
        from: { name: 'x', address },
        to: [],
        subject: '',
        date: '2026-11-03T08:00:00.000Z',
        id: 'a',
        language: 'en',
        headers: {},
        body: { type: 'text/plain', text: '' },
      });
    for (const address of ['a@b\r\nBcc: c@d', 'a@b,c@d', 'a b@c', '@b', 'a@', '"a"@b', 'a@b>'])
      expect(() => send(address)).toThrow(expect.objectContaining({ code: 'MXDR-MAIL-ADDRESS-INVALID' }) as Error);
  });
});
