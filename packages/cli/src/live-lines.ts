import { inertText } from '@mxdr/core';
import type { CommandContext } from './context.ts';

/** Redraws at most this often: terminals over slow lines flicker. */
const redrawMs = 100;

/** Lines on a terminal that are rewritten in place, below lines that stay. */
export interface LiveLines {
  /** False where nobody watches: then nothing is drawn, and `tell` alone does something. */
  readonly isWatched: boolean;
  /** What somebody or something is at now. */
  set(id: string, text: string, isUrgent: boolean): void;
  /** Takes the line of `id` away and writes one that stays. */
  tell(id: string, text: string): void;
  /** Takes the live lines away; what was told stays. */
  close(): void;
}

/** @param head first of the live lines, as it is now */
export function createLiveLines(context: Pick<CommandContext, 'live' | 'clock' | 'note' | 'width'>, head: () => string): LiveLines {
  const { live, clock } = context;
  const active = new Map<string, string>();
  let drawn = 0;
  let drawnAt = 0;

  const erase = (): void => {
    if (drawn > 0) live?.(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    erase();
    const cut = (line: string): string => inertText(line).slice(0, Math.max(20, context.width - 1));
    const lines = [...active].map(([id, text]) => cut(`  ${id}: ${text}`));
    if (lines.length === 0) return;
    live?.(`${[cut(head()), ...lines].join('\n')}\n`);
    drawn = lines.length + 1;
    drawnAt = clock.now();
  };

  return {
    isWatched: live !== undefined,
    set(id, text, isUrgent) {
      active.set(id, text);
      if (live !== undefined && (isUrgent || clock.now() - drawnAt >= redrawMs)) draw();
    },
    tell(id, text) {
      active.delete(id);
      if (live !== undefined) erase();
      context.note(text);
      if (live !== undefined) draw();
    },
    close: erase,
  };
}
