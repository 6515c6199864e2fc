import type { OperatorCase } from '../testing/operator-case.ts';

const SIDES = "let L = datatable(k:long, v:string) [1,'a', 1,'b', 2,'c']; let R = datatable(k:long, w:string) [1,'x', 1,'y', 3,'z'];";

export const JOIN_CASES: readonly OperatorCase[] = [
  {
    title: 'join of kind innerunique keeps one left row per key, the first',
    query: `${SIDES} L | join R on k`,
    gives: ['k:long | v:string | k1:long | w:string', '1 | a | 1 | x', '1 | a | 1 | y'],
  },
  {
    title: 'join of kind innerunique keeps a left row that passes the filters behind it',
    query: `${SIDES} L | join R on k | where v == 'b' and w == 'y'`,
    gives: ['k:long | v:string | k1:long | w:string', '1 | b | 1 | y'],
  },
  {
    title: 'join leaves filters on the right side where they are',
    query: `${SIDES} L | join kind=leftouter R on k | where isnull(k1) and v != 'a'`,
    gives: ['k:long | v:string | k1:long | w:string', '2 | c | null | '],
  },
];
