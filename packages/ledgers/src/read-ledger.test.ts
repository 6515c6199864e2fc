import type { Problem } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEntry, updateEntry } from './change-ledger.ts';
import { checkInLedger, lastCheckInBefore } from './check-ins.ts';
import { decisionLedger } from './decisions.ts';
import { huntLedger } from './hunts.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LedgerKind } from './ledger-kind.ts';
import { creditsOf, questionLedger } from './questions.ts';
import { readLedger } from './read-ledger.ts';
import { recommendationLedger } from './recommendations.ts';
import { serviceEventLedger } from './service-events.ts';

const file = 'customers/contoso/recommendations.yaml';
const entry = (id: string, status = 'proposed', history = `      - on: 2026-10-05\n        to: ${status}\n        by: Ada\n`): string =>
  [
    `  - id: ${id}`,
    '    title: Block legacy authentication',
    '    product: entra-id',
    '    owner: Daan Bakker',
    '    created: 2026-10-05',
    '    due: 2026-11-30',
    `    status: ${status}`,
    '    history:',
    history,
  ].join('\n');

function problemsOf(text: string): readonly Problem[] {
  const reading = readLedger(recommendationLedger, text, file);
  return 'problems' in reading ? reading.problems : [];
}

describe('a ledger', () => {
  it('says everything that is wrong at once, each with its place', () => {
    // GIVEN a state that cannot follow, days that run back, a status that its history does not end with, and an id used twice
    const history = ['      - { on: 2026-10-06, to: superseded, by: Ada }', '      - { on: 2026-10-05, to: accepted, by: Ada }', ''].join(
      '\n',
    );
    const text = `recommendations:\n${entry('a', 'done', history)}${entry('a')}`;
    // WHEN
    const found = problemsOf(text).map(({ code, position }) => `${position.line} ${code}`);
    // THEN
    expect(found).toEqual([
      '8 MXDR-LEDGER-STATUS',
      '10 MXDR-LEDGER-HISTORY',
      '11 MXDR-LEDGER-HISTORY',
      '11 MXDR-LEDGER-HISTORY',
      '12 MXDR-LEDGER-DUPLICATE',
    ]);
  });

  it('in which a merge was left half done is said to be that, not broken YAML', () => {
    const text = `recommendations:\n${entry('a')}<<<<<<< ours\n${entry('b')}=======\n${entry('c')}>>>>>>> theirs\n`;
    const [problem, ...rest] = problemsOf(text);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ code: 'MXDR-LEDGER-CONFLICT', position: { line: 13 } });
    expect(problem?.message).toContain('lines 13 to 37');
  });

  it('needs of a concluded hunt what was found and how', () => {
    const text = [
      'hunts:',
      '  - id: quiet',
      '    title: Device code sign-ins',
      '    hypothesis: A phished user approved a code.',
      '    category: Identity',
      '    severity: Medium',
      '    status: concluded',
      '    history:',
      '      - { on: 2026-10-05, to: running, by: Ada }',
      '      - { on: 2026-10-06, to: concluded, by: Ada }',
    ].join('\n');
    const reading = readLedger(huntLedger, text, 'hunts.yaml');
    expect('problems' in reading && reading.problems.map(({ message }) => /"(\w+)"$/u.exec(message)?.[1])).toEqual([
      'started',
      'ended',
      'result',
      'summary',
    ]);
  });
});

describe('a change of a ledger', () => {
  const fields = {
    id: 'b',
    title: 'Turn on number matching',
    product: 'entra-id',
    owner: 'Daan',
    created: '2026-10-06',
    due: '2026-12-01',
    status: 'proposed',
  };

  it('adds at the end, and keeps comments, order and every other line', () => {
    // GIVEN
    const text = `# Agreed in September.\nrecommendations:\n  # The first one.\n${entry('a')}`;
    // WHEN
    const changed = addEntry(recommendationLedger, text, file, fields, { on: '2026-10-06', by: 'Ada' });
    // THEN
    if ('problems' in changed) throw new Error(JSON.stringify(changed.problems));
    expect(changed.text.startsWith(text)).toBe(true);
    expect(changed.entry).toMatchObject({ id: 'b', history: [{ on: '2026-10-06', to: 'proposed', by: 'Ada' }] });
  });

  it('makes the file where there is none', () => {
    const changed = addEntry(recommendationLedger, undefined, file, fields, { on: '2026-10-06', by: 'Ada' });
    expect('text' in changed && changed.text).toBe(
      [
        'recommendations:',
        '  - id: b',
        '    title: Turn on number matching',
        '    product: entra-id',
        '    owner: Daan',
        '    created: 2026-10-06',
        '    due: 2026-12-01',
        '    status: proposed',
        '    history:',
        '      - on: 2026-10-06',
        '        to: proposed',
        '        by: Ada',
        '',
      ].join('\n'),
    );
  });

  it('writes a status into the history, and refuses one that cannot follow', () => {
    const text = `recommendations:\n${entry('a')}`;
    const done = updateEntry(
      recommendationLedger,
      text,
      file,
      'a',
      { effect: 'No sign-in left' },
      { status: 'done', on: '2026-10-20', by: 'Ada' },
    );
    if ('problems' in done) throw new Error(JSON.stringify(done.problems));
    expect(done.entry).toMatchObject({
      status: 'done',
      effect: 'No sign-in left',
      history: [{}, { on: '2026-10-20', to: 'done', by: 'Ada' }],
    });
    const back = updateEntry(recommendationLedger, done.text, file, 'a', {}, { status: 'proposed', on: '2026-10-21', by: 'Ada' });
    expect(back).toMatchObject({ problems: [{ code: 'MXDR-LEDGER-HISTORY' }] });
  });

  it('of an entry that is not there names those that are', () => {
    const changed = updateEntry(recommendationLedger, `recommendations:\n${entry('a')}`, file, 'z', {}, { on: '2026-10-21', by: 'Ada' });
    expect(changed).toMatchObject({ problems: [{ code: 'MXDR-LEDGER-UNKNOWN', hint: 'known: a' }] });
  });

  it('never gives a text that cannot be read again, whatever is written into it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
        (title, note) => {
          const changed = addEntry(recommendationLedger, undefined, file, { ...fields, title }, { on: '2026-10-06', by: 'Ada', note });
          if ('problems' in changed) return;
          const reading = readLedger(recommendationLedger, changed.text, file);
          expect(reading).toEqual({ entries: [changed.entry] });
          expect(changed.entry.title).toBe(title.trim());
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the states of every ledger', () => {
  const kinds: readonly Pick<LedgerKind<LedgerEntry>, 'name' | 'states' | 'initial' | 'transitions'>[] = [
    recommendationLedger,
    huntLedger,
    questionLedger,
    decisionLedger,
    serviceEventLedger,
    checkInLedger,
  ];
  it.each(kinds)('$name: each can be reached, and leads to states that there are', ({ states, initial, transitions }) => {
    const reached = new Set(initial);
    for (let grew = true; grew;) {
      const size = reached.size;
      for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next);
      grew = reached.size > size;
    }
    expect([...reached].toSorted()).toEqual([...states].toSorted());
    expect(Object.keys(transitions).toSorted()).toEqual([...states].toSorted());
  });
});

describe('what is read from ledgers', () => {
  it('takes no credit for a question that was none of the service or was taken back', () => {
    const asked = { credits: 2 } as const;
    const of = (status: 'asked' | 'answered' | 'out-of-scope' | 'withdrawn'): number =>
      creditsOf({ id: 'q', title: 'q', asked: '2026-10-01', by: 'Daan', incidents: [], history: [], ...asked, status });
    expect([of('asked'), of('answered'), of('out-of-scope'), of('withdrawn')]).toEqual([2, 2, 0, 0]);
  });

  it('counts from the last check-in that was held', () => {
    const held = (id: string, date: string, status: 'planned' | 'held' | 'cancelled') => ({
      id,
      title: id,
      date,
      attendees: [],
      status,
      history: [],
    });
    const checkIns = [
      held('b', '2026-09-08', 'held'),
      held('a', '2026-08-11', 'held'),
      held('c', '2026-10-13', 'cancelled'),
      held('d', '2026-11-10', 'held'),
    ];
    expect(['2026-11-10', '2026-11-11', '2026-08-11'].map((date) => lastCheckInBefore(checkIns, date))).toEqual([
      '2026-09-08',
      '2026-11-10',
      undefined,
    ]);
  });
});
