import type { Column, DynamicDictionary, StringDictionary } from '../columns/column.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { KqlInvalid } from '../errors.ts';
import { toDynamic } from '../functions/convert-scalars.ts';
import { KeyEncoder } from '../operators/key-encoder.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator, AggregateCall, AggregateFunction, AggregateSite } from './aggregate.ts';
import { ANY_TYPE, argumentOf, constantArgument, constantNumber } from './aggregate-arguments.ts';
import { PairSet } from './pair-set.ts';

/** Elements that the service puts into one array at most. */
const MAX_ELEMENTS = 1_048_576;

/** Elements that the old spellings `makeset` and `makelist` keep when no size is given. */
const OLD_MAX_ELEMENTS = 128;

/** Arrays of one column by group. Elements over all groups count as held rows. */
class Arrays {
  private readonly arrays: (DynamicValue[] | undefined)[] = [];
  private readonly limit: number;
  private held = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  isFull(group: number): boolean {
    const array = this.arrays[group];
    return array !== undefined && array.length >= this.limit;
  }

  push(group: number, value: DynamicValue): void {
    const array = (this.arrays[group] ??= []);
    if (array.length >= this.limit) return;
    array.push(value);
    this.held++;
  }

  check(session: Session, name: string): void {
    session.checkHeld(this.held, `${name}()`);
  }

  finish(groupCount: number): readonly Column[] {
    return [
      columnFromScalars(
        'dynamic',
        Array.from({ length: groupCount }, (_, group) => this.arrays[group] ?? []),
      ),
    ];
  }
}

interface CollectProps {
  readonly name: string;
  readonly value: Expr;
  readonly limit: number;
  readonly keepsNulls: boolean;
}

class ListAccumulator implements Accumulator {
  private readonly props: CollectProps;
  private readonly arrays: Arrays;

  constructor(props: CollectProps) {
    this.props = props;
    this.arrays = new Arrays(props.limit);
  }

  add(batch: Batch, groups: Uint32Array): void {
    const column = this.props.value.evaluate(batch);
    const { keepsNulls } = this.props;
    for (let row = 0; row < column.length; row++) {
      const value = scalarAt(column, row);
      if (value !== null || keepsNulls) this.arrays.push(groups[row]!, toDynamic(column.type, value));
    }
    this.arrays.check(batch.session, this.props.name);
  }

  finish(groupCount: number): readonly Column[] {
    return this.arrays.finish(groupCount);
  }
}

class SetAccumulator implements Accumulator {
  private readonly props: CollectProps;
  private readonly arrays: Arrays;
  private readonly encoder = new KeyEncoder();
  private readonly pairs = new PairSet();

  constructor(props: CollectProps) {
    this.props = props;
    this.arrays = new Arrays(props.limit);
  }

  add(batch: Batch, groups: Uint32Array): void {
    const column = this.props.value.evaluate(batch);
    const ids = this.encoder.encode(column);
    const nullId = this.encoder.idOfNull;
    for (let row = 0; row < ids.length; row++) {
      const group = groups[row]!;
      if (ids[row] === nullId || this.arrays.isFull(group)) continue;
      if (this.pairs.add(group, ids[row]!)) this.arrays.push(group, toDynamic(column.type, scalarAt(column, row)));
    }
    this.arrays.check(batch.session, this.props.name);
  }

  finish(groupCount: number): readonly Column[] {
    return this.arrays.finish(groupCount);
  }
}

/** make_set over `dynamic`: an array gives its elements, everything else itself. */
class DynamicSetAccumulator implements Accumulator {
  private readonly props: CollectProps;
  private readonly arrays: Arrays;
  private readonly ids = new Map<string, number>();
  private readonly elements: DynamicValue[] = [];
  private readonly pairs = new PairSet();
  /** Element numbers of a dictionary's values, found once for each. */
  private readonly known = new Map<DynamicDictionary | StringDictionary, (readonly number[] | undefined)[]>();

  constructor(props: CollectProps) {
    this.props = props;
    this.arrays = new Arrays(props.limit);
  }

  add(batch: Batch, groups: Uint32Array): void {
    const column = this.props.value.evaluate(batch);
    if (column.type !== 'dynamic') return;
    const { dictionary, codes } = column;
    let known = this.known.get(dictionary);
    if (known === undefined) {
      known = [];
      this.known.set(dictionary, known);
    }
    for (let row = 0; row < codes.length; row++) {
      const group = groups[row]!;
      if (this.arrays.isFull(group)) continue;
      const code = codes[row]!;
      const numbers = (known[code] ??= this.numbersOf(dictionary.get(code)));
      for (const id of numbers) {
        if (this.pairs.add(group, id)) this.arrays.push(group, this.elements[id]!);
      }
    }
    this.arrays.check(batch.session, this.props.name);
  }

  private numbersOf(value: DynamicValue): readonly number[] {
    const items = isDynamicArray(value) ? value : [value];
    const numbers: number[] = [];
    for (const item of items) {
      if (item === null) continue;
      const key = typeof item === 'string' ? `"${item}` : dynamicToText(item);
      let id = this.ids.get(key);
      if (id === undefined) {
        id = this.elements.length;
        this.elements.push(item);
        this.ids.set(key, id);
      }
      numbers.push(id);
    }
    return numbers;
  }

  finish(groupCount: number): readonly Column[] {
    return this.arrays.finish(groupCount);
  }
}

class BagAccumulator implements Accumulator {
  private readonly props: CollectProps;
  private readonly bags: (Map<string, DynamicValue> | undefined)[] = [];
  private held = 0;

  constructor(props: CollectProps) {
    this.props = props;
  }

  add(batch: Batch, groups: Uint32Array): void {
    const column = this.props.value.evaluate(batch);
    if (column.type !== 'dynamic') return;
    for (let row = 0; row < column.length; row++) {
      const value = column.dictionary.get(column.codes[row]!);
      if (!(value instanceof DynamicBag)) continue;
      const bag = (this.bags[groups[row]!] ??= new Map());
      for (const [key, item] of value.entries) {
        if (bag.has(key) || bag.size >= this.props.limit) continue;
        bag.set(key, item);
        this.held++;
      }
    }
    batch.session.checkHeld(this.held, `${this.props.name}()`);
  }

  finish(groupCount: number): readonly Column[] {
    return [
      columnFromScalars(
        'dynamic',
        Array.from({ length: groupCount }, (_, group) => new DynamicBag(this.bags[group] ?? new Map())),
      ),
    ];
  }
}

interface CollectorSpec {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly doc: string;
  readonly defaultSize?: number;
  readonly keepsNulls?: boolean;
  readonly start: (props: CollectProps) => Accumulator;
}

function collector(spec: CollectorSpec): AggregateFunction {
  return {
    name: spec.name,
    ...(spec.aliases === undefined ? {} : { aliases: spec.aliases }),
    doc: spec.doc,
    minArgs: 1,
    maxArgs: 2,
    bind: (site) => bindCollector(spec, site),
  };
}

function bindCollector(spec: CollectorSpec, site: AggregateSite): AggregateCall {
  const value = argumentOf(site, 0, ANY_TYPE);
  const size = constantArgument(site, 1);
  return {
    name: site.name,
    types: ['dynamic'],
    args: [value],
    start: (session) => {
      const limit = size === undefined ? (spec.defaultSize ?? MAX_ELEMENTS) : constantNumber(site.name, size, session);
      if (limit < 1 || limit > MAX_ELEMENTS)
        throw new KqlInvalid(`${site.name}() takes a size from 1 to ${MAX_ELEMENTS}`, size?.position ?? site.position);
      return spec.start({ name: site.name, value, limit, keepsNulls: spec.keepsNulls ?? false });
    },
  };
}

const startList = (props: CollectProps): Accumulator => new ListAccumulator(props);
const startSet = (props: CollectProps): Accumulator =>
  props.value.type === 'dynamic' ? new DynamicSetAccumulator(props) : new SetAccumulator(props);

export const MAKE_LIST = collector({
  name: 'make_list',
  doc: 'All values as an array in the order of the rows, nulls left out.',
  start: startList,
});
export const MAKE_SET = collector({
  name: 'make_set',
  doc: 'Distinct values as an array in the order of appearance, nulls left out. Arrays give their elements.',
  start: startSet,
});
export const MAKE_BAG = collector({
  name: 'make_bag',
  aliases: ['make_dictionary'],
  doc: 'Property bags merged into one. The first value of a key stays.',
  start: (props) => new BagAccumulator(props),
});

export const COLLECT_AGGREGATES: readonly AggregateFunction[] = [
  MAKE_LIST,
  MAKE_SET,
  MAKE_BAG,
  collector({ name: 'make_list_with_nulls', doc: 'All values as an array, nulls included.', keepsNulls: true, start: startList }),
  collector({
    name: 'makelist',
    doc: 'Old spelling of make_list() with a smaller default size.',
    defaultSize: OLD_MAX_ELEMENTS,
    start: startList,
  }),
  collector({
    name: 'makeset',
    doc: 'Old spelling of make_set() with a smaller default size.',
    defaultSize: OLD_MAX_ELEMENTS,
    start: startSet,
  }),
];
