import type { Messages } from './messages.ts';

type Joint = Messages['list'];

/** Joins texts with a language's own joint; those that are empty are left out. */
export function joinWith(joint: Joint, texts: readonly string[]): string {
  return texts.filter((text) => text !== '').reduce((before, text) => (before === '' ? text : joint(before, text)), '');
}
