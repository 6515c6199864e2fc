import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { JUnitSuite } from './junit-report.ts';
import { formatJUnit } from './junit-report.ts';

const schema = await readFile(new URL('../../../schemas/junit.xsd', import.meta.url), 'utf8');

async function complaintsAbout(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema });
  return errors.map(({ message }) => message);
}

const suite: JUnitSuite = {
  name: 'contoso',
  timestamp: '2026-11-01T08:00:00.123Z',
  properties: { ruleSet: 'preview-2022' },
  cases: [
    { name: 'fine', className: 'contoso.cloud', outcome: { kind: 'passed' }, seconds: 0.25 },
    {
      name: 'bad',
      className: 'contoso.mde',
      file: 'customers/contoso/customer.yaml',
      outcome: { kind: 'failed', type: 'not-met', message: '3 < 4', details: 'line one\nline "two"' },
      properties: { requirement: 'S16' },
    },
    { name: 'dark', className: 'contoso.av', outcome: { kind: 'error', type: 'unknown', message: 'no permission' } },
    { name: 'idle', className: 'contoso.mda', outcome: { kind: 'skipped', message: 'not asked' } },
  ],
};

describe('a JUnit file', () => {
  it('counts every outcome and is valid', async () => {
    const xml = formatJUnit([suite]);
    expect(xml).toContain('<testsuites name="mxdr" tests="4" failures="1" errors="1" skipped="1" time="0.250">');
    expect(xml).toContain('timestamp="2026-11-01T08:00:00"');
    expect(xml).toContain('<failure message="3 &lt; 4" type="not-met">line one\nline "two"</failure>');
    expect(await complaintsAbout(xml)).toEqual([]);
  });

  it('without suites is valid too', async () => {
    expect(await complaintsAbout(formatJUnit([]))).toEqual([]);
  });

  it('is refused by the schema when something is wrong with it', async () => {
    expect(await complaintsAbout(formatJUnit([suite]).replace('tests="4"', 'tests="-1"'))).not.toEqual([]);
  });

  it('stays valid whatever text it carries', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(']]>', '<!--', '&#0;', '\u0000', '\ud800', '\ufffe', '"\'<&>'));
    // One document for all of them: the validator starts anew for each.
    const suites = fc.sample(fc.tuple(text, text, text), 300).map(([name, message, value]) => ({
      name,
      properties: { [name]: value },
      cases: [{ name, className: value, outcome: { kind: 'failed', type: name, message } as const }],
    }));
    expect(await complaintsAbout(formatJUnit(suites))).toEqual([]);
  });
});
