import type { KustoType } from '@mxdr/core';

/** Columns that the simulator writes, with their types in Log Analytics; the order is that of a CSV export. */
export const tableColumns: Readonly<Record<string, Readonly<Record<string, KustoType>>>> = {};
