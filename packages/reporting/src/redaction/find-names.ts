import { isIP } from 'node:net';
import type { RedactionKind } from '@mxdr/core';

/** A stretch of a text that names somebody or something. */
export interface NameFound {
  readonly start: number;
  readonly end: number;
  readonly kind: RedactionKind;
  /** The name itself, without what stands around it in the stretch. */
  readonly name: string;
}

/** Names that are known, to be looked up in texts. */
export interface NameIndex {
  /** First run of letters and digits of a form, to the forms that begin with it, longest first. */
  readonly byFirstWord: ReadonlyMap<string, readonly KnownForm[]>;
  /** The customer's primary domain, lower-case. */
  readonly domain: string;
}

interface KnownForm {
  readonly form: string;
  /** Where in the form its first run of letters and digits begins. */
  readonly lead: number;
  readonly kind: RedactionKind;
  readonly name: string;
}

const firstWord = /[\p{L}\p{N}]+/u;
const words = /[\p{L}\p{N}]+/gu;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** @param known form as it may be written, lower-case, and the name that it stands for */
export function indexNames(known: readonly Omit<KnownForm, 'lead'>[], primaryDomain: string): NameIndex {
  const byFirstWord = new Map<string, KnownForm[]>();
  for (const { form, kind, name } of known) {
    const first = firstWord.exec(form);
    if (first === null) continue;
    const forms = byFirstWord.get(first[0]) ?? [];
    forms.push({ form, lead: first.index, kind, name });
    byFirstWord.set(first[0], forms);
  }
  for (const forms of byFirstWord.values()) forms.sort((a, b) => b.form.length - a.form.length);
  return { byFirstWord, domain: primaryDomain.toLowerCase() };
}

/** Names in a text, from the left, none over another; where several begin at one place, the longest. */
export function findNames(text: string, index: NameIndex, kinds: ReadonlySet<RedactionKind>): readonly NameFound[] {
  const found = [...findKnown(text, index), ...findByForm(text, index.domain)].filter(({ kind }) => kinds.has(kind));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const chosen: NameFound[] = [];
  let end = 0;
  for (const one of found) {
    if (one.start < end) continue;
    chosen.push(one);
    end = one.end;
  }
  return chosen;
}

function findKnown(text: string, { byFirstWord }: NameIndex): readonly NameFound[] {
  const lower = text.toLowerCase();
  // A few letters change their length with their case: then only what is written in small letters is found.
  const searched = lower.length === text.length ? lower : text;
  const found: NameFound[] = [];
  for (const match of searched.matchAll(words)) {
    for (const { form, lead, kind, name } of byFirstWord.get(match[0]) ?? []) {
      const start = match.index - lead;
      const end = start + form.length;
      if (start < 0 || !searched.startsWith(form, start) || isWithinWord(searched, start, end)) continue;
      found.push({ start, end, kind, name });
      break;
    }
  }
  return found;
}

function isWithinWord(text: string, start: number, end: number): boolean {
  const before = /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) && letterOrDigit.test(text[start] ?? '');
  const after = /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2)) && letterOrDigit.test(text[end - 1] ?? '');
  return before || after;
}

interface Form {
  readonly kind: RedactionKind;
  readonly pattern: RegExp;
  /** The name in the match; undefined when it is none after all. */
  readonly name: (match: RegExpExecArray, domain: string) => string | undefined;
}

/** What is a name whoever has it. A dot may be written in brackets, as people write addresses that nobody is to open. */
const forms: readonly Form[] = [
  {
    kind: 'users',
    pattern: /[\p{L}\p{N}_][\p{L}\p{N}.%+_'#-]*(?:@|\[@\]|\[at\])[\p{L}\p{N}-]+(?:(?:\.|\[\.\])[\p{L}\p{N}-]+)+/gu,
    name: ([whole]) => undefang(whole).replace('[at]', '@').replace('[@]', '@'),
  },
  { kind: 'users', pattern: /\bS-1-(?:5-21|12-1)(?:-\d+){3,}/g, name: ([whole]) => whole },
  {
    // `CONTOSO\name`, and `CONTOSO\machine$`.
    kind: 'users',
    pattern: /\b([\p{L}\p{N}-]+)\\{1,2}([\p{L}\p{N}._-]+\$?)/gu,
    name: ([, prefix = '', account = ''], domain) => {
      return prefix.toLowerCase() === domain.split('.')[0] && !account.endsWith('$') ? account : undefined;
    },
  },
  {
    kind: 'users',
    pattern: /(?<=(?:[\\/](?:Users|home|Documents and Settings)[\\/]{1,2}))[^\\/:*?"<>|\s]+/gi,
    name: ([whole]) => (/^(?:public|default|default user|all users|administrator)$/i.test(whole) ? undefined : whole),
  },
  {
    kind: 'addresses',
    pattern: /(?<![\p{L}\p{N}.])(?:\d{1,3}(?:\.|\[\.\])){3}\d{1,3}(?![\p{L}\p{N}]|\.\d)/gu,
    name: ([whole]) => (isIP(undefang(whole)) === 4 ? undefang(whole) : undefined),
  },
  {
    kind: 'addresses',
    pattern: /(?<![\p{L}\p{N}:.])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4})(?:%[\p{L}\p{N}]+)?(?![\p{L}\p{N}:])/giu,
    name: ([whole]) => (whole.length > 2 && isIP(whole.replace(/%.*$/, '')) === 6 ? whole : undefined),
  },
  {
    // A machine under the customer's own domain.
    kind: 'hosts',
    pattern: /(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}_-]+(?:\.|\[\.\]))+[\p{L}\p{N}-]+(?![\p{L}\p{N}-])/gu,
    name: ([whole], domain) => (undefang(whole).toLowerCase().endsWith(`.${domain}`) ? undefang(whole) : undefined),
  },
  // What Windows calls a machine that nobody has named.
  { kind: 'hosts', pattern: /\b(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{6,11}\b/gi, name: ([whole]) => whole },
];

function findByForm(text: string, domain: string): readonly NameFound[] {
  return forms.flatMap(({ kind, pattern, name }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const found = name(match, domain);
      if (found === undefined) return [];
      const [whole] = match;
      // Of `CONTOSO\name` the whole stretch goes; the name alone decides the pseudonym.
      return [{ start: match.index, end: match.index + whole.length, kind, name: found }];
    }),
  );
}

function undefang(text: string): string {
  return text.replaceAll('[.]', '.');
}
