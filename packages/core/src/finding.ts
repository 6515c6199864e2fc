/** What a check can say. `waived` is not among them: it is an overlay that leaves the state visible. */
export const checkStates = ['met', 'not-met', 'unknown', 'not-applicable', 'unlicensed'] as const;
export type CheckState = (typeof checkStates)[number];

/** What a check means for the service: `blocks` the start, limits `coverage`, or is `advice`. */
export type CheckEffect = 'blocks' | 'coverage' | 'advice';

export interface Evidence {
  /** What was looked at, e.g. `subscribedSkus: SPE_E5 (Enabled), 1200 seats`. */
  readonly text: string;
  /** Where it was read, e.g. `GET /v1.0/subscribedSkus`. */
  readonly source: string;
}

/** What was agreed about a finding that is not as it should be. The finding keeps its state. */
export interface AppliedWaiver {
  /** `accepted` holds; `expired` and `exceeded` (more assets than it covers) do not, and fail the run. */
  readonly standing: 'accepted' | 'expired' | 'exceeded';
  readonly reason: string;
  readonly owner: string;
  readonly ticket?: string;
  /** Last day on which it holds, `2027-03-31`, UTC. */
  readonly expires: string;
  /** Most assets that it covers. */
  readonly atMost?: number;
}

/** One thing that is otherwise than agreed: something is there `beyond` what was agreed, is `missing`, or is there in another way. */
export interface Difference {
  readonly kind: 'beyond' | 'missing' | 'otherwise';
  readonly text: string;
  /** Whose access it is, by name, where it is somebody's. */
  readonly principal?: string;
}

/** One check's verdict for one customer: state, evidence, source of the rule, and the mend. */
export interface Finding {
  /** Stable id of the check, e.g. `mde-p2-license`. */
  readonly checkId: string;
  readonly title: string;
  readonly ruleSet: string;
  /** Requirement it comes from, e.g. `S16`. */
  readonly requirement: string;
  /** The document that the rule comes from, with its date. */
  readonly source: string;
  readonly effect: CheckEffect;
  readonly state: CheckState;
  readonly expected: string;
  readonly observed: string;
  /** Assets concerned: a count and a small sample; absent where the check is not about assets. */
  readonly affected?: { readonly count: number; readonly sample: readonly string[] };
  /** Every difference from what was agreed; absent where the check does not compare, or nothing differs. */
  readonly differences?: readonly Difference[];
  readonly evidence: readonly Evidence[];
  /** What to do; present for every state but `met` and `not-applicable`. */
  readonly mend?: string;
  /** Least permission that reads the facts behind it. */
  readonly permission?: string;
  readonly waiver?: AppliedWaiver;
}
