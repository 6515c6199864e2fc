import { z } from 'zod';

const pagesLayoutSchema = z
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
  .describe('What stands around the sections of a document of pages.');

/** How a report is laid out: as pages that are read, or as slides that are spoken to. */
export const layoutSchema = z
  .union([z.literal('slides').describe('A deck: each section is a slide or more, in every format.'), pagesLayoutSchema])
  .prefault({})
  .describe('slides: a deck to present. Otherwise what stands around the sections of a document of pages. Default: a cover and contents.');
