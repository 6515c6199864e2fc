import { z } from 'zod';

export const factInstant = z.iso.datetime({ error: 'must be an instant in UTC such as 2026-11-20T06:00:00Z' });
export const factCount = z.int().nonnegative();
export const factGuid = z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' });

/** Why a fact is not known. */
export const notReadReasons = ['permission', 'throttled', 'api-off', 'error'] as const;
export type NotReadReason = (typeof notReadReasons)[number];

/** One thing that was asked of the tenant: what it said, or why nothing is known. There is no third case, and no empty default. */
export function factOf<Value extends z.ZodType>(value: Value, what: string) {
  return z
    .discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('read').describe('It was read.'),
        readAt: factInstant.describe('When it was read, UTC.'),
        request: z.string().min(1).describe('The request that was made, e.g. GET /v1.0/subscribedSkus. Never a token.'),
        requests: factCount.optional().describe('How many requests it took, repeated ones included. Default: not told.'),
        rows: factCount.optional().describe('How many rows the answers held. Default: not told.'),
        value: value.describe('What was read.'),
      }),
      z.strictObject({
        status: z.literal('not-read').describe('It was not read, for the reason given.'),
        reason: z.enum(notReadReasons).describe('Why nothing is known.'),
        permission: z.string().min(1).optional().describe('The permission that was missing, where that is the reason.'),
        message: z.string().min(1).describe('What the other side said.'),
        triedAt: factInstant.optional().describe('When it was tried last, UTC. Default: not told.'),
        request: z.string().min(1).optional().describe('The request that was made. Default: not told.'),
        requests: factCount.optional().describe('How many requests were made, repeated ones included. Default: not told.'),
      }),
    ])
    .describe(what);
}
