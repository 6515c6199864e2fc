import type { AnalysedCode } from './kusto.ts';
import type { Analysis } from './analyse-query.ts';

/** An analysis that holds for every text of one shape. */
export interface SharedAnalysis {
  readonly code: AnalysedCode;
  readonly analysis: Analysis;
}

/** As many as a customer's reports have queries; a tree takes less than a megabyte. */
const maxAnalyses = 128;

/**
 * Analyses of this process by all that they depend on: the shape of the text, the columns of the tables, the functions. It holds no data and no
 * answers, so that customers may share it: a fleet's reports ask the same queries of one workspace after the other.
 */
export class AnalysisCache {
  private readonly analyses = new Map<string, SharedAnalysis>();

  get(key: string): SharedAnalysis | undefined {
    const found = this.analyses.get(key);
    if (found !== undefined) {
      this.analyses.delete(key);
      this.analyses.set(key, found);
    }
    return found;
  }

  set(key: string, analysis: SharedAnalysis): void {
    this.analyses.set(key, analysis);
    for (const oldest of this.analyses.keys()) {
      if (this.analyses.size <= maxAnalyses) break;
      this.analyses.delete(oldest);
    }
  }
}
