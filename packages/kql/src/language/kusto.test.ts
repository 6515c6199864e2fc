import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { KustoLanguage } from './kusto-service.ts';
import { toArray } from './kusto-service.ts';
import { loadKusto } from './kusto.ts';
import type { SyntaxNode } from './syntax-node.ts';

const service = loadKusto();
const globals = service.makeGlobals([
  service.declareTable({
    name: 'SigninLogs',
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'UserId', type: 'string' },
      { name: 'Status', type: 'dynamic' },
    ],
  }),
  service.declareTable({ name: 'Custom_CL', columns: [], isOpen: true }),
  service.declareFunction({ name: 'Recent', parameters: '(span:timespan=1d)', body: '{ SigninLogs | where TimeGenerated > ago(span) }' }),
  service.declareOpenFunction('_GetWatchlist', ['alias'], [{ name: 'SearchKey', type: 'string' }]),
]);

/** The service's own entrance, which makes an editor's grammar first. */
function analyseWhole(text: string): object {
  createRequire(import.meta.url)('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { Kusto } = globalThis as unknown as { readonly Kusto: { readonly Language: KustoLanguage } };
  const code = Kusto.Language.KustoCode.ParseAndAnalyze(text, globals);
  return {
    diagnostics: toArray(code.GetDiagnostics()).map(({ Code: id, Message: message, Start: start, Length: length }) => [
      id,
      message,
      start,
      length,
    ]),
    columns:
      code.ResultType?.Columns === undefined
        ? undefined
        : toArray(code.ResultType.Columns).map(({ Name: name, Type: type }) => [name, type.Name]),
    isOpen: code.ResultType?.IsOpen === true,
    syntax: outline(service.wrap(code.Syntax, 0)),
  };
}

function analyseOurs(text: string): object {
  const { diagnostics, columns, isOpen, syntax } = service.analyse(text, globals);
  return {
    diagnostics: diagnostics.map(({ code, message, start, length }) => [code, message, start, length]),
    columns: columns?.map(({ name, type }) => [name, type]),
    isOpen,
    syntax: outline(syntax),
  };
}

/** Every node with its kind, place, type and what it refers to. */
function outline(node: SyntaxNode): readonly unknown[] {
  return [node.kind, node.span, node.resultType, node.symbol, node.children.map(outline)];
}

describe('analyse', () => {
  it.each([
    [
      'a query',
      'SigninLogs | where TimeGenerated > ago(1h) | summarize Events = count(), Users = dcount(UserId) by bin(TimeGenerated, 1d)',
    ],
    [
      'let statements and functions',
      'let f = (a:long) { range x from 1 to a step 1 }; let n = 3; f(n) | extend y = x * 2 | join kind=leftouter (Recent(2d)) on $left.y == $right.UserId',
    ],
    ['open tables', '_GetWatchlist("vip") | join Custom_CL on SearchKey | evaluate bag_unpack(Status_d)'],
    ['several statements', 'print 1; SigninLogs | take 3'],
    ['unknown names', 'Signinlogs | where Usr == 1 | frobnicate'],
    ['a type error', 'SigninLogs | where UserId > 1 and Status'],
    ['an unfinished text', 'SigninLogs | where (UserId == "a" | summarize by'],
    [
      'a parse statement and dynamic values',
      `SigninLogs | parse UserId with a ":" b:long * | mv-expand s = Status.errors to typeof(string) | project s, Status['x'].y[0]`,
    ],
    ['no text', ''],
    ['a comment only', '// nothing'],
    ['a query after comments', '// first\n/* not a comment */ SigninLogs'],
    ['a directive', '#connect "x"\nSigninLogs'],
    ['a text nested too deeply', `print ${'('.repeat(300)}1${')'.repeat(300)}`],
    ['a long chain', `SigninLogs ${'| where UserId != "a" '.repeat(120)}`],
  ])('says the same of %s as the service does by itself', (_name, text) => {
    expect(analyseOurs(text)).toEqual(analyseWhole(text));
  });
});
