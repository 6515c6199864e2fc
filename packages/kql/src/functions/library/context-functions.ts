import type { Column } from '../../columns/column.ts';
import { columnFromScalars, constantColumn } from '../../columns/scalar.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';

function randomGuids(count: number, random: () => number): Column {
  const hex = (digits: number): string => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  // Version 4 and variant 1, as random guids have them.
  const guid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + Math.floor(random() * 4)).toString(16)}${hex(3)}-${hex(12)}`;
  return columnFromScalars('guid', Array.from({ length: count }, guid));
}

/** Functions of the run and of where a row comes from. */
export const contextFunctions: readonly ScalarFunction[] = [
  exprFunction(
    'ingestion_time',
    { doc: 'When the row came in; local tables know only the time of its event', args: 0 },
    ({ position }) => ({
      type: 'datetime',
      position,
      reads: new Set(['TimeGenerated']),
      evaluate: (batch) =>
        batch.schema.indexOf('TimeGenerated') === undefined
          ? constantColumn('datetime', null, batch.rowCount)
          : batch.named('TimeGenerated'),
    }),
  ),
  exprFunction('new_guid', { doc: "A random guid, from the query's seed", args: 0 }, ({ position }) => ({
    type: 'guid',
    position,
    reads: new Set<string>(),
    evaluate: (batch) => randomGuids(batch.rowCount, () => batch.session.random()),
  })),
];
