import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { DynamicDictionary, StringDictionary } from '../columns/column.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { parseDynamicText, parseJsonText } from '../columns/parse-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import { convertScalar, toDynamic } from '../functions/convert-scalars.ts';
import { isDictionaryColumn } from '../plan/distinct-values.ts';

/** The values that one cell expands to. A scalar or null gives itself. */
function expandCell(value: DynamicValue, bagsAsArrays: boolean): readonly DynamicValue[] {
  if (isDynamicArray(value)) return value;
  if (value instanceof DynamicBag) {
    return [...value.entries].map(([key, item]) => (bagsAsArrays ? [key, item] : new DynamicBag(new Map([[key, item]]))));
  }
  return [value];
}

/** What one cell gives: codes of the target's dictionary, or values. */
type Cell = Uint32Array | readonly Scalar[];

/**
 * Expands the cells of one column, and makes columns of the elements. Each distinct value of a coded column is expanded once; batches share
 * the dictionary of what they give.
 */
export class CellExpander {
  private readonly type: KustoType;
  private readonly bagsAsArrays: boolean;
  private readonly strings = new StringDictionary();
  private readonly dynamics = new DynamicDictionary(parseDynamicText);
  private readonly cells = new WeakMap<object, (Cell | undefined)[]>();
  /** Stands where another column of the row is longer. */
  private readonly missing: number;

  constructor(type: KustoType, bagsAsArrays: boolean) {
    this.type = type;
    this.bagsAsArrays = bagsAsArrays;
    this.missing = type === 'dynamic' ? this.dynamics.add(null) : this.strings.codeOf('');
  }

  /** The cells of the rows. */
  cellsOf(column: Column): readonly Cell[] {
    const cells: Cell[] = [];
    if (!isDictionaryColumn(column)) {
      for (let row = 0; row < column.length; row++) cells.push(this.expand(column.type, scalarAt(column, row)));
      return cells;
    }
    let known = this.cells.get(column.dictionary);
    if (known === undefined) {
      known = [];
      this.cells.set(column.dictionary, known);
    }
    for (let row = 0; row < column.length; row++)
      cells.push((known[column.codes[row]!] ??= this.expand(column.type, scalarAt(column, row))));
    return cells;
  }

  private expand(from: KustoType, value: Scalar): Cell {
    const dynamic = from === 'string' ? (parseJsonText(value as string) ?? (value as string)) : toDynamic(from, value);
    const items = expandCell(dynamic, this.bagsAsArrays);
    const { type } = this;
    if (type === 'dynamic') return Uint32Array.from(items, (item) => this.dynamics.add(item));
    const scalars = items.map((item) => convertScalar('dynamic', type, item));
    return type === 'string' ? Uint32Array.from(scalars, (scalar) => this.strings.codeOf((scalar as string | null) ?? '')) : scalars;
  }

  /** The elements `positions[i]` of the cells `cells[origins[i]]`. */
  elements(cells: readonly Cell[], origins: Int32Array, positions: Float64Array): Column {
    const { type, missing } = this;
    const { length } = origins;
    if (type !== 'dynamic' && type !== 'string') {
      const scalars: Scalar[] = [];
      for (let i = 0; i < length; i++) scalars.push((cells[origins[i]!] as readonly Scalar[])[positions[i]!] ?? null);
      return columnFromScalars(type, scalars);
    }
    const codes = new Uint32Array(length);
    for (let i = 0; i < length; i++) codes[i] = (cells[origins[i]!] as Uint32Array)[positions[i]!] ?? missing;
    return type === 'dynamic' ? { type, length, codes, dictionary: this.dynamics } : { type, length, codes, dictionary: this.strings };
  }
}
