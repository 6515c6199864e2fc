import type { QueryOutcome } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKqlEngine } from '../engine/kql-engine.ts';
import { builtInTables } from '../schema/table-catalogue.ts';
import type { Choices } from '../testing/random-choices.ts';
import { randomQuery } from '../testing/random-queries.ts';
import { randomProvider, randomTables } from '../testing/random-tables.ts';
import { QueryAnalyser } from './analyse-query.ts';
import { readParameters } from './query-parameters.ts';

const choices = fc.gen().map((gen): Choices => ({ nat: (max) => gen(fc.nat, max) }));
const tables = randomTables({ nat: (max) => max }, 25);
const engine = createKqlEngine({
  provider: randomProvider(tables, { rowsPerBatch: 1000, sharesDictionaries: true }),
  clock: { now: () => Date.UTC(2026, 5, 4) },
});
/** Two spaces are all that keeps a text from being read as one with parameters. */
const alone = (text: string): string => text.replace('let ', 'let  ');
const comparable = (outcome: QueryOutcome): unknown =>
  outcome.status === 'failed' ? { ...outcome, column: undefined } : { columns: outcome.columns, rows: outcome.rows };

describe('the parameters of a query', () => {
  it('leave one shape for all values of equal length', () => {
    const shape = (text: string): string | undefined => readParameters(text)?.shape;
    const october = shape('let START = datetime(2026-10-01T00:00:00.000Z); let N = 12; let T = Usage;\nT | where X > START');
    expect(october).toBe(shape('let START = datetime(2025-01-31T23:30:00.000Z); let N = 99; let T = Usage;\nT | where X > START'));
    expect(october).not.toBe(shape('let START = datetime(2026-10-01T00:00:00.000Z); let N = 12; let T = Event;\nT | where X > START'));
    expect(october).not.toBe(shape('let START = datetime(2026-10-01T00:00:00.000Z); let N = 123; let T = Usage;\nT | where X > START'));
    expect(october).not.toBe(shape('let START = datetime(2026-10-01T00:00:00.000Z); let N = 12; let T = Usage;\nT | where X < START'));
  });

  it.each([
    'T | take 1\n',
    'let A = 1;',
    'let A = Usage;\nA',
    'let A = "1";\nprint A',
    'let A = 1 + 1;\nprint A',
    'let A = 007;\nprint A',
    'let A = datetime(2026-02-30T00:00:00.000Z);\nprint A',
    'let A = datetime(2026-02-03);\nprint A',
    'let A = 1; // 2\nprint A',
    'let A = 1; print A\n| take 1',
    '\nlet A = 1;\nprint A',
  ])('are not read from %j', (text) => {
    expect(readParameters(text)).toBeUndefined();
  });

  it('give every text its own values, whatever was analysed before', async () => {
    const day = fc.integer({ min: 1, max: 30 }).map((value) => `2026-06-${String(value).padStart(2, '0')}T10:30:00.000Z`);
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.array(fc.tuple(day, fc.integer({ min: 10, max: 99 })), { minLength: 2, maxLength: 3 }),
        async (made, values) => {
          // GIVEN a query that compares with an instant, shows it, and compares with a number
          const query = randomQuery(made).replace(/^(Left|Right)\b/u, '$1 | where TimeGenerated < START and Code != N');
          for (const [instant, number] of values) {
            const text = `let START = datetime(${instant}); let N = ${number};\n${query} | extend Shown = START`;
            // WHEN it is asked with several, THEN each answer is that of the text alone
            expect(comparable(await engine.query(text)), text).toEqual(comparable(await engine.query(alone(text))));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('print as they are written', () => {
    const analyser = new QueryAnalyser([], builtInTables(), []);
    for (const [instant, number] of [
      ['2026-10-01T00:00:00.000Z', 12],
      ['2026-11-01T00:00:00.000Z', 34],
    ] as const) {
      const text = `let START = datetime(${instant}); let N = ${number};\nUsage | where TimeGenerated > START and Quantity == N`;
      const { syntax } = analyser.analyseTree(text);
      expect(syntax.text).toBe(text);
      expect(syntax.tokens.join(' ')).toContain(`let N = ${number} ;`);
      const [first] = syntax.items('Statements');
      expect(first?.field('Expression')?.text).toBe(`datetime(${instant})`);
    }
  });

  it('do not share what a number decides: the name of a column', async () => {
    const columnsFor = async (n: number): Promise<readonly string[]> => {
      const outcome = await engine.query(`let N = ${n};\nLeft | summarize percentile(Code, N)`);
      return outcome.status === 'failed' ? [outcome.message] : outcome.columns.map(({ name }) => name);
    };
    expect([await columnsFor(50), await columnsFor(95)]).toEqual([['percentile_Code_50'], ['percentile_Code_95']]);
  });

  it('do not share between workspaces whose tables differ', () => {
    const text = 'let START = datetime(2026-10-01T00:00:00.000Z);\nThings | where When > START | project Size';
    const typeIn = (type: 'long' | 'string'): string | undefined =>
      new QueryAnalyser(
        [
          {
            name: 'Things',
            columns: [
              { name: 'When', type: 'datetime' },
              { name: 'Size', type },
            ],
            origins: [],
          },
        ],
        builtInTables(),
        [],
      ).analyse(text).columns[0]?.type;
    expect([typeIn('long'), typeIn('string'), typeIn('long')]).toEqual(['long', 'string', 'long']);
  });

  it('do not share what was found fault with', () => {
    const analyser = new QueryAnalyser([], builtInTables(), []);
    for (const instant of ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'])
      expect(analyser.analyse(`let START = datetime(${instant});\nUsage | where Nothing > START`).diagnostics).toMatchObject([
        { code: 'KS142', line: 2, column: 15 },
      ]);
  });
});
