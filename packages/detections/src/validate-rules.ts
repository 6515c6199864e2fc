import type { Problem } from '@mxdr/core';
import type { LoadedRule } from './load-rules.ts';
import type { AnalyseQuery } from './query-analysis.ts';

export interface ValidateOptions {
  /** Reads the queries; without it only the structure is checked. */
  readonly analyse?: AnalyseQuery;
}

export function validateRules(rules: readonly LoadedRule[], options: ValidateOptions = {}): readonly Problem[] {
  void rules;
  void options;
  return [];
}
