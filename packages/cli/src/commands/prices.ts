import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchRetailPrices, retailPricesAddress } from '@mxdr/azure';
import type { PriceTable } from '@mxdr/core';
import {
  formatPriceTable,
  formatProblem,
  keepOwnPrices,
  ownPricesOf,
  priceTableSchema,
  readRetailPrices,
  readYaml,
  retailPriceFilters,
  writeFileAtomic,
} from '@mxdr/core';
import type { CommandHandler } from '../command-spec.ts';
import { contentFolderOf } from '../content-places.ts';
import { countOf } from '../count-of.ts';
import { badOption, noPriceInList, priceTableInvalid } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';

/** Days of retention that come with ingestion where Sentinel is on, as Microsoft documents them; no price list says so. */
const freeRetentionDays = 90;

/** The table that is there: what changed is told, and the prices of an agreement stay. */
async function readPresent(file: string): Promise<PriceTable | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const reading = readYaml(priceTableSchema, text, file);
  if ('problems' in reading) throw priceTableInvalid(file, reading.problems.map(formatProblem));
  return reading.value;
}

/** What a person should look at before the file is kept: prices that are not what they were. */
function describeChanges(present: PriceTable, table: PriceTable): readonly string[] {
  if (present.currency !== table.currency) return [`currency: ${present.currency} before, ${table.currency} now`];
  return Object.entries(present.regions).flatMap(([region, before]) =>
    (['ingestionPerGb', 'retentionPerGbMonth'] as const).flatMap((kind) => {
      const [old, now] = [before[kind]?.amount, table.regions[region]?.[kind]?.amount];
      return old === undefined || old === now ? [] : [`${region}, ${kind}: ${old} before, ${now ?? 'unknown'} now`];
    }),
  );
}

/** `mxdr prices`: reads Azure's public price list and replaces the price table. */
export const run: CommandHandler = async (context, _args, options) => {
  const currency = String(options['currency']);
  if (!/^[A-Z]{3}$/u.test(currency)) throw badOption('--currency', currency, 'an ISO 4217 code such as USD or EUR');
  const address = typeof options['from'] === 'string' ? options['from'] : retailPricesAddress;
  const file = typeof options['out'] === 'string' ? path.resolve(options['out']) : path.join(contentFolderOf(context), 'prices.yaml');
  const present = await readPresent(file);
  const own = present === undefined ? {} : ownPricesOf(present).regions;
  if (present !== undefined && present.currency !== currency && Object.keys(own).length > 0)
    throw badOption('--currency', currency, `${present.currency}: the prices of your agreement in ${file} are in it`);
  let read = 0;
  const entries = await fetchRetailPrices({
    filters: retailPriceFilters,
    currency,
    address,
    clock: context.clock,
    signal: context.signal,
    onPage: (count) => {
      read += count;
      context.note(`${countOf(read, 'price')} read`);
    },
  });
  const day = new Date(context.clock.now()).toISOString().slice(0, 10);
  const { table, regionsWithoutPrice, ambiguous } = readRetailPrices(entries, { currency, day, address, freeRetentionDays });
  const regions = Object.values(table.regions).filter(({ ingestionPerGb }) => ingestionPerGb !== undefined).length;
  if (regions === 0) throw noPriceInList(address, read);
  const next = present === undefined ? table : keepOwnPrices(present, table);
  const changes = present === undefined ? [] : describeChanges(present, next);
  await writeFileAtomic(file, formatPriceTable(next));
  if (context.json) {
    const answer = { schemaVersion: 1, file, currency, day, regions, kept: Object.keys(own), regionsWithoutPrice, ambiguous, changes };
    context.out(JSON.stringify(answer, null, 2));
  } else {
    const list = (title: string, lines: readonly string[]): void => {
      if (lines.length > 0) context.out(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    };
    context.out(`Prices of ${countOf(regions, 'region')} in ${currency}, read on ${day}, are in ${path.relative(context.cwd, file)}.`);
    list('Kept from your agreement', Object.keys(own));
    list('Changed', changes);
    list('Left out, since the list gives more than one', ambiguous);
    list('No price of ingestion, so estimates stay unknown', regionsWithoutPrice);
  }
  return ambiguous.length > 0 ? exitCodes.undetermined : exitCodes.good;
};
