import type { JsonValue, QueryOutcome } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Choices } from '../testing/random-choices.ts';
import { randomPredicate, randomQuery } from '../testing/random-queries.ts';
import type { Batching, RandomTable } from '../testing/random-tables.ts';
import { randomBatching, randomProvider, randomTables } from '../testing/random-tables.ts';
import { QueryAnalyser } from '../language/analyse-query.ts';
import { builtInTables } from '../schema/table-catalogue.ts';
import type { TableProvider } from '../tables/table-provider.ts';
import type { KqlEngine } from './kql-engine.ts';
import { createKqlEngine } from './kql-engine.ts';

const WHOLE: Batching = { rowsPerBatch: 1000, sharesDictionaries: true };
const NOW = Date.UTC(2026, 5, 4);

/** Decisions that fast-check can shrink. */
const CHOICES = fc.gen().map((gen): Choices => ({ nat: (max) => gen(fc.nat, max) }));

/** Engines are made once, since their tables always have the same columns; what they read changes. */
let current: { readonly tables: readonly RandomTable[]; readonly batching: Batching } = {
  tables: randomTables({ nat: () => 0 }, 0),
  batching: WHOLE,
};

function engineOver(isPlain: boolean): KqlEngine {
  const provider = (): TableProvider => randomProvider(current.tables, current.batching);
  return createKqlEngine({
    provider: {
      description: 'the tables of the moment',
      list: () => provider().list(),
      scan: (table, request) => provider().scan(table, request),
      partialReasons: () => [],
    },
    clock: { now: () => NOW },
    isPlain,
  });
}

const optimisedEngine = engineOver(false);
const plainEngine = engineOver(true);

async function run(tables: readonly RandomTable[], text: string, batching = WHOLE, isPlain = false): Promise<QueryOutcome> {
  current = { tables, batching };
  return (isPlain ? plainEngine : optimisedEngine).query(text);
}

async function rowsOf(tables: readonly RandomTable[], text: string, batching = WHOLE): Promise<readonly (readonly JsonValue[])[]> {
  const outcome = await run(tables, text, batching);
  if (outcome.status === 'failed') throw new Error(`${outcome.message} in ${text}`);
  return outcome.rows;
}

function asBag(rows: readonly (readonly JsonValue[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** What a law says of an outcome: rows, or which kind of failure. */
function comparable(outcome: QueryOutcome): unknown {
  return outcome.status === 'failed' ? { failed: outcome.reason } : { columns: outcome.columns, rows: outcome.rows };
}

describe('plans', () => {
  it('give the same rows optimised or as written, in batches of any size, with dictionaries shared or not', async () => {
    await fc.assert(
      fc.asyncProperty(CHOICES, async (choices) => {
        const tables = randomTables(choices, 25);
        const batching = randomBatching(choices);
        const text = randomQuery(choices);
        const plain = await run(tables, text, WHOLE, true);
        const optimised = await run(tables, text, batching);
        expect(comparable(optimised), text).toEqual(comparable(plain));
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on how the text is laid out: comments, line breaks, tabs', async () => {
    await fc.assert(
      fc.asyncProperty(CHOICES, async (choices) => {
        const text = randomQuery(choices);
        const laidOut = `// laid out otherwise\n  ${text.replaceAll('\n', '  \n\t')} `;
        const withoutPlaces = (plan: string): string => plan.replace(/ at \d+:\d+.*$/gm, '');
        expect(withoutPlaces(await plainEngine.explain(laidOut))).toBe(withoutPlaces(await plainEngine.explain(text)));
      }),
      { numRuns: 50 },
    );
  });

  it('are those of the text that the tree prints, which prints itself again', async () => {
    const analyser = new QueryAnalyser(await randomProvider(randomTables({ nat: () => 0 }, 0), WHOLE).list(), builtInTables(), []);
    const print = (text: string): string => analyser.analyseTree(text).syntax.tokens.join(' ');
    const withoutPlaces = (plan: string): string => plan.replace(/ at \d+:\d+.*$/gm, '');
    await fc.assert(
      fc.asyncProperty(CHOICES, async (choices) => {
        // GIVEN a query and what its tree prints
        const text = randomQuery(choices);
        const printed = print(text);
        // THEN the printed text prints itself and has the same plan
        expect(print(printed), text).toBe(printed);
        expect(withoutPlaces(await plainEngine.explain(printed)), printed).toBe(withoutPlaces(await plainEngine.explain(text)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('laws of operators', () => {
  const law =
    (check: (choices: Choices, tables: readonly RandomTable[], batching: Batching) => Promise<void>): (() => Promise<void>) =>
    () =>
      fc.assert(
        fc.asyncProperty(CHOICES, (choices) => check(choices, randomTables(choices, 20), randomBatching(choices))),
        { numRuns: 25 },
      );

  it(
    'sort gives a permutation in order, and keeps the order of equal rows',
    law(async (_choices, tables, batching) => {
      const rows = await rowsOf(
        tables,
        'Left | serialize i = row_number() | sort by Small asc, Name desc | project Small, Name, i',
        batching,
      );
      const unsorted = await rowsOf(tables, 'Left | serialize i = row_number() | project Small, Name, i', batching);
      expect(asBag(rows)).toEqual(asBag(unsorted));
      const rank = (value: JsonValue): number => (typeof value === 'number' ? value : Number.NEGATIVE_INFINITY);
      for (let at = 1; at < rows.length; at++) {
        const [small, name, i] = rows[at]!;
        const [smallBefore, nameBefore, iBefore] = rows[at - 1]!;
        const order = rank(smallBefore!) - rank(small!) || (String(nameBefore) < String(name) ? 1 : nameBefore === name ? 0 : -1);
        expect(Number.isNaN(order) ? 0 : order).toBeLessThanOrEqual(0);
        if (smallBefore === small && nameBefore === name) expect(Number(iBefore)).toBeLessThan(Number(i));
      }
    }),
  );

  it(
    'top is sort and take',
    law(async (choices, tables, batching) => {
      const count = choices.nat(10);
      const top = await rowsOf(tables, `Left | top ${count} by Code desc nulls first`, batching);
      const taken = await run(tables, `Left | sort by Code desc nulls first | take ${count}`, WHOLE, true);
      expect(top).toEqual(taken.status === 'failed' ? taken.message : taken.rows);
    }),
  );

  it(
    'leftsemi and leftanti part the left rows, rightsemi and rightanti the right rows',
    law(async (_choices, tables, batching) => {
      const join = (kind: string): Promise<readonly (readonly JsonValue[])[]> =>
        rowsOf(tables, `Left | join kind=${kind} Right on Name, Code`, batching);
      expect(asBag([...(await join('leftsemi')), ...(await join('leftanti'))])).toEqual(asBag(await rowsOf(tables, 'Left', batching)));
      expect(asBag([...(await join('rightsemi')), ...(await join('rightanti'))])).toEqual(asBag(await rowsOf(tables, 'Right', batching)));
    }),
  );

  it(
    'outer joins are the inner join and the rows without a partner',
    law(async (_choices, tables, batching) => {
      const shape = 'project Code, Name, Team, Code1, Name1';
      const join = (kind: string, rest = ''): Promise<readonly (readonly JsonValue[])[]> =>
        rowsOf(tables, `Left | join kind=${kind} Right on Code ${rest} | ${shape}`, batching);
      const inner = await join('inner');
      const left = await rowsOf(
        tables,
        `Left | join kind=leftanti Right on Code | extend Team = "", Code1 = long(null), Name1 = "" | ${shape}`,
        batching,
      );
      const right = await rowsOf(
        tables,
        `Left | join kind=rightanti Right on Code | project Code = long(null), Name = "", Team, Code1 = Code, Name1 = Name`,
        batching,
      );
      expect(asBag(await join('leftouter'))).toEqual(asBag([...inner, ...left]));
      expect(asBag(await join('rightouter'))).toEqual(asBag([...inner, ...right]));
      expect(asBag(await join('fullouter'))).toEqual(asBag([...inner, ...left, ...right]));
    }),
  );

  it(
    'summaries of parts make the summary of the whole',
    law(async (choices, tables, batching) => {
      const predicate = randomPredicate(choices, 'Left');
      const parts = ['Left', `Left | where ${predicate}`, `Left | where not(${predicate}) or isnull(${predicate})`];
      const summary = '| summarize n = count(), s = sum(Small), lo = min(TimeGenerated), hi = max(Name) by Name, IsOn';
      const merged = '| summarize n = sum(n), s = sum(s), lo = min(lo), hi = max(hi) by Name, IsOn';
      const whole = await rowsOf(tables, `${parts[0]} ${summary}`, batching);
      expect(
        asBag(await rowsOf(tables, `union (${parts[1]} ${summary}), (${parts[2]} ${summary}) ${merged}`, batching)),
        predicate,
      ).toEqual(asBag(whole));
    }),
  );

  it(
    'distinct is summarize by',
    law(async (_choices, tables, batching) => {
      expect(await rowsOf(tables, 'Left | distinct Name, Code, TimeGenerated, Score', batching)).toEqual(
        await rowsOf(tables, 'Left | summarize by Name, Code, TimeGenerated, Score', batching),
      );
    }),
  );

  it(
    'union takes its inputs in any order',
    law(async (_choices, tables, batching) => {
      const shape = '| project TimeGenerated, Name, Code, Team, Bag';
      expect(asBag(await rowsOf(tables, `union Left, Right ${shape}`, batching))).toEqual(
        asBag(await rowsOf(tables, `union Right, Left ${shape}`, batching)),
      );
    }),
  );

  it(
    'where p and q is where p, where q',
    law(async (choices, tables, batching) => {
      const [p, q] = [randomPredicate(choices, 'Left'), randomPredicate(choices, 'Left')];
      const both = await run(tables, `Left | where (${p}) and (${q})`, batching);
      const chained = await run(tables, `Left | where ${p} | where ${q}`, WHOLE, true);
      expect(comparable(both), `${p} / ${q}`).toEqual(comparable(chained));
    }),
  );

  it(
    'a row is kept by where p, by where not p, or p is null',
    law(async (choices, tables, batching) => {
      const p = randomPredicate(choices, 'Left');
      const counts = await Promise.all(
        [`where ${p}`, `where not(${p})`, `where isnull(${p})`].map(async (rest) =>
          Number((await rowsOf(tables, `Left | ${rest} | count`, batching))[0]![0]),
        ),
      );
      expect(counts[0]! + counts[1]! + counts[2]!, p).toBe(tables[0]!.rows.length);
    }),
  );
});

describe('values', () => {
  const readers = {
    Code: 'tolong',
    Small: 'toint',
    IsOn: 'tobool',
    TimeGenerated: 'todatetime',
    Span: 'totimespan',
    Id: 'toguid',
    Price: 'todecimal',
    Score: 'todouble',
  } as const;

  it.each(Object.entries(readers))('%s is read back from its text', async (column, reader) => {
    await fc.assert(
      fc.asyncProperty(CHOICES, async (choices) => {
        const tables = randomTables(choices, 20);
        const rows = await rowsOf(
          tables,
          `Left | extend Back = ${reader}(tostring(${column})) | where isnotnull(${column}) and tostring(${column}) != "NaN" | where isnull(Back) or Back != ${column}`,
        );
        expect(rows).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('of dynamic columns are read back from their JSON', async () => {
    await fc.assert(
      fc.asyncProperty(CHOICES, async (choices) => {
        const tables = randomTables(choices, 20);
        const rows = await rowsOf(
          tables,
          'Left | where gettype(Bag) in ("array", "dictionary") | extend Back = parse_json(tostring(Bag)) | where tostring(Back) != tostring(Bag)',
        );
        expect(rows).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
