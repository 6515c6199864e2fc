import type { Problem } from '@mxdr/core';
import { readYaml, sortProblems } from '@mxdr/core';
import type { LoadedRule } from '../load-rules.ts';
import { ruleSchema } from '../rule-schema.ts';
import { validateRules } from '../validate-rules.ts';
import { mendAlerts } from './mend-alerts.ts';
import { mendAttack } from './mend-attack.ts';
import { mendTexts, mendTimes, mendWords } from './mend-fields.ts';
import { RuleDocument } from './rule-document.ts';

/** The text of a rule of others, and the path that it came from. */
export interface ForeignRule {
  readonly file: string;
  readonly text: string;
}

export interface ImportedRule {
  /** Where it came from. */
  readonly origin: string;
  /** Name of the file to write, `<tactic>_<behaviour>.yaml`; unique in one import. */
  readonly fileName: string;
  /** The file: keys that nobody knows, comments and order are kept. */
  readonly text: string;
  /** What was changed, one by one. */
  readonly mends: readonly string[];
}

export interface ImportResult {
  readonly rules: readonly ImportedRule[];
  /** What was left out, and why. */
  readonly skipped: readonly { readonly origin: string; readonly reason: string }[];
  /** What is still wrong with the form of the imported rules, in their new files. */
  readonly problems: readonly Problem[];
}

export interface ImportOptions {
  /** Applies the safe mends. @default false: files are taken as they are */
  readonly fix?: boolean;
}

const mends = [mendTexts, mendWords, mendTimes, mendAttack, mendAlerts];

function slug(text: string): string {
  return text
    .replaceAll(/([a-z])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
}

function nameFile(rule: RuleDocument, taken: ReadonlySet<string>): string {
  const [tactic] = rule.list(['tactics']);
  const behaviour =
    slug(rule.text(['name']) ?? '')
      .slice(0, 80)
      .replace(/-+$/u, '') || 'rule';
  const stem = `${typeof tactic === 'string' && slug(tactic) !== '' ? slug(tactic) : 'other'}_${behaviour}`;
  let name = `${stem}.yaml`;
  for (let count = 2; taken.has(name); count++) name = `${stem}-${count}.yaml`;
  return name;
}

/** The file to write. One that nothing was mended in stays as it is, to the last space. */
function finish(rule: RuleDocument, text: string, file: string): string {
  const origin = file.replaceAll(/[^ -~]/gu, '?');
  const isMarked = rule.has(['importedFrom']);
  if (rule.mends.length > 0) {
    if (!isMarked) rule.note('importedFrom', origin);
    return rule.toString();
  }
  return isMarked
    ? text
    : `${text.replace(/^\uFEFF/u, '').trimEnd()}\nimportedFrom: ${/^[\w./-]+$/u.test(origin) ? origin : JSON.stringify(origin)}\n`;
}

function isSigma(rule: RuleDocument): boolean {
  return rule.has(['detection']) && rule.has(['logsource']);
}

function whyNot(rule: RuleDocument): string | undefined {
  if (isSigma(rule)) return 'it is a Sigma rule: no maintained converter to KQL exists for Node.js; convert it with sigma-cli first';
  if ((rule.text(['query']) ?? '').trim() === '') return 'it has no query';
  if (rule.text(['id']) === undefined) return 'it has no id';
  return undefined;
}

/**
 * Takes rules of Azure-Sentinel into our content. With `fix`, everything that Azure would refuse is mended where the mend is safe, and told one
 * by one; a rule whose id came before is left out, and a name that came before is told apart. Nothing is dropped without a word.
 */
export function importRules(foreign: readonly ForeignRule[], { fix = false }: ImportOptions = {}): ImportResult {
  const rules: ImportedRule[] = [];
  const skipped: { readonly origin: string; readonly reason: string }[] = [];
  const ids = new Map<string, string>();
  const names = new Set<string>();
  const files = new Set<string>();
  for (const { file, text } of foreign) {
    const read = readYaml(ruleSchema, text.replace(/^\uFEFF/u, ''), file);
    const broken = 'problems' in read ? read.problems.find(({ code }) => /SYNTAX|ALIASES|TAG|TOO|DUPLICATE/u.test(code)) : undefined;
    if (broken !== undefined) {
      skipped.push({ origin: file, reason: `it cannot be read: ${broken.message} (line ${broken.position.line})` });
      continue;
    }
    const rule = new RuleDocument(text.replace(/^\uFEFF/u, ''));
    const reason = whyNot(rule);
    const id = rule.text(['id'])?.toLowerCase() ?? '';
    const earlier = ids.get(id);
    if (reason !== undefined || earlier !== undefined) {
      skipped.push({ origin: file, reason: reason ?? `its id is that of ${earlier}, which came first` });
      continue;
    }
    ids.set(id, file);
    if (fix) for (const mend of mends) mend(rule);
    const name = rule.text(['name']) ?? '';
    if (fix && names.has(name.toLowerCase())) {
      const folder = file.split('/').at(-3) ?? file;
      rule.set(
        ['name'],
        `${name} (${folder.replaceAll(/[^ -~]/gu, '')}, ${id.slice(0, 8)})`,
        'name: another rule has it; told apart by folder and id',
      );
    }
    names.add((rule.text(['name']) ?? '').toLowerCase());
    const fileName = nameFile(rule, files);
    files.add(fileName);
    rules.push({ origin: file, fileName, text: finish(rule, text, file), mends: rule.mends });
  }
  return { rules, skipped, problems: judge(rules) };
}

function judge(rules: readonly ImportedRule[]): readonly Problem[] {
  const problems: Problem[] = [];
  const loaded: LoadedRule[] = [];
  for (const { fileName, text } of rules) {
    const read = readYaml(ruleSchema, text, fileName);
    if ('problems' in read) problems.push(...read.problems);
    else loaded.push({ rule: read.value, file: fileName, text, source: read.source });
  }
  return sortProblems([...problems, ...validateRules(loaded)]);
}
