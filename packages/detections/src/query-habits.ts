import type { SyntaxNode } from '@mxdr/kql';
import type { QueryHabit, QueryPlace } from './query-analysis.ts';

/** Tables of which a tenant has millions of rows a day: text that no index helps with is dear here. */
const LARGE_TABLES: ReadonlySet<string> = new Set([
  'AADNonInteractiveUserSignInLogs',
  'AADServicePrincipalSignInLogs',
  'AWSCloudTrail',
  'AzureActivity',
  'AzureDiagnostics',
  'CloudAppEvents',
  'CommonSecurityLog',
  'DeviceEvents',
  'DeviceFileEvents',
  'DeviceImageLoadEvents',
  'DeviceNetworkEvents',
  'DeviceProcessEvents',
  'DeviceRegistryEvents',
  'DnsEvents',
  'EmailEvents',
  'EmailUrlInfo',
  'IdentityLogonEvents',
  'OfficeActivity',
  'SecurityEvent',
  'SigninLogs',
  'StorageBlobLogs',
  'Syslog',
  'VMConnection',
  'W3CIISLog',
  'WindowsEvent',
]);

/** Tables that get no rows any more, and what took their place. */
const RETIRED_TABLES: Readonly<Record<string, string>> = { ThreatIntelligenceIndicator: 'ThreatIntelIndicators' };

/** Columns by whose names Sentinel made entities before rules had mappings. */
const LEGACY_COLUMNS = /^(?:Account|Host|IP|URL|Url|Process|FileHash|File)CustomEntity$/u;

const MINUTES_OF_UNIT: Readonly<Record<string, number>> = { d: 1440, h: 60, m: 1, s: 1 / 60 };

const COMPARISONS = /^(?:(?:LessThan|GreaterThan)(?:OrEqual)?|Equal|NotEqual|Between|NotBetween)Expression$/u;

/** Minutes of a timespan that the text alone tells: literals, products with a number, names of such. */
function minutesOf(node: SyntaxNode | undefined, lets: ReadonlyMap<string, SyntaxNode>, depth = 0): number | undefined {
  if (node === undefined || depth > 8) return undefined;
  const of = (field: string): number | undefined => minutesOf(node.field(field), lets, depth + 1);
  switch (node.kind) {
    case 'TimespanLiteralExpression': {
      const match = /^(\d+(?:\.\d+)?)(d|h|m|s)$/u.exec(node.text);
      return match === null ? undefined : Number(match[1]) * (MINUTES_OF_UNIT[match[2] ?? ''] ?? Number.NaN);
    }
    case 'ParenthesizedExpression':
      return of('Expression');
    case 'NameReference':
      return minutesOf(lets.get(node.simpleName ?? ''), lets, depth + 1);
    case 'MultiplyExpression': {
      const [left, right] = [node.field('Left'), node.field('Right')];
      if (left === undefined || right === undefined) return undefined;
      const [number, span] = /^\d+$/u.test(left.text) ? [left, right] : [right, left];
      const minutes = minutesOf(span, lets, depth + 1);
      return /^\d+$/u.test(number.text) && minutes !== undefined ? Number(number.text) * minutes : undefined;
    }
    case 'AddExpression': {
      const [left, right] = [of('Left'), of('Right')];
      return left === undefined || right === undefined ? undefined : left + right;
    }
    default:
      return undefined;
  }
}

function collectLets(root: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const lets = new Map<string, SyntaxNode>();
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'LetStatement') {
      const [name, value] = [node.field('Name')?.simpleName, node.field('Expression')];
      if (name !== undefined && value !== undefined) lets.set(name, value);
    }
    for (const child of node.children) visit(child);
  };
  visit(root);
  return lets;
}

/** The table that a pipe begins with; `undefined` for anything else at its head. */
function headOf(pipe: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = pipe;
  while (node?.kind === 'PipeExpression' || node?.kind === 'ParenthesizedExpression') node = node.field('Expression') ?? node.children[0];
  return node?.kind === 'NameReference' && node.symbol?.kind === 'table' ? node : undefined;
}

function tablesIn(node: SyntaxNode): readonly string[] {
  const own = node.kind === 'NameReference' && node.symbol?.kind === 'table' ? [node.symbol.name] : [];
  return [...own, ...node.children.flatMap(tablesIn)];
}

type Found = QueryHabit extends infer Habit ? (Habit extends QueryPlace ? Omit<Habit, keyof QueryPlace> : never) : never;

/** What a node itself is, given the nodes around it. */
function habitsOf(node: SyntaxNode, path: readonly SyntaxNode[], lets: ReadonlyMap<string, SyntaxNode>): readonly Found[] {
  switch (node.kind) {
    case 'FunctionCallExpression': {
      const name = node.field('Name')?.simpleName;
      const [argument] = node.field('ArgumentList')?.items('Expressions') ?? [];
      if (name === '_GetWatchlist' && argument?.stringValue !== undefined) return [{ kind: 'watchlist', alias: argument.stringValue }];
      if (name !== 'ago') return [];
      const comparison = path.findLast(({ kind }) => COMPARISONS.test(kind));
      const minutes = minutesOf(argument, lets);
      return minutes !== undefined && comparison !== undefined && /\b(?:TimeGenerated|Timestamp)\b/u.test(comparison.text)
        ? [{ kind: 'look-back', minutes, text: node.text }]
        : [];
    }
    case 'JoinOperator': {
      const right = node.field('Expression');
      if (right === undefined || /\b(?:TimeGenerated|Timestamp|ago|datetime|now)\b/iu.test(right.text)) return [];
      const tables = [...new Set(tablesIn(right))];
      return tables.length === 0 ? [] : [{ kind: 'join-without-bound', tables }];
    }
    case 'ContainsExpression':
    case 'ContainsCsExpression':
    case 'NotContainsExpression':
    case 'NotContainsCsExpression': {
      const left = node.field('Left');
      const pipe = path.find(({ kind }) => kind === 'PipeExpression');
      const head = pipe === undefined ? undefined : headOf(path.findLast(({ kind }) => kind === 'PipeExpression') ?? pipe);
      if (left?.kind !== 'NameReference' || left.symbol?.kind !== 'column' || head?.symbol === undefined) return [];
      const isOwn = head.resultColumns?.some(({ name }) => name === left.simpleName) === true;
      if (!isOwn || !LARGE_TABLES.has(head.symbol.name)) return [];
      return [{ kind: 'contains', columnName: left.text, table: head.symbol.name, operator: node.token('Operator') ?? 'contains' }];
    }
    case 'EqualExpression':
    case 'NotEqualExpression': {
      const call = [node.field('Left'), node.field('Right')].find(
        (side) => side?.kind === 'FunctionCallExpression' && /^to(?:lower|upper)$/u.test(side.field('Name')?.simpleName ?? ''),
      );
      if (call === undefined) return [];
      return [
        {
          kind: 'case-by-function',
          functionName: call.field('Name')?.simpleName ?? '',
          operator: node.kind === 'EqualExpression' ? '=~' : '!~',
        },
      ];
    }
    case 'MvExpandOperator':
      return node.children.some(({ kind }) => kind === 'MvExpandRowLimitClause') ? [] : [{ kind: 'mv-expand' }];
    case 'ExternalDataExpression':
      return [{ kind: 'externaldata' }];
    case 'NameReference': {
      const successor = node.symbol?.kind === 'table' ? RETIRED_TABLES[node.symbol.name] : undefined;
      return successor === undefined ? [] : [{ kind: 'retired-table', table: node.text, successor }];
    }
    case 'SimpleNamedExpression': {
      const name = node.field('Name')?.simpleName ?? '';
      return LEGACY_COLUMNS.test(name) ? [{ kind: 'legacy-column', name }] : [];
    }
    default:
      return [];
  }
}

/** Finds what works and still deserves a word, on the syntax tree: words in strings and comments are none of it. */
export function findHabits(root: SyntaxNode, text: string): readonly QueryHabit[] {
  const lets = collectLets(root);
  const habits: QueryHabit[] = [];
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    for (const found of habitsOf(node, path, lets)) habits.push({ ...found, ...placeOf(text, node.span.start) });
    path.push(node);
    for (const child of node.children) visit(child);
    path.pop();
  };
  visit(root);
  return habits;
}

function placeOf(text: string, offset: number): QueryPlace {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
