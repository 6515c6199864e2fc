import type { QueryPosition } from '../errors.ts';
import type { SyntaxSpan } from './syntax-node.ts';

/** The line and column of a span in a text. */
export function locate(text: string, span: SyntaxSpan): QueryPosition {
  const before = text.slice(0, span.start);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let i = 0; i < before.length; i++) if (before.charCodeAt(i) === 10) line++;
  return { line, column: span.start - lastBreak, length: span.length };
}
