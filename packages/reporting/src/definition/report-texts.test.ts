import { readdirSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileReader } from '@mxdr/core';
import { languages, nodeFiles, readYaml, toJsonSchemaText } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { localizeDefinition } from '../languages/localize-definition.ts';
import { loadReportDefinition, readReportDefinition } from './load-report-definition.ts';
import { translationsSchema } from './read-translations.ts';
import { reportDefinitionSchema } from './report-definition-schema.ts';
import { listTexts, technicalKeys, textKeys } from './report-texts.ts';

const reports = fileURLToPath(new URL('../../../../reports', import.meta.url));
const names = readdirSync(reports).filter((name) => existsSync(`${reports}/${name}/report.yaml`));

/** Keys of a JSON schema whose values are free texts, alone or in lists. */
function stringKeys(node: unknown, key = ''): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, enum: choices, const: fixed, properties, items, ...rest } = node as Readonly<Record<string, unknown>>;
  const own = type === 'string' && choices === undefined && fixed === undefined && key !== '' ? [key] : [];
  const inner = Object.entries(properties ?? {}).flatMap(([name, value]) => stringKeys(value, name));
  const others = ['anyOf', 'oneOf', 'allOf'].flatMap((name) =>
    ((rest[name] ?? []) as readonly unknown[]).flatMap((one) => stringKeys(one, key)),
  );
  return [...own, ...inner, ...stringKeys(items, key), ...others];
}

/** A report in memory, with what stands beside it. */
const filesOf = (files: Readonly<Record<string, string>>): FileReader => ({
  ...nodeFiles,
  readText: async (file) => files[file],
  hasFile: async (file) => files[file] !== undefined,
});
const query = `// id: one
// title: One
// tables: Usage
// window: period
// empty: none
// columns: A:string
Usage | project A = "x"
`;
const report = `schemaVersion: 1
id: mine
title: My report
queries:
  - { id: one, runs: period }
sections:
  - id: only
    topic: Only
    heading: All there is
    blocks:
      - kind: table
        id: rows
        source: one
        caption: Rows of {period}
        columns:
          - { column: A, label: First }
        emptyText: Nothing in {period}.
`;

describe('texts of reports', () => {
  it('tells every free text of the schema apart from names of things', () => {
    const keys = new Set(stringKeys(JSON.parse(toJsonSchemaText(reportDefinitionSchema, 'report'))));
    expect([...keys].filter((key) => key !== 'name' && !textKeys.has(key) && !technicalKeys.has(key))).toEqual([]);
    expect([...textKeys].filter((key) => technicalKeys.has(key))).toEqual([]);
  });

  it.each(names)('%s is translated into every language', async (name) => {
    const { warnings, translations } = await loadReportDefinition(`${reports}/${name}`, nodeFiles);
    expect(warnings).toEqual([]);
    expect(Object.keys(translations).toSorted()).toEqual(languages.filter((language) => language !== 'en').toSorted());
  });

  it('shares no translation that no report uses', async () => {
    const used = new Set<string>();
    for (const name of names) {
      const { settings } = await loadReportDefinition(`${reports}/${name}`, nodeFiles);
      for (const { text } of listTexts(settings)) used.add(text);
    }
    for (const language of languages.filter((one) => one !== 'en')) {
      const file = `${reports}/languages/${language}.yaml`;
      const read = readYaml(translationsSchema, (await nodeFiles.readText(file)) ?? '', file);
      expect('problems' in read ? read.problems : Object.keys(read.value).filter((text) => !used.has(text))).toEqual([]);
    }
  });

  it('shows English where a report lacks a translation, and warns of it at the text', async () => {
    // GIVEN
    const files = filesOf({
      'r/mine/report.yaml': report,
      'r/mine/queries/one.kql': query,
      'r/mine/languages/de.yaml': 'My report: Mein Bericht\nNot there: Gibt es nicht\n',
      'r/languages/de.yaml': 'Only: Einziges\nMy report: Geteilter Bericht\n',
    });

    // WHEN
    const read = await readReportDefinition('r/mine', files);

    // THEN
    if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '));
    const german = localizeDefinition(read, 'de').settings;
    expect([german.title, german.sections[0]?.topic, german.sections[0]?.heading]).toEqual(['Mein Bericht', 'Einziges', 'All there is']);
    expect(german.sections[0]?.blocks[0]).toMatchObject({ id: 'rows', source: 'one', columns: [{ column: 'A', label: 'First' }] });
    expect(read.warnings.map(({ severity, message, position }) => [severity, message, position.file, position.line])).toEqual([
      ['warning', 'the report has no text "Not there"', 'r/mine/languages/de.yaml', 2],
      ['warning', '"All there is" has no translation into German: it will be shown in English', 'r/mine/report.yaml', 9],
      ['warning', '"Rows of {period}" has no translation into German: it will be shown in English', 'r/mine/report.yaml', 14],
      ['warning', '"First" has no translation into German: it will be shown in English', 'r/mine/report.yaml', 16],
      ['warning', '"Nothing in {period}." has no translation into German: it will be shown in English', 'r/mine/report.yaml', 17],
    ]);
  });

  it('refuses a translation that loses the period', async () => {
    // WHEN
    const read = await readReportDefinition(
      'r/mine',
      filesOf({
        'r/mine/report.yaml': report,
        'r/mine/queries/one.kql': query,
        'r/mine/languages/de.yaml': 'Rows of {period}: Zeilen\n',
      }),
    );

    // THEN
    expect('problems' in read && read.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'MXDR-REPORT-TRANSLATION', position: { file: 'r/mine/languages/de.yaml', line: 1 }, hint: 'it needs {period}' },
    ]);
  });

  it('warns of nothing where no language is offered', async () => {
    const read = await readReportDefinition('r/mine', filesOf({ 'r/mine/report.yaml': report, 'r/mine/queries/one.kql': query }));
    expect(read).toMatchObject({ warnings: [], translations: {} });
  });
});
