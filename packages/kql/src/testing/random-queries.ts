import type { KustoType } from '@mxdr/core';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import type { Choices } from './random-choices.ts';
import { chance, pick } from './random-choices.ts';
import { RANDOM_TABLES } from './random-tables.ts';

type Columns = readonly TableColumnInfo[];

/** A pipeline so far: its text and the columns that come out. */
interface Piece {
  readonly text: string;
  readonly columns: Columns;
}

const LITERALS: Readonly<Partial<Record<KustoType, readonly string[]>>> = {
  string: ['"alpha"', '"beta"', '""', '"Al"', '"a_b"', '"10.0.0.1"'],
  long: ['0', '1', '2', '-3', '42', '9007199254740993'],
  int: ['int(1)', 'int(null)'],
  real: ['0.5', '-1.5', '3.0', 'real(nan)', 'real(null)'],
  bool: ['true', 'false', 'bool(null)'],
  datetime: ['datetime(2026-06-01)', 'datetime(2026-06-02T10:30:00.0000001Z)', 'datetime(null)', 'now()', 'ago(2d)'],
  timespan: ['1h', '1d', '30m', 'timespan(null)', '-2h'],
  decimal: ['decimal(1.5)', 'decimal(0)'],
  guid: ['guid(11111111-2222-3333-4444-555555555555)'],
  dynamic: ['dynamic([1, 2])', 'dynamic({"a": 1})', 'dynamic(null)'],
};

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];
const TEXT_TESTS = [
  'has',
  '!has',
  'contains',
  '!contains',
  'startswith',
  '!startswith',
  'endswith',
  '=~',
  '!~',
  'has_cs',
  'contains_cs',
  'hasprefix',
  'hassuffix',
];
const JOIN_KINDS = ['innerunique', 'inner', 'leftouter', 'rightouter', 'fullouter', 'leftsemi', 'rightsemi', 'leftanti', 'rightanti'];
const ORDERED: readonly KustoType[] = ['string', 'long', 'int', 'real', 'datetime', 'timespan', 'bool'];

class QueryWriter {
  private readonly choices: Choices;
  private fresh = 0;

  constructor(choices: Choices) {
    this.choices = choices;
  }

  private name(): string {
    return `c${this.fresh++}`;
  }

  private columnsOf(columns: Columns, ...types: readonly KustoType[]): Columns {
    return columns.filter((column) => types.length === 0 || types.includes(column.type));
  }

  /** An expression of the type over the columns. */
  expression(columns: Columns, type: KustoType, depth = 2): string {
    const { choices } = this;
    const own = this.columnsOf(columns, type);
    if (depth === 0 || chance(choices, 35)) {
      if (own.length > 0 && chance(choices, 75)) return pick(choices, own).name;
      return pick(choices, LITERALS[type] ?? ['dynamic(null)']);
    }
    const of = (wanted: KustoType): string => this.expression(columns, wanted, depth - 1);
    const forms: Readonly<Record<KustoType, readonly (() => string)[]>> = {
      bool: [
        () => this.comparison(columns, depth - 1),
        () => `${of('string')} ${pick(choices, TEXT_TESTS)} ${of('string')}`,
        () => `(${of('bool')} and ${of('bool')})`,
        () => `(${of('bool')} or ${of('bool')})`,
        () => `not(${of('bool')})`,
        () => `isnotempty(${of('string')})`,
        () => `isnull(${of(pick(choices, ['long', 'datetime', 'dynamic', 'real']))})`,
        () => `${of('string')} ${pick(choices, ['in', '!in', 'in~', '!in~'])} (${of('string')}, "beta", "ALPHA")`,
        () => `${of('string')} has_any ("alpha", "beta")`,
        () => `${of('datetime')} between (${of('datetime')} .. ${of('datetime')})`,
        () => `${of('string')} matches regex "^[a-b]+"`,
        () => `tobool(${of('dynamic')})`,
      ],
      string: [
        () => `strcat(${of('string')}, "-", ${of('long')})`,
        () => `tolower(${of('string')})`,
        () => `tostring(${of(pick(choices, ['long', 'real', 'datetime', 'dynamic', 'bool', 'timespan']))})`,
        () => `substring(${of('string')}, 1, 2)`,
        () => `iff(${of('bool')}, ${of('string')}, ${of('string')})`,
        () => `extract("([a-z]+)", 1, ${of('string')})`,
        () => `coalesce(${of('string')}, ${of('string')})`,
        () => `case(${of('bool')}, "one", ${of('bool')}, "two", ${of('string')})`,
        () => `trim("a", ${of('string')})`,
      ],
      long: [
        () => `(${of('long')} ${pick(choices, ['+', '-', '*', '/', '%'])} ${of('long')})`,
        () => `strlen(${of('string')})`,
        () => `tolong(${of(pick(choices, ['dynamic', 'string', 'real']))})`,
        () => `array_length(${of('dynamic')})`,
        () => `datetime_diff("hour", ${of('datetime')}, ${of('datetime')})`,
        () => `bin(${of('long')}, 2)`,
        () => `-${this.columnsOf(columns, 'long')[0]?.name ?? '1'}`,
      ],
      int: [() => `toint(${of(pick(choices, ['long', 'dynamic', 'string']))})`, () => `hourofday(${of('datetime')})`],
      real: [
        () => `(${of('real')} ${pick(choices, ['+', '-', '*', '/'])} ${of('long')})`,
        () => `todouble(${of(pick(choices, ['dynamic', 'string', 'long']))})`,
        () => `round(${of('real')}, 1)`,
      ],
      datetime: [
        () => `bin(${of('datetime')}, ${pick(choices, ['1h', '1d', '7d'])})`,
        () => `(${of('datetime')} + ${of('timespan')})`,
        () => `startofday(${of('datetime')})`,
        () => `todatetime(${of('string')})`,
      ],
      timespan: [() => `(${of('datetime')} - ${of('datetime')})`, () => `(${of('timespan')} + ${of('timespan')})`],
      decimal: [() => `todecimal(${of('long')})`],
      guid: [() => `toguid(${of('string')})`],
      dynamic: [
        () => `parse_json(${of('string')})`,
        () =>
          `${pick(
            choices,
            this.columnsOf(columns, 'dynamic')
              .map(({ name }) => name)
              .concat('dynamic({"a":{"c":[1]}})'),
          )}.a`,
        () => `bag_pack("k", ${of('string')}, "n", ${of('long')})`,
        () => `pack_array(${of('long')}, ${of('string')})`,
        () => `split(${of('string')}, " ")`,
      ],
    };
    return pick(choices, forms[type])();
  }

  private comparison(columns: Columns, depth: number): string {
    const type = pick(this.choices, ORDERED);
    const [left, right] = [this.expression(columns, type, depth), this.expression(columns, type, depth)];
    const operator = type === 'string' || type === 'bool' ? pick(this.choices, ['==', '!=']) : pick(this.choices, COMPARISONS);
    return `${left} ${operator} ${right}`;
  }

  private aggregate(columns: Columns): { readonly text: string; readonly type: KustoType } {
    const { choices } = this;
    const of = (type: KustoType): string => this.expression(columns, type, 1);
    const ordered = pick(choices, ORDERED);
    return pick<() => { readonly text: string; readonly type: KustoType }>(choices, [
      () => ({ text: 'count()', type: 'long' }),
      () => ({ text: `countif(${of('bool')})`, type: 'long' }),
      () => ({ text: `sum(${of('long')})`, type: 'long' }),
      () => ({ text: `sum(${of('real')})`, type: 'real' }),
      () => ({ text: `avg(${of('long')})`, type: 'real' }),
      () => ({ text: `min(${of(ordered)})`, type: ordered }),
      () => ({ text: `max(${of(ordered)})`, type: ordered }),
      () => ({ text: `dcount(${of(pick(choices, ['string', 'long', 'datetime', 'bool']))})`, type: 'long' }),
      () => ({ text: `dcountif(${of('string')}, ${of('bool')})`, type: 'long' }),
      () => ({ text: `make_set(${of('string')})`, type: 'dynamic' }),
      () => ({ text: `make_list(${of('long')})`, type: 'dynamic' }),
      () => ({ text: `percentile(${of('long')}, 50)`, type: 'long' }),
      () => ({ text: `take_any(${of('string')})`, type: 'string' }),
      () => ({ text: `stdev(${of('long')})`, type: 'real' }),
    ])();
  }

  private summarize({ text, columns }: Piece): Piece {
    const { choices } = this;
    const keyTypes: readonly KustoType[] = ['string', 'long', 'bool', 'datetime', 'int', 'guid', 'timespan', 'real'];
    const keys = Array.from({ length: choices.nat(3) }, () => {
      const type = pick(choices, keyTypes);
      return { name: this.name(), type, text: this.expression(columns, type, 1) };
    });
    const by = keys.length === 0 ? '' : ` by ${keys.map((key) => `${key.name} = ${key.text}`).join(', ')}`;
    if (keys.length > 0 && chance(choices, 20) && this.columnsOf(columns, 'datetime').length > 0) {
      const values = columns.slice(0, 3).filter((column) => column.type !== 'dynamic');
      const time = this.columnsOf(columns, 'datetime')[0]!;
      const rest = values.filter((column) => column !== time);
      const aggregate = `${pick(choices, ['arg_max', 'arg_min'])}(${[time, ...rest].map((column) => column.name).join(', ')})`;
      return { text: `${text}\n| summarize ${aggregate}${by}`, columns: [...keys, time, ...rest] };
    }
    const aggregates = Array.from({ length: 1 + choices.nat(2) }, () => ({ name: this.name(), ...this.aggregate(columns) }));
    return {
      text: `${text}\n| summarize ${aggregates.map((item) => `${item.name} = ${item.text}`).join(', ')}${by}`,
      columns: [...keys, ...aggregates].map(({ name, type }) => ({ name, type })),
    };
  }

  private sortKeys(columns: Columns): string | undefined {
    const candidates = this.columnsOf(columns, ...ORDERED);
    if (candidates.length === 0) return undefined;
    const { choices } = this;
    const keys = Array.from({ length: 1 + choices.nat(1) }, () => {
      const nulls = chance(choices, 30) ? ` nulls ${pick(choices, ['first', 'last'])}` : '';
      return `${pick(choices, candidates).name} ${pick(choices, ['asc', 'desc'])}${nulls}`;
    });
    return keys.join(', ');
  }

  private join({ text, columns }: Piece, depth: number): Piece | undefined {
    const { choices } = this;
    const right = this.pipeline(depth - 1, 2);
    const key = columns.find((column) =>
      right.columns.some(
        (other) => other.name === column.name && other.type === column.type && other.type !== 'dynamic' && other.type !== 'real',
      ),
    );
    if (key === undefined) return undefined;
    if (chance(choices, 20)) {
      const added = right.columns.filter((column) => !columns.some((own) => own.name === column.name));
      return {
        text: `${text}\n| lookup kind=${pick(choices, ['leftouter', 'inner'])} (${right.text}) on ${key.name}`,
        columns: [...columns, ...added],
      };
    }
    const kind = pick(choices, JOIN_KINDS);
    const joined = `${text}\n| join kind=${kind} (${right.text}) on ${key.name}`;
    if (kind === 'leftsemi' || kind === 'leftanti') return { text: joined, columns };
    if (kind === 'rightsemi' || kind === 'rightanti') return { text: joined, columns: right.columns };
    return { text: joined, columns: [...columns, ...right.columns.filter((column) => !columns.some((own) => own.name === column.name))] };
  }

  /** One more operator; `undefined` when the columns do not allow the one that was chosen. */
  private operator(piece: Piece, depth: number): Piece | undefined {
    const { choices } = this;
    const { text, columns } = piece;
    const type = pick(choices, Object.keys(LITERALS) as KustoType[]);
    const forms: readonly (() => Piece | undefined)[] = [
      () => ({ text: `${text}\n| where ${this.expression(columns, 'bool')}`, columns }),
      () => ({ text: `${text}\n| where ${this.expression(columns, 'bool')} and ${this.expression(columns, 'bool')}`, columns }),
      () => {
        const name = this.name();
        return { text: `${text}\n| extend ${name} = ${this.expression(columns, type)}`, columns: [...columns, { name, type }] };
      },
      () => {
        const kept = columns.filter(() => chance(choices, 60));
        return kept.length === 0 ? undefined : { text: `${text}\n| project ${kept.map(({ name }) => name).join(', ')}`, columns: kept };
      },
      () => this.summarize(piece),
      () => this.summarize(piece),
      () => {
        const keys = this.sortKeys(columns);
        return keys === undefined ? undefined : { text: `${text}\n| sort by ${keys}`, columns };
      },
      () => {
        const keys = this.sortKeys(columns);
        return keys === undefined ? undefined : { text: `${text}\n| sort by ${keys}\n| take ${choices.nat(8)}`, columns };
      },
      () => {
        const keys = this.sortKeys(columns);
        return keys === undefined ? undefined : { text: `${text}\n| top ${choices.nat(8)} by ${keys.split(',')[0]!}`, columns };
      },
      () => ({ text: `${text}\n| take ${choices.nat(12)}`, columns }),
      () => {
        const kept = this.columnsOf(columns, 'string', 'long', 'datetime', 'bool', 'dynamic').filter(() => chance(choices, 50));
        return kept.length === 0 ? undefined : { text: `${text}\n| distinct ${kept.map(({ name }) => name).join(', ')}`, columns: kept };
      },
      () => (depth > 0 ? this.join(piece, depth) : undefined),
      () => (depth > 0 ? this.join(piece, depth) : undefined),
      () => {
        const bags = this.columnsOf(columns, 'dynamic');
        if (bags.length === 0) return undefined;
        const name = this.name();
        const to = pick(choices, ['string', 'long', undefined] as const);
        return {
          text: `${text}\n| mv-expand ${name} = ${pick(choices, bags).name}${to === undefined ? '' : ` to typeof(${to})`}`,
          columns: [...columns, { name, type: to ?? 'dynamic' }],
        };
      },
      () => {
        const texts = this.columnsOf(columns, 'string');
        if (texts.length === 0) return undefined;
        const name = this.name();
        return {
          text: `${text}\n| parse ${pick(choices, texts).name} with ${name} " " *`,
          columns: [...columns, { name, type: 'string' }],
        };
      },
      () => {
        const keys = this.sortKeys(columns);
        const name = this.name();
        return keys === undefined
          ? undefined
          : { text: `${text}\n| sort by ${keys}\n| extend ${name} = row_number()`, columns: [...columns, { name, type: 'long' }] };
      },
      () => ({ text: `${text}\n| count`, columns: [{ name: 'Count', type: 'long' }] }),
    ];
    return pick(choices, forms)();
  }

  pipeline(depth: number, maxOperators: number): Piece {
    const { choices } = this;
    const table = pick(choices, Object.keys(RANDOM_TABLES));
    let piece: Piece = { text: table, columns: RANDOM_TABLES[table]! };
    const count = choices.nat(maxOperators);
    for (let i = 0; i < count; i++) piece = this.operator(piece, depth) ?? piece;
    return piece;
  }

  query(): string {
    const { choices } = this;
    if (chance(choices, 20)) {
      // A table with a name, read by two.
      const { text, columns } = this.pipeline(1, 3);
      const key = columns.find(({ type }) => type === 'string' || type === 'long')?.name;
      if (key !== undefined)
        return `let Shared = ${text};\nShared\n| summarize n = count() by ${key}\n| join kind=${pick(choices, JOIN_KINDS)} (Shared) on ${key}`;
    }
    return this.pipeline(2, 5).text;
  }
}

/** A query over the random tables that the language accepts, whatever it means. */
export function randomQuery(choices: Choices): string {
  return new QueryWriter(choices).query();
}

/** A predicate over the columns of a random table. */
export function randomPredicate(choices: Choices, table: string): string {
  return new QueryWriter(choices).expression(RANDOM_TABLES[table]!, 'bool');
}
