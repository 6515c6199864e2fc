import type { SourcePosition } from '@mxdr/core';
import type { LoadedRule } from '../load-rules.ts';

/** Where a place of the query stands in the rule's file: exact for block text, the query's own start for other forms. */
export function positionInQuery(
  { source, text, file }: Pick<LoadedRule, 'source' | 'text' | 'file'>,
  line: number,
  column: number,
): SourcePosition {
  const start = source.positionOf(['query']);
  const lines = text.replace(/^\uFEFF/u, '').split('\n');
  const header = lines[start.line - 1]?.slice(start.column - 1) ?? '';
  if (!header.startsWith('|')) return start;
  const body = lines.slice(start.line);
  const first = body.findIndex((one) => one.trim() !== '');
  const indent = first < 0 ? 0 : (/^ */u.exec(body[first] ?? '')?.[0].length ?? 0);
  return { file, line: start.line + line, column: indent + column };
}
