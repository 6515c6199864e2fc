import { inertText } from '@mxdr/core';
import type { StackProgress } from '@mxdr/deployment';
import type { CommandContext } from './context.ts';
import { createLiveLines } from './live-lines.ts';

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

/**
 * Progress of many stacks at once. On a terminal: one line for each stack that is being worked on, rewritten in place, and a line that stays for
 * each that is done. Elsewhere: one line for each step, so that a CI log reads from top to bottom.
 */
export function createLiveProgress(context: CommandContext, total: number): LiveProgress {
  let done = 0;
  const lines = createLiveLines(context, () => `${done} of ${total} done`);
  return {
    onProgress({ stackId, step, detail, finished }) {
      if (step === 'done') {
        done += 1;
        lines.tell(stackId, inertText(`${stackId}: ${detail}`));
        return;
      }
      const count = finished === undefined ? '' : ` ${finished.count} of ${finished.total}`;
      const text = inertText(`${stepWords[step]}${count}${detail === '' ? '' : `: ${detail}`}`);
      lines.set(stackId, text, detail === '');
      if (!lines.isWatched && detail === '') context.note(`${stackId}: ${text}`);
    },
    close: () => lines.close(),
  };
}
