import { createHash, createHmac } from 'node:crypto';
import { keyedPseudonym, redactionKinds } from '@mxdr/core';
import type { Dataset, View, ViewCell } from '../dataset/dataset.ts';
import type { RedactionKind } from '@mxdr/core';
import type { ColumnContent } from './entity-columns.ts';
import { contentOf, isNobody } from './entity-columns.ts';
import { findNames, indexNames } from './find-names.ts';
import { canonicalName, writtenForms } from './name-forms.ts';
import type { WorkspaceName } from './read-names.ts';

export interface RedactionRequest {
  readonly kinds: readonly RedactionKind[];
  /** Kept by the operator. With it the same name has the same pseudonym in every report of the customer; without it, in this report alone. */
  readonly key: Uint8Array | undefined;
  /** Of `readNames`: they are recognised in texts, too. */
  readonly names: readonly WorkspaceName[];
}

/** What a report says of the names that it leaves out. */
export interface RedactionNote {
  readonly kinds: readonly RedactionKind[];
  /** `keyed`: the same pseudonym in every report made with the key. `order`: counted in this report, of no meaning in another one. */
  readonly method: 'keyed' | 'order';
  /** Tells keys apart without telling them; null without a key. */
  readonly keyId: string | null;
}

/** The note of a redaction of these kinds, with this key. */
export function noteRedaction(kinds: readonly RedactionKind[], key: Uint8Array | undefined): RedactionNote {
  return {
    kinds: redactionKinds.filter((kind) => kinds.includes(kind)),
    method: key === undefined ? 'order' : 'keyed',
    keyId: key === undefined ? null : createHash('sha256').update('mxdr redaction key').update(key).digest('hex').slice(0, 12),
  };
}

const words: Readonly<Record<RedactionKind, string>> = { users: 'user', hosts: 'host', addresses: 'address' };

/**
 * The dataset with pseudonyms instead of names, so that every form of the report is without them alike. Numbers, states, order and hashes stay.
 *
 * Names are what columns of users, hosts and addresses hold and what the workspace knows; those names again wherever a text holds them, whole or in
 * part; and what is a name by its form: e-mail and sign-in names, account ids, IP addresses, machines of the customer's domain. A name that only a text
 * holds, in no such form, is not recognised.
 */
export function redactDataset(dataset: Dataset, { kinds, key, names }: RedactionRequest): Dataset {
  const asked = new Set(redactionKinds.filter((kind) => kinds.includes(kind)));
  const domain = dataset.customer.primaryDomain;
  const nameOf = key === undefined ? inOrder() : byKey(key, dataset.customer.id);
  const known = gatherForms(dataset, names, asked);
  const pseudonym = (kind: RedactionKind, name: string): string => {
    const meant = known.get(name.trim().toLowerCase());
    return nameOf(kind, canonicalName(kind, meant?.kind === kind ? meant.name : name, domain));
  };
  const index = indexNames([...known.values()], domain);
  const redactText = (text: string): string => {
    let redacted = '';
    let end = 0;
    for (const found of findNames(text, index, asked)) {
      redacted += text.slice(end, found.start) + pseudonym(found.kind, found.name);
      end = found.end;
    }
    return redacted + text.slice(end);
  };
  const redactCell = (value: ViewCell, content: ColumnContent): ViewCell => {
    if (typeof value !== 'string' || value === '' || content === 'closed') return value;
    if (content === 'text') return isInstant(value) ? value : redactText(value);
    if (!asked.has(content)) return redactText(value);
    return namesIn(value, dataset)
      .map((part) => (part.isName ? pseudonym(content, part.text) : part.text))
      .join('');
  };
  return {
    ...dataset,
    redaction: noteRedaction(kinds, key),
    metrics: redactMessages(dataset.metrics, redactText),
    tables: redactMessages(dataset.tables, redactText),
    runs: redactMessages(dataset.runs, redactText),
    views: dataset.views.map((view) => ({
      ...view,
      reason: redactMessages(view.reason, redactText),
      rows: view.rows.map((row) => row.map((value, at) => redactCell(value, contentAt(view, row, at)))),
    })),
  };
}

/** Pseudonyms by key, told apart by customer: the same name with two customers has two. */
function byKey(key: Uint8Array, customerId: string): (kind: RedactionKind, name: string) => string {
  const own = createHmac('sha256', key).update(`customer ${customerId}`).digest();
  return (kind, name) => keyedPseudonym(words[kind], name, own);
}

/** Pseudonyms counted in the order in which names come up. */
function inOrder(): (kind: RedactionKind, name: string) => string {
  const given = new Map<string, string>();
  const counts = new Map<RedactionKind, number>();
  return (kind, name) => {
    const known = given.get(`${kind} ${name}`);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const made = `${words[kind]}-${String(count).padStart(2, '0')}`;
    given.set(`${kind} ${name}`, made);
    return made;
  };
}

function contentAt({ columns }: View, row: readonly ViewCell[], at: number): ColumnContent {
  return contentOf(columns[at] ?? '', (column) => {
    const value = row[columns.indexOf(column)];
    return typeof value === 'string' ? value : undefined;
  });
}

interface MeantForm {
  readonly form: string;
  readonly kind: RedactionKind;
  readonly name: string;
}

/** Every name that is known, by the forms in which a text may write it. */
function gatherForms(dataset: Dataset, names: readonly WorkspaceName[], asked: ReadonlySet<RedactionKind>): ReadonlyMap<string, MeantForm> {
  const { views, customer } = dataset;
  const gathered = new Map<string, MeantForm>();
  const add = (kind: RedactionKind, name: string, alias = ''): void => {
    for (const form of [...writtenForms(kind, name), ...writtenForms(kind, alias)]) {
      // `ann` is `ann@contoso.com` at Contoso, before it is anybody else.
      if (!gathered.has(form) || canonicalName(kind, name, customer.primaryDomain) === form) gathered.set(form, { form, kind, name });
    }
  };
  for (const { kind, name, alias } of names) if (asked.has(kind)) add(kind, name, alias);
  for (const view of views) {
    for (const row of view.rows) {
      for (const [at, value] of row.entries()) {
        const content = contentAt(view, row, at);
        if (typeof value !== 'string' || content === 'closed' || content === 'text' || !asked.has(content)) continue;
        for (const { text, isName } of namesIn(value, dataset)) if (isName) add(content, text);
      }
    }
  }
  return gathered;
}

/** A cell may hold several names: a JSON list, or names with commas or semicolons between them. */
function namesIn(value: string, { operator, customer }: Dataset): readonly { readonly text: string; readonly isName: boolean }[] {
  // Whose report it is, and who made it, stands on the cover.
  const parties = new Set([operator.name, operator.serviceName, customer.name].map((name) => name.toLowerCase()));
  return value
    .split(/([[\]{}",;|\n]+\s*)/u)
    .filter((text) => text !== '')
    .map((text) => ({
      text,
      isName: /[\p{L}\p{N}]/u.test(text) && !isNobody(text) && !parties.has(text.trim().toLowerCase()),
    }));
}

function isInstant(value: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/.test(value);
}

/** The words of a workspace, wherever they stand: `message` and `notes`. Everything else is our own. */
function redactMessages<Value>(value: Value, redact: (text: string) => string): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => redactMessages(one, redact)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => {
      if (key === 'message' && typeof one === 'string') return [key, redact(one)];
      if (key === 'notes' && Array.isArray(one)) return [key, one.map((note: unknown) => (typeof note === 'string' ? redact(note) : note))];
      return [key, redactMessages(one, redact)];
    }),
  ) as Value;
}
