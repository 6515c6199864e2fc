import type { CoverageState } from '../dataset/detection-views.ts';

/** A technique and what detections there are for it. */
export interface AttackMatrixCell {
  /** `T1078` */
  readonly technique: string;
  readonly name: string;
  readonly state: CoverageState;
  /** The state in words. */
  readonly word: string;
  /** `2 rules, tested`; empty where there is none. */
  readonly rules: string;
}

/** The matrix of ATT&CK: a column a tactic in its order, in each the best covered techniques first. */
export interface AttackMatrixBlock {
  readonly kind: 'attackMatrix';
  readonly id: string;
  readonly caption: string;
  /** States that occur, the best first. */
  readonly legend: readonly { readonly state: CoverageState; readonly word: string; readonly meaning: string }[];
  /** Empty when no detection is deployed. */
  readonly columns: readonly { readonly tactic: string; readonly share: string; readonly cells: readonly AttackMatrixCell[] }[];
  readonly emptyText: string;
  /** Said on paper, where uncovered techniques are left out; empty when there are none. */
  readonly paperNote: string;
  readonly note: string;
}
