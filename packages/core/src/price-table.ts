import { z } from 'zod';
import { azureRegions } from './azure-regions.ts';

/** What the estimate of a workspace is made of, each with the meter of Azure's retail price list that names its price. */
export const priceMeters = {
  ingestionPerGb: { service: 'Sentinel', meter: 'Pay-as-you-go Analysis', unit: '1 GB' },
  retentionPerGbMonth: { service: 'Log Analytics', meter: 'Analytics Logs Data Retention', unit: '1 GB/Month' },
} as const;
export type PriceKind = keyof typeof priceMeters;

const describeMeter = (kind: PriceKind): string => `service "${priceMeters[kind].service}", meter "${priceMeters[kind].meter}"`;

const sourceName = z.string().min(1).describe('Name of an entry under "sources".');

const price = (what: string) =>
  z
    .strictObject({
      amount: z.number().positive().describe('In the currency of the file.'),
      source: sourceName,
    })
    .optional()
    .describe(`${what}. Left out where it is not known.`);

/**
 * List prices by region, as `stacks/content/prices.yaml` holds them. A price that is not known is left out, never written as zero, and one
 * that is there says where it was read and when.
 */
export const priceTableSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency code such as USD')
      .describe('ISO 4217 currency of every price.'),
    freeRetentionDays: z.int().nonnegative().describe('Days of retention that come with ingestion.'),
    sources: z
      .record(
        z.string(),
        z.strictObject({
          address: z.url().describe('Where the prices were read.'),
          seenOn: z.iso.date().describe('Day on which they stood there (YYYY-MM-DD).'),
          isConfirmed: z
            .boolean()
            .describe("True where they were read from Azure's own price list or your agreement; false where somebody else quotes it."),
          note: z.string().optional().describe('What a reader should know of this source.'),
        }),
      )
      .describe('Where prices were read, by a name of your own.'),
    regions: z
      .record(
        z.string(),
        z.strictObject({
          ingestionPerGb: price(
            `Ingestion into Analytics tables with Sentinel, pay as you go, per gigabyte: ${describeMeter('ingestionPerGb')}`,
          ),
          retentionPerGbMonth: price(
            `Interactive retention beyond the free days, per gigabyte and month: ${describeMeter('retentionPerGbMonth')}`,
          ),
          commitment: z
            .strictObject({
              perDay: z
                .record(z.string().regex(/^[1-9]\d*$/, 'must be gigabytes a day'), z.number().positive())
                .describe(
                  'Gigabytes a day to the price of a day: service "Sentinel", meter "<n> GB Commitment Tier Capacity Reservation".',
                ),
              source: sourceName,
            })
            .optional()
            .describe('Commitment tiers. Left out where they are not known.'),
        }),
      )
      .describe('Azure region to its prices.'),
  })
  .superRefine(({ sources, regions }, context) => {
    for (const [region, prices] of Object.entries(regions)) {
      if (!Object.hasOwn(azureRegions, region))
        context.addIssue({
          code: 'custom',
          path: ['regions', region],
          message: 'is not a public region of Azure: its prices would never be used',
        });
      for (const [kind, found] of Object.entries(prices)) {
        if (found === undefined || sources[found.source] !== undefined) continue;
        context.addIssue({
          code: 'custom',
          path: ['regions', region, kind, 'source'],
          message: `must be one of the sources above: ${Object.keys(sources).join(', ')}`,
        });
      }
    }
  });
export type PriceTable = z.infer<typeof priceTableSchema>;
export type PriceSource = PriceTable['sources'][string];
