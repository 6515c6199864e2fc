import type { SyntaxNode } from '../language/syntax-node.ts';

/** Functions whose unnamed result takes the name of their first argument. */
const NAME_KEEPERS: ReadonlySet<string> = new Set([
  'tostring',
  'tolong',
  'toint',
  'toreal',
  'todouble',
  'todecimal',
  'tobool',
  'todatetime',
  'totimespan',
  'toguid',
  'bin',
  'floor',
  'round',
  'parse_json',
  'todynamic',
  'startofday',
  'startofweek',
  'startofmonth',
  'startofyear',
  'endofday',
  'endofweek',
  'endofmonth',
  'endofyear',
]);

/** The name that an expression gives its column without being told; `undefined` where the language counts `Column1`, `Column2`. */
export function impliedName(node: SyntaxNode): string | undefined {
  switch (node.kind) {
    case 'SimpleNamedExpression':
      return node.field('Name')?.simpleName;
    case 'NameReference':
      return node.simpleName ?? node.text;
    case 'ParenthesizedExpression':
      return impliedName(node.field('Expression')!);
    case 'PathExpression': {
      const base = impliedName(node.field('Expression')!);
      const selector = node.field('Selector');
      return base === undefined || selector?.simpleName === undefined ? undefined : `${base}_${selector.simpleName}`;
    }
    case 'ElementExpression': {
      const base = impliedName(node.field('Expression')!);
      const selector = node.field('Selector')?.field('Expression');
      const part = selector?.stringValue ?? selector?.text;
      return base === undefined || part === undefined ? undefined : `${base}_${part.replace(/\W/g, '_')}`;
    }
    case 'FunctionCallExpression': {
      const name = node.field('Name')?.simpleName ?? '';
      const first = node.field('ArgumentList')?.items('Expressions')[0];
      return first !== undefined && NAME_KEEPERS.has(name) ? impliedName(first) : undefined;
    }
    default:
      return undefined;
  }
}

/** Matches names against a text in which `*` stands for any letters. */
export function nameMatcher(text: string): (name: string) => boolean {
  if (!text.includes('*')) return (name) => name === text;
  const pattern = new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
  return (name) => pattern.test(name);
}

/** Makes a name that is not taken yet: `A`, `A1`, `A2`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let suffix = 1; ; suffix++) if (!taken.has(name + suffix)) return name + suffix;
}

/** The next of `Column1`, `Column2`, ... that is not taken. */
export function countedName(taken: ReadonlySet<string>, prefix = 'Column'): string {
  for (let index = 1; ; index++) if (!taken.has(prefix + index)) return prefix + index;
}
