import { posix } from 'node:path';
import type { FileReader, Language, Problem, YamlSource } from '@mxdr/core';
import { languageNames, languages, readYaml } from '@mxdr/core';
import { z } from 'zod';
import type { ReportText } from './report-texts.ts';

/** A report's texts in another language, by their English form. */
export type Translations = Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>>;

/** `languages/<language>.yaml` of a report or of all reports: English text to translation. */
export const translationsSchema = z
  .record(z.string().min(1), z.string().min(1))
  .describe('Texts of reports in another language, by their English form. {period} and the like stay as they are.');

interface Read {
  readonly texts: Readonly<Record<string, string>>;
  readonly source: YamlSource;
}

const holes = (text: string): string => (text.match(/\{\w+\}/gu) ?? []).toSorted().join(' ');

function checkHoles({ texts, source }: Read): readonly Problem[] {
  return Object.entries(texts)
    .filter(([english, text]) => holes(english) !== holes(text))
    .map(([english]) => ({
      severity: 'error',
      code: 'MXDR-REPORT-TRANSLATION',
      message: `the translation of "${english}" does not have the same words in braces as the English`,
      position: source.positionOf([english]),
      hint: `it needs ${holes(english) === '' ? 'none' : holes(english)}`,
    }));
}

async function readFileOf(file: string, files: FileReader, problems: Problem[]): Promise<Read | undefined> {
  const text = await files.readText(file);
  if (text === undefined) return undefined;
  const reading = readYaml(translationsSchema, text, file);
  if ('problems' in reading) {
    problems.push(...reading.problems);
    return undefined;
  }
  const read = { texts: reading.value, source: reading.source };
  problems.push(...checkHoles(read));
  return read;
}

/**
 * Reads the translations of a report: its own `languages/<language>.yaml` and, for what they leave out, the shared ones beside the reports. A text that a
 * language lacks is a warning and is shown in English; so is a translation of a text that the report does not have.
 * @param source of report.yaml, for the places of its texts
 */
export async function readTranslations(
  folder: string,
  texts: readonly ReportText[],
  source: YamlSource,
  files: FileReader,
  problems: Problem[],
): Promise<Translations> {
  const translations: Partial<Record<Language, Readonly<Record<string, string>>>> = {};
  const wanted = new Map<string, ReportText['path']>();
  for (const { text, path } of texts) if (!wanted.has(text)) wanted.set(text, path);
  const lacking = new Map<string, Language[]>();
  for (const language of languages.filter((one) => one !== 'en')) {
    const shared = await readFileOf(posix.join(folder, '..', 'languages', `${language}.yaml`), files, problems);
    const own = await readFileOf(`${folder}/languages/${language}.yaml`, files, problems);
    if (!shared && !own) continue;
    const all = { ...shared?.texts, ...own?.texts };
    translations[language] = Object.fromEntries(Object.entries(all).filter(([english]) => wanted.has(english)));
    for (const english of Object.keys(own?.texts ?? {}).filter((one) => !wanted.has(one)))
      problems.push({
        severity: 'warning',
        code: 'MXDR-REPORT-TRANSLATION',
        message: `the report has no text "${english}"`,
        position: own!.source.positionOf([english]),
        hint: 'write the English text exactly as report.yaml has it, or take the line out',
      });
    for (const text of wanted.keys()) if (all[text] === undefined) lacking.set(text, [...(lacking.get(text) ?? []), language]);
  }
  for (const [text, missing] of lacking)
    problems.push({
      severity: 'warning',
      code: 'MXDR-REPORT-TRANSLATION',
      message: `"${text}" has no translation into ${missing.map((language) => languageNames[language]).join(', ')}: it will be shown in English`,
      position: source.positionOf(wanted.get(text)!),
      hint: `add it to ${missing.map((language) => `languages/${language}.yaml`).join(', ')} of this report`,
    });
  return translations;
}
