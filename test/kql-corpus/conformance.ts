import { readFile } from 'node:fs/promises';
import type { CellValue } from '@mxdr/core';
import { isSameCell } from './compare-cells.ts';

/** A query with the answer that somebody published for it. Cells are texts. */
export interface ConformanceCase {
  readonly id: string;
  readonly authority: string;
  readonly query: string;
  readonly columns: readonly string[];
  readonly types?: readonly (string | null)[];
  readonly rows: readonly (readonly string[])[];
}

/** A line that `mxdr query --batch` gives. */
export interface BatchAnswer {
  readonly id: string;
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly error?: { readonly code: string; readonly message: string };
}

export type Verdict = { readonly kind: 'agrees' } | { readonly kind: 'unsupported' | 'error' | 'differs'; readonly detail: string };

export async function readLines<Line>(file: string): Promise<readonly Line[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
}

/** Compares an answer with the published table. Rows count as a bag: most queries do not sort. */
export function judge(expected: ConformanceCase, answer: BatchAnswer | undefined): Verdict {
  if (answer === undefined) return { kind: 'error', detail: 'no answer' };
  if (answer.error !== undefined) {
    const { code, message } = answer.error;
    return { kind: code === 'MXDR-KQL-UNSUPPORTED' ? 'unsupported' : 'error', detail: message };
  }
  const names = answer.columns.map((column) => column.name.toLowerCase());
  const order = expected.columns.map((name) => names.indexOf(name.toLowerCase()));
  if (order.includes(-1) || order.length !== names.length)
    return { kind: 'differs', detail: `columns ${names.join(', ')} instead of ${expected.columns.join(', ')}` };
  const left = [...expected.rows];
  for (const row of answer.rows) {
    const found = left.findIndex((wanted) =>
      order.every((at, index) => isSameCell(row[at]!, wanted[index]!, expected.types?.[index] ?? null)),
    );
    if (found < 0) return { kind: 'differs', detail: `the row ${JSON.stringify(row)} is not expected` };
    left.splice(found, 1);
  }
  return left.length === 0 ? { kind: 'agrees' } : { kind: 'differs', detail: `${left.length} rows are missing` };
}
