import { createHash } from 'node:crypto';
import type { TimeWindow } from './log-workspace.ts';

/** The same for the same question: text and window, to the letter. SHA-256, in hexadecimal. */
export function questionKey(text: string, window: TimeWindow | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([text, window === undefined ? null : { start: window.start, end: window.end }]))
    .digest('hex');
}
