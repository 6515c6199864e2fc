import type { Problem } from '@mxdr/core';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LedgerKind } from './ledger-kind.ts';
import { readLedger } from './read-ledger.ts';

/** The new text of the file, or why there is none: nothing is written that could not be read again. */
export type LedgerChange<Entry> = { readonly text: string; readonly entry: Entry } | { readonly problems: readonly Problem[] };

/** A change of status, as it goes into the history. */
export interface StatusStep {
  readonly on: string;
  readonly by: string;
  readonly note?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Long texts stay on their line: a merge then compares entries field by field. */
const written = { lineWidth: 0, indentSeq: true } as const;

function problemAt(file: string, code: `MXDR-${string}`, message: string, hint: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ severity: 'error', code, message, position: { file, line: 1, column: 1 }, hint }] };
}

function finish<Entry extends LedgerEntry>(kind: LedgerKind<Entry>, text: string, file: string, id: string): LedgerChange<Entry> {
  const reading = readLedger(kind, text, file);
  if ('problems' in reading) return reading;
  const entry = reading.entries.find((one) => one.id === id);
  return entry === undefined
    ? problemAt(file, 'MXDR-LEDGER-UNKNOWN', `there is no ${kind.one} ${id}`, `"list" names them`)
    : { text, entry };
}

/**
 * Adds an entry at the end of a ledger; comments and order of what is there stay.
 * @param text of the file, or undefined where there is none yet
 * @param fields of the entry, all but its history
 * @param step day and name for the first line of its history
 */
export function addEntry<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
  text: string | undefined,
  file: string,
  fields: Fields & { readonly id: string; readonly status: string },
  step: StatusStep,
): LedgerChange<Entry> {
  const before = text ?? `${kind.name}: []\n`;
  const reading = readLedger(kind, before, file);
  if ('problems' in reading) return reading;
  const document = parseDocument(before, { version: '1.2' });
  const list = document.get(kind.name);
  const entry = {
    ...fields,
    history: [{ on: step.on, to: fields.status, by: step.by, ...(step.note === undefined ? {} : { note: step.note }) }],
  };
  if (isSeq(list)) {
    // An empty list is written in one line; with an entry it is written as a list of lines.
    list.flow = false;
    list.add(document.createNode(entry));
  } else document.set(kind.name, document.createNode([entry]));
  return finish(kind, document.toString(written), file, fields.id);
}

/**
 * Changes fields of an entry, and its status where one is given; comments and order stay.
 * @param fields to set; `undefined` takes a field away
 */
export function updateEntry<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
  text: string,
  file: string,
  id: string,
  fields: Fields,
  step: StatusStep & { readonly status?: string },
): LedgerChange<Entry> {
  const reading = readLedger(kind, text, file);
  if ('problems' in reading) return reading;
  const index = reading.entries.findIndex((entry) => entry.id === id);
  if (index === -1)
    return problemAt(
      file,
      'MXDR-LEDGER-UNKNOWN',
      `there is no ${kind.one} ${id}`,
      `known: ${reading.entries.map((entry) => entry.id).join(', ')}`,
    );
  const document = parseDocument(text, { version: '1.2' });
  const entry = document.getIn([kind.name, index]);
  if (!isMap(entry)) throw new TypeError(`${file}: entry ${index} was read as a map and is none`);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) entry.delete(name);
    else entry.set(name, document.createNode(value));
  }
  const now = reading.entries[index]!;
  if (step.status !== undefined && step.status !== now.status) {
    entry.set('status', step.status);
    const change = { on: step.on, to: step.status, by: step.by, ...(step.note === undefined ? {} : { note: step.note }) };
    document.addIn([kind.name, index, 'history'], document.createNode(change));
  }
  return finish(kind, document.toString(written), file, id);
}
