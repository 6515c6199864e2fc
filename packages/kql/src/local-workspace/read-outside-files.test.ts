import { describe, expect, it } from 'vitest';
import { useFolders } from '../tables/testing/folder-fixture.ts';
import { EMPTY_OUTSIDE } from '../engine/outside-data.ts';
import { createKqlEngine } from '../engine/kql-engine.ts';
import { createMemoryTables } from '../tables/memory-tables.ts';
import { openLocalWorkspace } from './open-local-workspace.ts';

const makeFolder = useFolders();
const clock = { now: () => Date.UTC(2026, 9, 31) };

const FILES = {
  'Owner_CL.csv': 'TimeGenerated,Key,Owner\n2026-10-01T00:00:00Z,a,ada\n2026-10-02T00:00:00Z,b,bob\n',
  'watchlists/VIP.csv': 'User,Level\nada,"1"\n"bob, jr",2\n',
  'watchlists/Hosts.json': '[{"SearchKey":"web","Count":7}]',
  'functions/OwnersOf.kql': "// who owns\n(key:string='a') {\n  Owner_CL | where Key == key | project Owner\n}\n",
  'functions/AllOwners.kql': 'Owner_CL | summarize Owners = make_list(Owner)',
  'external.yaml': 'https://example.com/list.csv: external/list.csv\nhttps://example.com/rows.json: external/rows.json\n',
  'external/list.csv': 'name,size\nx,1\ny,2\n',
  'external/rows.json': '{"name":"z","tags":[1,2]}\n',
};

describe('a local workspace with files beside its tables', () => {
  it.each([
    [
      '_GetWatchlist("VIP") | project SearchKey, User, Level',
      [
        ['ada', 'ada', '1'],
        ['bob, jr', 'bob, jr', '2'],
      ],
    ],
    ['_GetWatchlist("Hosts") | where SearchKey == "web" | project Count = toint(Count)', [[7]]],
    ['Owner_CL | where Owner in ((_GetWatchlist("VIP") | project SearchKey)) | project Key', [['a']]],
    ['_GetWatchlistAlias | sort by WatchlistAlias asc', [['Hosts'], ['VIP']]],
    ['OwnersOf', [['ada']]],
    ['OwnersOf(key="b")', [['bob']]],
    ['AllOwners()', [[['ada', 'bob']]]],
    [
      'externaldata(n:string, s:long) [@"https://example.com/list.csv"] with (format="csv", ignoreFirstRecord=true) | where s > 1',
      [['y', 2]],
    ],
    ['externaldata(tags:dynamic, name:string) ["https://example.com/rows.json"] with (format="multijson")', [[[1, 2], 'z']]],
    ['union * | summarize count()', [[2]]],
  ])('%s', async (query, rows) => {
    // GIVEN watchlists, functions and files that stand for addresses
    const workspace = await openLocalWorkspace(await makeFolder(FILES), { clock });
    // WHEN a query names them
    const result = await workspace.query(query);
    // THEN they answer
    expect(result).toMatchObject({ status: 'complete', rows });
  });

  it.each([
    ['externaldata(x:string) ["https://example.com/none.csv"]', 'https://example.com/none.csv'],
    ['_GetWatchlist("Nobody")', "no watchlist 'Nobody'"],
  ])('%s is an error that names what is missing', async (query, says) => {
    // GIVEN nothing that stands for it
    const workspace = await openLocalWorkspace(await makeFolder(FILES), { clock });
    // WHEN asked
    const result = await workspace.query(query);
    // THEN the name is told, and no row is invented
    expect(result).toMatchObject({ status: 'failed', code: 'MXDR-KQL-INVALID', message: expect.stringContaining(says) as string });
  });

  it.each([
    'externaldata(x:string, y:long) ["https://example.com/a.csv"] with (format="csv") | where y > 1',
    'externaldata(x:string) ["https://example.com/a.json"] with (format="multijson")',
    '_GetWatchlist("Any") | where Unknown == "x" | project Unknown, SearchKey',
  ])('%s runs where everything outside is empty', async (query) => {
    // GIVEN an engine that is to show whether queries run
    const engine = createKqlEngine({ provider: createMemoryTables({ tables: {} }), outside: EMPTY_OUTSIDE, clock });
    // WHEN asked THEN there are no rows and no error
    expect(await engine.query(query)).toMatchObject({ status: 'complete', rows: [] });
  });

  it('refuses a file of an address that lies outside the folder', async () => {
    // GIVEN a path that leads out
    const folder = await makeFolder({ 'external.yaml': 'https://example.com/x.csv: ../secret.csv\n' });
    // WHEN opened THEN it is an error
    await expect(openLocalWorkspace(folder, { clock })).rejects.toThrow('external.yaml');
  });
});
