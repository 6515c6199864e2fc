import { z } from 'zod';

/** What is kept of a message that could not be worked: why, and the message itself, so that it can be put back once the reason is mended. */
export const setAsideSchema = z.strictObject({
  schemaVersion: z.literal(1),
  reason: z.strictObject({ code: z.string(), message: z.string() }),
  tries: z.int(),
  queuedAt: z.string(),
  setAsideAt: z.string(),
  text: z.string().describe('The message as it was.'),
});

export type SetAsideRecord = z.infer<typeof setAsideSchema>;

/** Reasons quote messages of others; they need no more room than this. */
const mostReason = 500;

/** One line of JSON. */
export function writeSetAside(record: SetAsideRecord): string {
  const { code, message } = record.reason;
  return JSON.stringify({ ...record, reason: { code, message: message.slice(0, mostReason) } });
}
