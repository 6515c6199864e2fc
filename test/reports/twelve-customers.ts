import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SimulatedCustomer, SimulationOptions } from '@mxdr/simulator';
import { simulateTenant, writeTenant } from '@mxdr/simulator';
import { writeSampleCustomer } from './sample-fleet.mjs';

export interface MadeUpCustomer {
  readonly id: string;
  readonly about: string;
  /** Undefined for a workspace without a table. */
  readonly simulation: (Omit<SimulationOptions, 'customer'> & { readonly customer?: Pick<SimulatedCustomer, 'products'> }) | undefined;
  /** Lines of the customer's file that differ from the sample's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Changes the folder of tables after it was written. */
  readonly spoil?: (tables: string) => void;
}

/** Customers as different as they come. Each is rendered and looked at. */
export const twelveCustomers: readonly MadeUpCustomer[] = [
  { id: 'quiet', about: 'a handful of people, hardly an incident', simulation: { scale: 0.02 } },
  { id: 'usual', about: 'some hundred people', simulation: { scale: 0.3 } },
  {
    id: 'under-attack',
    about: 'a large tenant with many campaigns, on Letter',
    simulation: { scale: 2 },
    settings: { name: 'Northwind Energy Holdings', timeZone: 'America/New_York', locale: 'en-US', paper: 'Letter' },
  },
  {
    id: 'first-month',
    about: 'there is nothing from before the period',
    simulation: { scale: 0.2, start: '2026-10-01T00:00:00Z' },
    settings: { timeZone: 'Europe/London' },
  },
  {
    id: 'one-product',
    about: 'endpoints only',
    simulation: { scale: 0.2, customer: { products: ['defender-for-endpoint'] } },
    settings: { products: '[defender-for-endpoint]' },
  },
  { id: 'no-data', about: 'a workspace without a table', simulation: undefined },
  {
    id: 'long-names',
    about: 'names as long as they may be, in German',
    simulation: { scale: 0.2 },
    settings: {
      name: '"Donaudampfschifffahrtsgesellschaftskapitänsverband der Vereinigten Binnenschifffahrtsbetriebe Bremen"',
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
    },
  },
  {
    id: 'japanese',
    about: 'Japanese words, nine hours ahead',
    simulation: { scale: 0.2, timeZone: 'Asia/Tokyo' },
    settings: { name: '株式会社アドベンチャーワークス', locale: 'ja-JP', timeZone: 'Asia/Tokyo' },
  },
  {
    id: 'french',
    about: 'French words, a dark accent',
    simulation: { scale: 0.2 },
    settings: { name: 'Société Générale d’Électricité de Besançon', locale: 'fr-FR', timeZone: 'Europe/Paris', accent: '"#5b1a1a"' },
  },
  {
    id: 'dutch',
    about: 'Dutch words; the mail tables stopped half way',
    simulation: { scale: 0.2 },
    settings: { locale: 'nl-NL' },
    spoil: (tables: string): void => {
      for (const name of ['EmailEvents', 'UrlClickEvents']) {
        const file = path.join(tables, `${name}.ndjson`);
        const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
        writeFileSync(file, `${rows.slice(0, Math.ceil(rows.length * 0.75)).join('\n')}\n`);
      }
    },
  },
  {
    id: 'right-to-left',
    about: 'Arabic and Hebrew names and emoji, in the name and in what attackers wrote',
    simulation: { scale: 0.2, hostile: true },
    settings: { name: '"شركة النور للتجارة · חברת האור 🌍"', timeZone: 'Asia/Dubai' },
  },
  {
    id: 'missing-incidents',
    about: 'the table that everything stands on is not there',
    simulation: { scale: 0.2 },
    spoil: (tables) => rmSync(path.join(tables, 'SecurityIncident.ndjson')),
  },
];

/** Ten thousand rows in one table of the usual customer: the noisiest thing that a log can hold. */
function addRules(tables: string): void {
  const file = path.join(tables, 'SentinelHealth.ndjson');
  const first = JSON.parse(readFileSync(file, 'utf8').split('\n', 1)[0]!) as Readonly<Record<string, unknown>>;
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    JSON.stringify({
      ...first,
      TimeGenerated: '2026-10-15T12:00:00.0000000Z',
      SentinelResourceName: `Made-up rule number ${index} with a name that goes on for a while 🚨`,
      SentinelResourceId: `rule-${index}`,
    }),
  );
  appendFileSync(file, `${rows.join('\n')}\n`);
}

/**
 * Writes the files and the tables of the customers.
 * @param folder gets `customers/` and `tenants/`, as `mxdr report --customers … --local …` takes them
 */
export async function writeTwelveCustomers(folder: string): Promise<void> {
  for (const [number, { id, simulation, settings, spoil }] of twelveCustomers.entries()) {
    writeSampleCustomer(path.join(folder, 'customers'), { id, number, settings: settings ?? {} });
    const tables = path.join(folder, 'tenants', id);
    mkdirSync(tables, { recursive: true });
    if (simulation === undefined) continue;
    const customer = { name: id, domain: `${id}.example`, tenantId: `3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1${String(number).padStart(3, '0')}` };
    await writeTenant(simulateTenant({ seed: id, ...simulation, customer: { ...customer, ...simulation.customer } }), tables);
    if (id === 'usual') addRules(tables);
    spoil?.(tables);
    if (readdirSync(tables).length === 0) throw new Error(`${id} has no tables`);
  }
}
