import { z } from 'zod';
import { redactionKinds } from '@mxdr/core';

/** The JSON form of `RedactionNote`. */
export const redactionNoteSchema = z
  .strictObject({
    kinds: z.array(z.enum(redactionKinds)).readonly(),
    method: z
      .enum(['keyed', 'order'])
      .describe('keyed: the same pseudonym in every report made with the key. order: counted in this report.'),
    keyId: z.string().nullable().describe('Tells keys apart without telling them; null without a key.'),
  })
  .describe('Pseudonyms in place of names.');
