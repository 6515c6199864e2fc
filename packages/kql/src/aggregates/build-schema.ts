import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { dynamicTypeName, toDynamic } from '../functions/convert-scalars.ts';
import type { AggregateFunction } from './aggregate.ts';
import { argumentOf } from './aggregate-arguments.ts';
import { stateAggregate } from './state-aggregate.ts';

/** How the service spells the member that stands for all elements of an array. */
const ELEMENTS = '`indexer`';

/** The least schema that admits all values seen at one place. Kinds stay in the order in which they came up. */
class ValueSchema {
  private readonly kinds: string[] = [];
  private readonly members = new Map<string, ValueSchema>();

  add(value: DynamicValue): void {
    if (value === null) return;
    if (value instanceof DynamicBag) {
      this.see('container');
      for (const [key, item] of value.entries) this.member(key).add(item);
    } else if (isDynamicArray(value)) {
      this.see('container');
      for (const item of value) this.member(ELEMENTS).add(item);
    } else this.see(dynamicTypeName(value));
  }

  private see(kind: string): void {
    if (!this.kinds.includes(kind)) this.kinds.push(kind);
  }

  private member(key: string): ValueSchema {
    const known = this.members.get(key) ?? new ValueSchema();
    this.members.set(key, known);
    return known;
  }

  /** Whether it has seen no value. */
  get isEmpty(): boolean {
    return this.kinds.length === 0;
  }

  toDynamic(): DynamicValue {
    const kinds = this.kinds.map((kind): DynamicValue =>
      kind === 'container' ? new DynamicBag(new Map([...this.members].map(([key, member]) => [key, member.toDynamic()]))) : kind,
    );
    return kinds.length === 1 ? kinds[0]! : kinds;
  }
}

export const BUILD_SCHEMA: AggregateFunction = stateAggregate<ValueSchema>(
  { name: 'buildschema', doc: 'The least schema that admits all values.', minArgs: 1, maxArgs: 1 },
  (site) => ({
    args: [argumentOf(site, 0, ['dynamic'])],
    start: () => new ValueSchema(),
    add: (schema, [item]) => schema.add(toDynamic('dynamic', item!)),
    finish: (schema) => (schema.isEmpty ? null : schema.toDynamic()),
  }),
);
