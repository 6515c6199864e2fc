import type { Choices } from '../src/testing/random-choices.ts';
import { chance, pick } from '../src/testing/random-choices.ts';

const TOKENS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_$][\p{L}\p{N}_]*|\d+(?:\.\d+)?[a-z]*|\s+|[^\s\p{L}\p{N}_]/gu;

/** Values that break things. */
const TROUBLE = [
  'null',
  '0',
  '-1',
  '9223372036854775807',
  '1e308',
  '""',
  '"("',
  'dynamic(null)',
  'datetime(null)',
  'real(nan)',
  '1tick',
  '*',
  '[]',
];

function tokensOf(text: string): string[] {
  return text.match(TOKENS) ?? [];
}

function stagesOf(text: string): readonly string[] {
  return text.split(/\n\s*\|/);
}

/** A query a few changes away from `text`: tokens lost, doubled, swapped or replaced, steps taken from another query. */
export function mutateQuery(choices: Choices, text: string, others: readonly string[]): string {
  let mutated = text;
  const changes = 1 + choices.nat(2);
  for (let i = 0; i < changes; i++) {
    if (chance(choices, 25)) {
      const stages = stagesOf(mutated);
      const other = stagesOf(pick(choices, others));
      const at = choices.nat(stages.length);
      mutated = [...stages.slice(0, at), pick(choices, other), ...stages.slice(at)].join('\n|');
      continue;
    }
    const tokens = tokensOf(mutated);
    if (tokens.length < 2) return mutated;
    const at = choices.nat(tokens.length - 1);
    const other = choices.nat(tokens.length - 1);
    switch (choices.nat(4)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, tokens[at]!);
        break;
      case 2:
        [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!];
        break;
      case 3:
        tokens[at] = tokens[other]!;
        break;
      default:
        tokens[at] = pick(choices, TROUBLE);
    }
    mutated = tokens.join('');
  }
  return mutated;
}
