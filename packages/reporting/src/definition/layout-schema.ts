import { z } from 'zod';

/** What stands around the sections of a report. */
export const layoutSchema = z
  .strictObject({
    cover: z.enum(['full', 'none']).default('full').describe('full: a page of its own; none: a compact head. Default: full.'),
    contents: z.boolean().default(true).describe('Whether a table of contents and the key to reading stand in front. Default: true.'),
    fitPages: z
      .int()
      .min(1)
      .max(4)
      .optional()
      .describe('Print smaller, down to seven tenths, where the PDF would have more pages than this. Default: any number of pages.'),
  })
  .prefault({})
  .describe('What stands around the sections. Default: a cover and contents.');
