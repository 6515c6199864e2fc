import type { WorkCounts, WorkEvent } from '@mxdr/core';
import { countOf } from '../count-of.ts';

/** A line for whoever reads the log of a worker; undefined where nothing has to be told. */
export function describeWorkEvent(event: WorkEvent): string | undefined {
  switch (event.kind) {
    case 'taken':
      return event.tries === 1 ? undefined : `try ${event.tries} of a message`;
    case 'done':
      return `done: ${event.detail}`;
    case 'failed':
      return `failed, again in ${Math.round(event.pauseMs / 1000)} s: ${event.code} ${event.message}`;
    case 'set-aside':
      return `set aside: ${event.code} ${event.message}`;
    case 'lost':
      return 'lost: another worker has taken the message over';
    case 'given-back':
      return 'given back: the worker has to stop, and another one can take it';
    case 'trouble':
      return `the queue could not be asked: ${event.code} ${event.message}`;
  }
}

/** What a worker did, in one sentence. */
export function describeWork({ done, repeated, failed, setAside, lost, givenBack }: WorkCounts): string {
  const parts = [
    `${countOf(done, 'report')} made`,
    ...(repeated === 0 ? [] : [`${repeated} there already`]),
    ...(failed === 0 ? [] : [`${failed} failed and to be tried again`]),
    ...(setAside === 0 ? [] : [`${setAside} set aside`]),
    ...(lost === 0 ? [] : [`${lost} taken over by another worker`]),
    ...(givenBack === 0 ? [] : [`${givenBack} given back`]),
  ];
  return `${parts.join(', ')}.`;
}
