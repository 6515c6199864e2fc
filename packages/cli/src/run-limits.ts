import type { IdentityLimiter, QueryBudget } from '@mxdr/azure';
import type { CommandContext } from './context.ts';
import { variableNotCount } from './errors.ts';

/** What the queries of one run share. */
export interface RunLimits {
  readonly limiter: IdentityLimiter;
  readonly budget: QueryBudget;
}

/** Who signs in is decided by the environment, so the queries of one environment share the limits of one identity, and one budget. */
const runs = new WeakMap<CommandContext['env'], RunLimits>();

/** A bound on what a run may ask, from a variable; none where it is not set. */
function readBound(env: CommandContext['env'], name: string): number | undefined {
  const text = env[name] ?? '';
  if (text.trim() === '') return undefined;
  if (!/^\d{1,15}$/u.test(text.trim())) throw variableNotCount(name, text);
  return Number(text);
}

/**
 * `MXDR_MAX_QUERIES` and `MXDR_MAX_BYTES_SCANNED` bound what all customers of a run ask together.
 * @throws AppError `MXDR-CLI-VARIABLE-INVALID`
 */
export async function limitsOfRun(env: CommandContext['env']): Promise<RunLimits> {
  const { createIdentityLimiter, createQueryBudget } = await import('@mxdr/azure');
  const known = runs.get(env);
  if (known !== undefined) return known;
  const maxQueries = readBound(env, 'MXDR_MAX_QUERIES');
  const maxBytesScanned = readBound(env, 'MXDR_MAX_BYTES_SCANNED');
  const limits = {
    limiter: createIdentityLimiter(),
    budget: createQueryBudget({
      ...(maxQueries === undefined ? {} : { maxQueries }),
      ...(maxBytesScanned === undefined ? {} : { maxBytesScanned }),
    }),
  };
  runs.set(env, limits);
  return limits;
}
