import { stringify } from 'yaml';
import type { PriceTable } from './price-table.ts';

const header = `# yaml-language-server: $schema=../../schemas/prices.schema.json
# List prices for the cost estimate of "mxdr synth". "mxdr prices" reads them anew from Azure's public price list and replaces this file.
# Prices of your agreement: write them here, under a source of their own.
# A region or a price that is not known is left out: the estimate then says unknown, never zero.
`;

/** The file of a price table: the same table gives the same text. Regions in code-unit order, so that a refresh shows only what changed. */
export function formatPriceTable({ sources, regions, ...rest }: PriceTable): string {
  const ordered = Object.fromEntries(Object.entries(regions).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  return `${header}${stringify({ ...rest, sources, regions: ordered }, { lineWidth: 0 })}`;
}
