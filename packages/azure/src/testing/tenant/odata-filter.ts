/** A row as a filter sees it. */
export type FilterRow = Readonly<Record<string, unknown>>;
type Scope = Readonly<Record<string, FilterRow>>;
type Test = (row: FilterRow, scope: Scope) => boolean;

const tokenPattern = /\s*(?:'((?:[^']|'')*)'|([()]|,|:)|([^\s(),:']+(?::[^\s(),:']+)*))/y;

interface Token {
  readonly kind: 'text' | 'sign' | 'word';
  readonly text: string;
}

/** A colon belongs to a time of day, and else divides the variable of `any` from its condition. */
function tokenize(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < filter.trimEnd().length) {
    const match = tokenPattern.exec(filter);
    if (match === null) throw new SyntaxError(`filter: ${filter}`);
    const [, text, sign, word = ''] = match;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else {
      const lambda = /^(\w+):(?!\d)(.+)$/.exec(word);
      if (lambda === null) tokens.push({ kind: 'word', text: word });
      else tokens.push({ kind: 'word', text: lambda[1]! }, { kind: 'sign', text: ':' }, { kind: 'word', text: lambda[2]! });
    }
  }
  return tokens;
}

/**
 * Reads the part of OData filters that the readers use: and, or, not, eq, ge, startsWith and any. What is not understood is a syntax error,
 * as it is at the service, so that a test cannot pass by a filter that nobody looked at.
 */
export function compileFilter(filter: string): (row: FilterRow) => boolean {
  const tokens = tokenize(filter);
  let at = 0;
  const peek = (): string | undefined => (tokens[at]?.kind === 'text' ? undefined : tokens[at]?.text);
  const next = (): Token => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new SyntaxError(`filter ends early: ${filter}`);
    return token;
  };
  const expect = (text: string): void => {
    if (next().text !== text) throw new SyntaxError(`filter lacks ${text}: ${filter}`);
  };
  const either = (): Test => {
    let test = both();
    while (peek() === 'or') {
      next();
      const [left, right] = [test, both()];
      test = (row, scope) => left(row, scope) || right(row, scope);
    }
    return test;
  };
  const both = (): Test => {
    let test = single();
    while (peek() === 'and') {
      next();
      const [left, right] = [test, single()];
      test = (row, scope) => left(row, scope) && right(row, scope);
    }
    return test;
  };
  const single = (): Test => {
    if (peek() === 'not') {
      next();
      const inner = single();
      return (row, scope) => !inner(row, scope);
    }
    if (peek() === '(') {
      next();
      const inner = either();
      expect(')');
      return inner;
    }
    const word = next();
    if (word.text.toLowerCase() === 'startswith') {
      expect('(');
      const path = next().text;
      expect(',');
      const prefix = next().text.toLowerCase();
      expect(')');
      return (row, scope) =>
        String(valueAt(row, scope, path))
          .toLowerCase()
          .startsWith(prefix);
    }
    if (word.text.endsWith('/any')) {
      expect('(');
      const variable = next().text;
      expect(':');
      const inner = either();
      expect(')');
      const path = word.text.slice(0, -'/any'.length);
      return (row, scope) => {
        const list = valueAt(row, scope, path);
        return Array.isArray(list) && list.some((one: FilterRow) => inner(row, { ...scope, [variable]: one }));
      };
    }
    const operator = next().text;
    const literal = next();
    if (operator !== 'eq' && operator !== 'ge') throw new SyntaxError(`filter operator ${operator}: ${filter}`);
    // Graph compares texts without regard to case.
    const wanted = literal.text.toLowerCase();
    return (row, scope) => {
      const found = String(valueAt(row, scope, word.text)).toLowerCase();
      return operator === 'eq' ? found === wanted : found >= wanted;
    };
  };
  const test = either();
  if (at !== tokens.length) throw new SyntaxError(`filter goes on: ${filter}`);
  return (row) => test(row, {});
}

function valueAt(row: FilterRow, scope: Scope, path: string): unknown {
  const [first = '', ...rest] = path.split('/');
  let here: unknown = scope[first] ?? row[first];
  for (const part of rest) here = typeof here === 'object' && here !== null && part in here ? (here as FilterRow)[part] : undefined;
  return here;
}
