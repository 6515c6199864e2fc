import type { JsonValue, TimeWindow } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKqlEngine } from '../engine/kql-engine.ts';
import { builtInTables, withCustomTables } from '../schema/table-catalogue.ts';
import type { Choices } from '../testing/random-choices.ts';
import { randomQuery } from '../testing/random-queries.ts';
import { RANDOM_TABLES, randomProvider, randomTables } from '../testing/random-tables.ts';
import { judgeSplit } from './judge-split.ts';
import { QueryReader } from './query-reader.ts';

const reader = new QueryReader({
  schemas: withCustomTables(builtInTables(), [
    ...Object.entries(RANDOM_TABLES).map(([name, columns]) => ({ name, columns })),
    { name: 'Timeless', columns: [{ name: 'Name', type: 'string' }] },
  ]),
});

describe('a query that may be asked in parts of its window', () => {
  it.each([
    'SigninLogs',
    'SigninLogs | where ResultType != "0" and UserPrincipalName has "ada" | project TimeGenerated, UserPrincipalName',
    'let START = datetime(2026-10-01); let Names = dynamic(["a", "b"]); SigninLogs | where TimeGenerated >= START | where UserPrincipalName in (Names)',
    'let Failed = SigninLogs | where ResultType != "0"; Failed | extend Day = startofday(TimeGenerated), Ip = tostring(parse_json(IPAddress))',
    'union SigninLogs, (AADNonInteractiveUserSignInLogs | where ResultType != "0") | project-away Id | render table',
    'SigninLogs | union withsource=Source kind=outer AADNonInteractiveUserSignInLogs',
    'SecurityAlert | mv-expand Entity = parse_json(Entities) to typeof(dynamic) limit 10 | project TimeGenerated, Type = tostring(Entity.Type)',
    'Syslog | parse SyslogMessage with * "user=" User " " * | parse-where ProcessName with "ssh" Rest | project-rename Who = User',
    'SecurityEvent | where Computer in ("a", "b") and ingestion_time() > datetime(2026-01-01) | project-keep TimeGenerated, Computer',
  ])('is: %s', (text) => {
    expect(judgeSplit(text, reader)).toEqual({ kind: 'splittable' });
  });

  it.each([
    ['SigninLogs | summarize count() by ResultType', '"summarize" looks at all rows at once'],
    ['SigninLogs | count', '"count"'],
    ['SigninLogs | distinct UserPrincipalName', '"distinct"'],
    ['SigninLogs | sort by TimeGenerated', '"sort"'],
    ['SigninLogs | top 10 by TimeGenerated', '"top"'],
    ['SigninLogs | take 10', '"take"'],
    ['SigninLogs | sample 10', '"sample"'],
    ['SigninLogs | join kind=inner (SecurityAlert) on TenantId', '"join"'],
    ['SigninLogs | lookup (SecurityAlert | project TenantId, AlertName) on TenantId', '"lookup"'],
    ['SigninLogs | make-series count() on TimeGenerated step 1d', '"make-series"'],
    ['SigninLogs | serialize', '"serialize"'],
    ['SigninLogs | extend N = 1 | partition by ResultType (take 1)', '"partition"'],
    ['SigninLogs | evaluate bag_unpack(LocationDetails_dynamic)', 'valid'],
    ['SigninLogs | getschema', '"getschema"'],
    ['union SigninLogs, (SigninLogs | take 1)', '"take"'],
    ['let Some = SigninLogs | take 5; Some | where ResultType == "0"', '"take"'],
    ['SigninLogs | where UserPrincipalName in (SecurityAlert | project CompromisedEntity)', 'reads'],
    ['SigninLogs | where UserPrincipalName in (SecurityAlert)', 'it is not valid here'],
    ['let Bad = SecurityAlert | project CompromisedEntity; SigninLogs | where UserPrincipalName in (Bad)', 'rows of Bad'],
    ['SigninLogs | where TimeGenerated > ago(1d)', 'ago() depends on when it is asked'],
    ['let Since = now() - 1d; SigninLogs | where TimeGenerated > Since', 'now()'],
    ['SigninLogs | where rand() < 0.1', 'rand() differs'],
    ['SigninLogs | extend Id2 = new_guid()', 'new_guid()'],
    ['SigninLogs | where TimeGenerated > toscalar(SigninLogs | summarize max(TimeGenerated))', 'reads more than the row'],
    ['let f = (x:string) { x == "0" }; SigninLogs | where f(ResultType)', 'reads more'],
    ['_GetWatchlist("mxdr-vip") | project SearchKey', 'not a table that a window bounds'],
    ['datatable(A:int)[1]', 'not a table that a window bounds'],
    ['print 1', 'not a table that a window bounds'],
    ['range N from 1 to 5 step 1', 'not a table that a window bounds'],
    ['union Signin*', 'not one table by name'],
    ['search "ada"', 'not a table that a window bounds'],
    ['Timeless | where Name == "x"', 'no TimeGenerated'],
    ['Acme_CL | where A_s == "x"', 'table Acme_CL'],
    ['_Im_Dns(starttime=datetime(2026-10-01)) | where true', 'function _Im_Dns'],
    ['SigninLogs | where', 'valid'],
    ['set notruncation; SigninLogs', 'statement "set"'],
    ['', 'not one query'],
    ['SigninLogs; SecurityAlert', 'not one query'],
  ])('is not: %s', (text, why) => {
    const split = judgeSplit(text, reader);
    expect(split).toMatchObject({ kind: 'whole-only', why: expect.stringContaining(why) });
  });
});

describe('what is judged to be splittable', () => {
  const NOW = Date.UTC(2026, 5, 4);
  const choices = fc.gen().map((gen): Choices => ({ nat: (max) => gen(fc.nat, max) }));
  const from = '0001-01-01T00:00:00Z';
  const to = '9999-12-31T00:00:00Z';

  it('gives the same rows over two windows that meet as over both, for queries at random', async () => {
    let splittable = 0;
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.constantFrom('2026-06-01T00:00:00Z', '2026-06-02T10:30:00.0000001Z', '2026-06-03T00:00:00Z'),
        async (random, middle) => {
          // GIVEN
          const tables = randomTables(random, 12);
          const text = randomQuery(random);
          if (judgeSplit(text, reader).kind !== 'splittable') return;
          const engine = createKqlEngine({
            provider: randomProvider(tables, { rowsPerBatch: 5, sharesDictionaries: true }),
            clock: { now: () => NOW },
          });
          const rowsOf = async (window: TimeWindow): Promise<readonly (readonly JsonValue[])[] | undefined> => {
            const outcome = await engine.query(text, window);
            return outcome.status === 'failed' ? undefined : outcome.rows;
          };
          // WHEN
          const whole = await rowsOf({ start: from, end: to });
          const parts = [await rowsOf({ start: from, end: middle }), await rowsOf({ start: middle, end: to })];
          // THEN; what fails over the rows of both may well not fail over those of one
          if (whole === undefined) return;
          splittable += 1;
          const bag = (rows: readonly (readonly JsonValue[])[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();
          expect(bag(parts.flatMap((part) => part ?? [])), text).toEqual(bag(whole));
        },
      ),
      { numRuns: 150 },
    );
    // A law about nothing would hold as well.
    expect(splittable).toBeGreaterThan(5);
  });
});
