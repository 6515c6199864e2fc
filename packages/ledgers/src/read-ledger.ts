import type { Problem, YamlSource } from '@mxdr/core';
import { readYaml, sortProblems } from '@mxdr/core';
import { z } from 'zod';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LedgerKind } from './ledger-kind.ts';

export type LedgerReading<Entry> = { readonly entries: readonly Entry[] } | { readonly problems: readonly Problem[] };

/** The form of a ledger's file: one list, named like the ledger. */
export function ledgerFileSchema<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
): z.ZodType<Readonly<Record<string, readonly Entry[]>>> {
  return z
    .strictObject({ [kind.name]: z.array(kind.entrySchema).describe(`One entry for each ${kind.one}, the oldest first.`) })
    .describe(`customers/<id>/${kind.name}.yaml`);
}

/**
 * Reads a ledger: all of it, or every problem with its place: form, duplicate ids, states that cannot follow each other, and lines of a merge that
 * nobody resolved.
 */
export function readLedger<Entry extends LedgerEntry>(kind: LedgerKind<Entry>, text: string, file: string): LedgerReading<Entry> {
  const conflicts = findConflicts(text, file);
  if (conflicts.length > 0) return { problems: conflicts };
  const reading = readYaml(ledgerFileSchema(kind), text, file);
  if ('problems' in reading) return reading;
  const entries = reading.value[kind.name] ?? [];
  const problems = entries.flatMap((entry, index) => [
    ...findDuplicate(kind, entries, index, reading.source),
    ...checkHistory(kind, entry, [kind.name, index], reading.source),
    ...kind
      .findFaults(entry)
      .map(({ field, message }) =>
        problem('MXDR-LEDGER-ENTRY', `${kind.one} ${entry.id}: ${message}`, reading.source, [kind.name, index, field]),
      ),
  ]);
  return problems.length > 0 ? { problems: sortProblems(problems) } : { entries };
}

function problem(code: `MXDR-${string}`, message: string, source: YamlSource, path: readonly (string | number)[], hint?: string): Problem {
  return { severity: 'error', code, message, position: source.positionOf(path), ...(hint === undefined ? {} : { hint }) };
}

function findDuplicate<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
  entries: readonly Entry[],
  index: number,
  source: YamlSource,
): readonly Problem[] {
  const { id } = entries[index]!;
  const first = entries.findIndex((other) => other.id === id);
  if (first === index) return [];
  const { line } = source.positionOf([kind.name, first, 'id']);
  return [
    problem(
      'MXDR-LEDGER-DUPLICATE',
      `the id ${id} is taken by line ${line}`,
      source,
      [kind.name, index, 'id'],
      'give one of them another id, or make one entry of both',
    ),
  ];
}

/** The history is what happened: it begins where entries may begin, each step may follow the one before, days never run back, and it ends where the entry stands. */
function checkHistory<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
  entry: Entry,
  path: readonly (string | number)[],
  source: YamlSource,
): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (message: string, step: number, field: string, hint: string): void => {
    problems.push(problem('MXDR-LEDGER-HISTORY', `${kind.one} ${entry.id}: ${message}`, source, [...path, 'history', step, field], hint));
  };
  for (const [step, change] of entry.history.entries()) {
    const before = entry.history[step - 1];
    if (before === undefined) {
      if (!kind.initial.includes(change.to)) say(`it cannot begin as ${change.to}`, step, 'to', `begin with ${kind.initial.join(' or ')}`);
      continue;
    }
    if (change.on < before.on) say(`${change.on} comes after ${before.on} in its history`, step, 'on', 'put the oldest change first');
    const next = kind.transitions[before.to as Entry['status']];
    if (!next.includes(change.to))
      say(
        `${change.to} cannot follow ${before.to}`,
        step,
        'to',
        next.length === 0 ? `${before.to} is final` : `next may be ${next.join(', ')}`,
      );
  }
  const last = entry.history.at(-1);
  if (last !== undefined && last.to !== entry.status)
    problems.push(
      problem(
        'MXDR-LEDGER-STATUS',
        `${kind.one} ${entry.id}: its status is ${entry.status}, and its history ends with ${last.to}`,
        source,
        [...path, 'status'],
        'add the change to the history, with day and name',
      ),
    );
  return problems;
}

/** A merge that was left half done: said as such, with the lines of both sides, instead of as broken YAML. */
function findConflicts(text: string, file: string): readonly Problem[] {
  const problems: Problem[] = [];
  let start: number | undefined;
  for (const [index, content] of text.split(/\r?\n/u).entries()) {
    if (/^<{7}(?: |$)/u.test(content)) start ??= index + 1;
    if (start === undefined || !/^>{7}(?: |$)/u.test(content)) continue;
    problems.push({
      severity: 'error',
      code: 'MXDR-LEDGER-CONFLICT',
      message: `lines ${start} to ${index + 1} are a merge that nobody resolved: both sides stand there`,
      position: { file, line: start, column: 1 },
      hint: 'entries of both sides may stay, one below the other; then take the three marker lines out',
    });
    start = undefined;
  }
  return problems;
}
