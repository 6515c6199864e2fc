import { readFile } from 'node:fs/promises';
import type { Problem } from '@mxdr/core';
import { readYaml } from '@mxdr/core';
import { customerStacks } from '@mxdr/core';
import { z } from 'zod';

const address = z.string().regex(/^[a-z0-9_]+\.[A-Za-z0-9_-]+$/u, 'must be <type>.<name>, e.g. azurerm_sentinel_watchlist.old');

/** Addresses of resources that changed, so that Terraform renames what exists instead of destroying it. */
export const movesSchema = z.strictObject({
  moves: z
    .array(
      z.strictObject({
        stack: z.enum(customerStacks).describe('Stack that the resource is in.'),
        from: address.describe('Address until then.'),
        to: address.describe('Address from then on.'),
        since: z.iso.date().describe('Day of the change; the entry can go once every customer was deployed after it.'),
        reason: z.string().min(1).describe('Why it changed.'),
      }),
    )
    .describe('Moves in the order in which they happened.'),
});

export type Move = z.infer<typeof movesSchema>['moves'][number];

/** The moves of a file; none when there is no such file. */
export async function loadMoves(file: string): Promise<{ readonly moves: readonly Move[]; readonly problems: readonly Problem[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { moves: [], problems: [] };
    throw error;
  }
  const reading = readYaml(movesSchema, text, file);
  if ('problems' in reading) return { moves: [], problems: reading.problems };
  const { value, source } = reading;
  const problems = value.moves.flatMap(({ from, to, stack }, index): readonly Problem[] => {
    const position = source.positionOf(['moves', index, 'to']);
    if (from.split('.')[0] !== to.split('.')[0])
      return [
        {
          severity: 'error',
          code: 'MXDR-SYNTH-MOVE',
          message: `${from} cannot become ${to}: the type differs`,
          position,
          hint: 'Terraform moves a resource within its type only',
        },
      ];
    const isTaken = value.moves.some((other, place) => place < index && other.stack === stack && other.from === from);
    return isTaken
      ? [{ severity: 'error', code: 'MXDR-SYNTH-MOVE', message: `${from} moves twice`, position, hint: 'move from where it went first' }]
      : [];
  });
  return { moves: value.moves, problems };
}

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function resourcesOf(configuration: unknown): Resources {
  if (typeof configuration !== 'object' || configuration === null || !('resource' in configuration)) return {};
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the shape that CDKTF writes
  return configuration.resource as Resources;
}

function has(resources: Resources, full: string): boolean {
  const [type = '', name = ''] = full.split('.');
  return Object.hasOwn(resources[type] ?? {}, name);
}

/** The configuration with a `moved` block for every move whose target it has. A move of what this customer lacks says nothing. */
export function withMoves(configuration: unknown, stack: Move['stack'], moves: readonly Move[]): unknown {
  const resources = resourcesOf(configuration);
  const own = moves.filter((move) => move.stack === stack);
  /** Follows chains: what moved twice still leads to a resource that is there. */
  const leadsTo = (to: string): boolean => has(resources, to) || own.some(({ from, to: next }) => from === to && leadsTo(next));
  const moved = own.filter(({ from, to }) => leadsTo(to) && !has(resources, from)).map(({ from, to }) => ({ from, to }));
  return moved.length === 0 || typeof configuration !== 'object' || configuration === null ? configuration : { ...configuration, moved };
}
