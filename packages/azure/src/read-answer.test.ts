import type { QueryOutcome } from '@mxdr/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AzureWorkspaceProps } from './azure-workspace.ts';
import { october, oneRow, openWorkspace } from './testing/contoso.ts';
import type { ServiceStub } from './testing/service-stub.ts';
import { startServiceStub } from './testing/service-stub.ts';

let stub: ServiceStub;
beforeEach(async () => {
  stub = await startServiceStub();
  stub.answerWith({ status: 200, body: oneRow });
});
afterEach(async () => {
  await stub.close();
});

async function ask(overrides: Partial<AzureWorkspaceProps> = {}): Promise<QueryOutcome> {
  return openWorkspace(stub, overrides).workspace.query('SigninLogs | count', october);
}

describe('a result', () => {
  it('is complete with typed columns, rows, statistics and the chart that the query asked for', async () => {
    // GIVEN a service that answers with statistics and a chart
    stub.answerWith({
      status: 200,
      body: {
        ...oneRow,
        statistics: {
          query: {
            executionTime: 0.02,
            resourceUsage: { cache: { shards: { hot: { hitBytes: 700, missBytes: 300 }, cold: { hitBytes: 0, missBytes: 0 } } } },
            inputDatasetStatistics: { rows: { scanned: 40, total: 90 }, rowstores: { scannedRows: 2, scannedValuesSize: 80 } },
          },
        },
        render: { visualization: 'piechart', title: 'Sign-ins', accumulate: false, legend: null, yMin: '' },
      },
    });
    // WHEN a query ends
    const outcome = await ask();
    // THEN all of it is there
    expect(outcome).toEqual({
      status: 'complete',
      columns: [{ name: 'Count', type: 'long' }],
      rows: [[3]],
      statistics: { rowsRead: 42, durationMs: expect.any(Number), tables: null },
      visualization: { kind: 'piechart', properties: { title: 'Sign-ins', accumulate: false } },
      effort: { requests: [{ status: 200, requestId: 'request-1', queuedMs: expect.any(Number) }], parts: 1, bytesScanned: 1080 },
    });
  });

  it('keeps what the SDK would lose: null datetimes, ticks, wide longs', async () => {
    // GIVEN cells that the SDK turns into 1970, cuts to milliseconds and rounds
    stub.answerWith({
      status: 200,
      body: '{"tables":[{"name":"PrimaryResult","columns":[{"name":"a","type":"datetime"},{"name":"b","type":"datetime"},{"name":"c","type":"long"},{"name":"d","type":"dynamic"}],"rows":[[null,"2026-10-01T00:00:00.1234567Z",9007199254740993,"{\\"id\\":9007199254740993,\\"text\\":\\"{}\\"}"]]}]}',
    });
    // WHEN they are read
    const outcome = await ask();
    // THEN they are whole, and the text inside the dynamic is still text
    expect(outcome).toMatchObject({
      status: 'complete',
      rows: [[null, '2026-10-01T00:00:00.1234567Z', '9007199254740993', { id: '9007199254740993', text: '{}' }]],
    });
  });

  it('is partial, with every reason, when the service says so under status 200', async () => {
    // GIVEN tables beside an error
    stub.answerWith({
      status: 200,
      body: {
        ...oneRow,
        error: {
          code: 'PartialError',
          message: 'There were some errors when processing your query.',
          details: [
            {
              code: 'EngineError',
              message: 'Something went wrong.',
              innererror: { code: '-2133196800', message: 'A node ran out of memory.' },
            },
            { code: 'ShardError', message: 'A shard did not answer.' },
          ],
        },
      },
    });
    // WHEN the query ends
    const outcome = await ask();
    // THEN the rows come with the reasons why they are not everything
    expect(outcome).toMatchObject({
      status: 'partial',
      rows: [[3]],
      partial: [
        { code: '-2133196800', message: 'A node ran out of memory.' },
        { code: 'ShardError', message: 'A shard did not answer.' },
      ],
    });
  });

  it.each([
    ['says so beside the rows', 200, 'The results of this query exceed the set limit of 500000 records, so not all records were returned'],
    [
      'says so beside the rows, for bytes',
      200,
      'Query result set has exceeded the internal data size limit 67108864 (E_QUERY_RESULT_SET_TOO_LARGE).',
    ],
    ['refuses it', 400, 'Query result set has exceeded the internal record count limit 500000 (E_QUERY_RESULT_SET_TOO_LARGE; see ...)'],
  ])('is a failure where the service cut it off and %s', async (_case, status, message) => {
    // GIVEN a result that is not whole, of a query that nobody may cut
    stub.answerWith({
      status,
      body: {
        ...(status === 200 ? oneRow : {}),
        error: { code: 'PartialError', message: 'Errors.', details: [{ code: 'EngineError', message }] },
      },
    });
    // WHEN the query ends
    const outcome = await ask();
    // THEN no number is made of it
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'limit',
      code: 'MXDR-AZURE-RESULT-TOO-LARGE',
      mend: expect.stringContaining('Aggregate'),
    });
  });

  it('is partial when it has as many rows as the service cuts off at, even without a word', async () => {
    // GIVEN a cut at one row
    // WHEN one row comes
    const outcome = await ask({ limits: { maxRows: 1 } });
    // THEN it is not taken for everything
    expect(outcome).toMatchObject({ status: 'partial', partial: [{ code: 'row-limit' }] });
  });

  it('says that the number of rows read is unknown rather than 0 when the service does not count', async () => {
    // GIVEN an answer without statistics
    // WHEN it is read
    const outcome = await ask();
    // THEN the count is null
    expect(outcome).toMatchObject({ statistics: { rowsRead: null } });
  });
});

describe('an answer that is no result', () => {
  const syntaxError = {
    error: {
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      innererror: {
        code: 'SyntaxError',
        message: 'A recognition error occurred in the query.',
        innererror: {
          code: 'SYN0002',
          message: "Query could not be parsed at 'invalid' on line [2,11]",
          line: 2,
          pos: 11,
          token: 'invalid',
        },
      },
    },
  };
  const missingTable = {
    error: {
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      innererror: {
        code: 'SemanticError',
        message: 'A semantic error occurred.',
        innererror: { code: 'SEM0100', message: "'where' operator: Failed to resolve table or column expression named 'DeviceInfo'" },
      },
    },
  };
  const wrongColumn = {
    error: {
      code: 'BadArgumentError',
      message: 'x',
      innererror: { code: 'SEM0100', message: "'where' operator: Failed to resolve scalar expression named 'Colour'" },
    },
  };

  it.each([
    [
      'a syntax error names its place from 1',
      400,
      syntaxError,
      { reason: 'invalid', code: 'MXDR-AZURE-QUERY-INVALID', line: 2, column: 12 },
    ],
    [
      'a missing table is named',
      400,
      missingTable,
      { reason: 'table-missing', code: 'MXDR-AZURE-TABLE-MISSING', missingTables: ['DeviceInfo'] },
    ],
    ['a missing column is the fault of the query', 400, wrongColumn, { reason: 'invalid', code: 'MXDR-AZURE-QUERY-INVALID' }],
    ['a runaway query is a limit', 400, { error: { code: 'E_RUNAWAY_QUERY', message: 'too much' } }, { reason: 'limit' }],
    ['401 is denied', 401, {}, { reason: 'denied' }],
    [
      '403 is denied',
      403,
      { error: { code: 'InsufficientAccessError', message: 'no access' } },
      { reason: 'denied', code: 'MXDR-AZURE-DENIED' },
    ],
    [
      '404 is a workspace that is not there',
      404,
      { error: { code: 'PathNotFoundError', message: 'no' } },
      { reason: 'unreachable', code: 'MXDR-AZURE-WORKSPACE-NOT-FOUND' },
    ],
    [
      '504 is a timeout',
      504,
      { error: { code: 'GatewayTimeout', message: 'late' } },
      { reason: 'timeout', code: 'MXDR-AZURE-QUERY-TIMEOUT' },
    ],
    ['an error page of a proxy is a service error', 500, '<html>oops</html>', { reason: 'unreachable', code: 'MXDR-AZURE-SERVICE-ERROR' }],
    [
      '204 is a workspace without data, not an empty result',
      204,
      undefined,
      { reason: 'table-missing', code: 'MXDR-AZURE-WORKSPACE-EMPTY' },
    ],
    ['200 without a body is no empty result', 200, undefined, { reason: 'unreachable', code: 'MXDR-AZURE-ANSWER-UNREADABLE' }],
    ['200 with half a body is no result', 200, '{"tables":[{"na', { reason: 'unreachable', code: 'MXDR-AZURE-ANSWER-UNREADABLE' }],
    ['200 without a table is no empty result', 200, { tables: [] }, { reason: 'unreachable', code: 'MXDR-AZURE-ANSWER-UNREADABLE' }],
    ['200 with an error and no table is that error', 200, missingTable, { reason: 'table-missing', missingTables: ['DeviceInfo'] }],
    [
      'a cell that does not fit its column is not guessed',
      200,
      { tables: [{ name: 'PrimaryResult', columns: [{ name: 'At', type: 'datetime' }], rows: [['secret yesterday']] }] },
      { reason: 'unreachable', message: 'The answer cannot be read: row 1, column At: the cell is no datetime (request request-1).' },
    ],
  ])('%s', async (_title, status, body, expected) => {
    // GIVEN a service that answers so
    stub.answerWith({ status, body });
    // WHEN a query ends
    const outcome = await ask();
    // THEN the outcome has its name and an advice
    expect(outcome).toMatchObject({ status: 'failed', ...expected });
    expect(outcome).toHaveProperty('mend');
  });

  it('brings no token and no control character of the service into the message', async () => {
    // GIVEN an error that repeats a token and tries to colour the terminal
    stub.answerWith({
      status: 403,
      body: { error: { code: 'x', message: 'no \u001B[31m access\nfor eyJhbGciOiJub25l.eyJ0aWQiOiIxIn0.abc\u202E' } },
    });
    // WHEN the query ends
    const outcome = await ask();
    // THEN neither is left
    expect(outcome).toMatchObject({ message: 'The workspace refused the query: no [31m access for (token) (request request-1)' });
  });

  it('does not follow a redirect with the token', async () => {
    // GIVEN another server that the service points to
    const other = await startServiceStub();
    stub.answerWith({ status: 307, headers: { Location: `${other.origin}/v1/elsewhere` } });
    // WHEN the query ends
    const outcome = await ask();
    const reached = other.queries.length;
    await other.close();
    // THEN the other server saw nothing
    expect(outcome).toMatchObject({ status: 'failed', code: 'MXDR-AZURE-REDIRECTED' });
    expect(reached).toBe(0);
  });
});
