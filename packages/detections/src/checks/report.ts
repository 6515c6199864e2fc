import type { Problem, ProblemSeverity, SourcePosition, YamlPath } from '@mxdr/core';
import type { LoadedRule } from '../load-rules.ts';

/** Takes one finding of one rule. `at` is a path in the file, or a place that is already known. */
export type Report = (
  at: YamlPath | SourcePosition,
  code: Problem['code'],
  message: string,
  hint?: string,
  severity?: ProblemSeverity,
) => void;

/** One check: looks at a rule alone and reports. */
export type RuleCheck = (loaded: LoadedRule, report: Report) => void;

function isPosition(at: YamlPath | SourcePosition): at is SourcePosition {
  return 'line' in at;
}

/** A report that collects into a list, with positions of the rule's own file. */
export function reportInto(problems: Problem[], { source }: Pick<LoadedRule, 'source'>): Report {
  return (at, code, message, hint, severity = 'error') => {
    const position = isPosition(at) ? at : source.positionOf(at);
    problems.push({ severity, code, message, position, ...(hint === undefined ? {} : { hint }) });
  };
}

/** The name as a message shows it: short, one line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
