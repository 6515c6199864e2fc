import type { CellValue } from '@mxdr/core';
import { createKqlEngine } from '../../engine/kql-engine.ts';
import type { KqlEngineProps } from '../../engine/kql-engine.ts';
import { createMemoryTables } from '../../tables/memory-tables.ts';

/** A query and its answer as text: `name:type | name:type`, then a line per row, in the order of the result. */
export interface OperatorCase {
  /** What the case shows, beginning with the name of the operator. */
  readonly title: string;
  readonly query: string;
  readonly gives: readonly string[];
}

/** A query that ends in an error, with words of its message. */
export interface RefusalCase {
  readonly title: string;
  readonly query: string;
  readonly code: string;
  readonly says: string;
}

/** Two small tables. Thing: 3 rows with a key, a number, a time and a bag; Owner: who owns a key. */
const TABLES = {
  Thing_CL: {
    columns: [
      { name: 'Key', type: 'string' },
      { name: 'Size', type: 'long' },
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Bag', type: 'dynamic' },
    ],
    rows: [
      { Key: 'a', Size: 1, TimeGenerated: '2026-01-01T00:00:00Z', Bag: { k: 1 } },
      { Key: 'b', Size: 2, TimeGenerated: '2026-01-02T00:00:00Z', Bag: [1, 2] },
      { Key: 'a', Size: 3, TimeGenerated: '2026-01-03T00:00:00Z', Bag: null },
    ],
  },
  Owner_CL: {
    columns: [
      { name: 'Key', type: 'string' },
      { name: 'Owner', type: 'string' },
    ],
    rows: [{ Key: 'a', Owner: 'ada' }],
  },
} as const;

/** An engine over the two tables, at 2026-01-05. */
export function caseEngine(props: Partial<KqlEngineProps> = {}): ReturnType<typeof createKqlEngine> {
  return createKqlEngine({ provider: createMemoryTables({ tables: TABLES }), clock: { now: () => Date.UTC(2026, 0, 5) }, ...props });
}

function cellText(cell: CellValue): string {
  return cell === null ? 'null' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** The answer in the form of {@link OperatorCase.gives}, or why there is none. */
export async function answerOf(engine: ReturnType<typeof createKqlEngine>, query: string): Promise<readonly string[]> {
  const outcome = await engine.query(query);
  if (outcome.status === 'failed') return [`${outcome.code}: ${outcome.message}`];
  return [
    outcome.columns.map((column) => `${column.name}:${column.type}`).join(' | '),
    ...outcome.rows.map((row) => row.map(cellText).join(' | ')),
  ];
}
