/** One query to try; everything in it follows from the seed. */
export interface FuzzJob {
  readonly seed: number;
  /** `grammar`: drawn over the random tables; `mutation`: a known query, changed, over tables of the catalogue. */
  readonly kind: 'grammar' | 'mutation';
  readonly text: string;
}

/** What became of it. */
export type FuzzAnswer =
  | { readonly kind: 'fine'; readonly status: string }
  | { readonly kind: 'crash' | 'nondeterminism' | 'plan-differs'; readonly message: string };
