import { inertText } from '@mxdr/core';
import type { StackProgress } from '@mxdr/deployment';
import type { CommandContext } from './context.ts';

export interface LiveProgress {
  readonly onProgress: (progress: StackProgress) => void;
  /** Takes the live lines away; what was told stays. */
  close(): void;
}

const stepWords: Readonly<Record<StackProgress['step'], string>> = {
  init: 'initialising',
  plan: 'planning',
  show: 'reading the plan',
  apply: 'applying',
  state: 'reading the state',
  done: 'done',
};

/** Redraws at most this often: terminals over slow lines flicker. */
const redrawMs = 100;

/**
 * Progress of many stacks at once. On a terminal: one line for each stack that is being worked on, rewritten in place, and a line that stays for
 * each that is done. Elsewhere: one line for each step, so that a CI log reads from top to bottom.
 */
export function createLiveProgress(context: CommandContext, total: number): LiveProgress {
  const { live, clock } = context;
  const active = new Map<string, string>();
  let done = 0;
  let drawn = 0;
  let drawnAt = 0;

  const erase = (): void => {
    if (drawn > 0) live?.(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    erase();
    const lines = [...active].map(([id, text]) => `  ${id}: ${text}`.slice(0, Math.max(20, context.width - 1)));
    if (lines.length === 0) return;
    live?.(`${[`${done} of ${total} done`, ...lines].join('\n')}\n`);
    drawn = lines.length + 1;
    drawnAt = clock.now();
  };

  return {
    onProgress({ stackId, step, detail, finished }) {
      const count = finished === undefined ? '' : ` ${finished.count} of ${finished.total}`;
      const text = inertText(`${stepWords[step]}${count}${detail === '' ? '' : `: ${detail}`}`);
      if (step === 'done') {
        active.delete(stackId);
        done += 1;
        if (live !== undefined) erase();
        context.note(inertText(`${stackId}: ${detail}`));
        if (live !== undefined) draw();
        return;
      }
      active.set(stackId, text);
      if (live === undefined) {
        if (detail === '') context.note(`${stackId}: ${text}`);
      } else if (detail === '' || clock.now() - drawnAt >= redrawMs) draw();
    },
    close: erase,
  };
}
