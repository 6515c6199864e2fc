import { products } from '@mxdr/core';
import type { Product } from '@mxdr/core';
import { invalidOption } from './errors.ts';
import { createLocalCalendar } from './local-calendar.ts';
import type { LocalCalendar } from './local-calendar.ts';
import { createRandomStream } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';

/** The customer whose tenant is made up. */
export interface SimulatedCustomer {
  readonly name: string;
  readonly domain: string;
  readonly tenantId: string;
  /** Products in use; a table of a product that is not in use does not exist. @default all five */
  readonly products?: readonly Product[];
}

/** What a simulation is made from. Every field has a default; equal options give equal bytes. */
export interface SimulationOptions {
  /** @default Contoso Logistics, contoso.com */
  readonly customer?: SimulatedCustomer;
  /** @default 'contoso' */
  readonly seed?: string | number;
  /** UTC instant of the first log row. Incidents and alerts reach back 21 days further, so that the first month has a backlog. @default '2026-07-31T22:00:00.000Z' */
  readonly start?: string;
  /** UTC instant after the last row. @default '2026-10-31T23:00:00.000Z' */
  readonly end?: string;
  /** IANA time zone of business hours. @default 'Europe/Amsterdam' */
  readonly timeZone?: string;
  /** 1 is a tenant of 1,200 users; 0.1 suits tests; 10 and more stream. @default 1 */
  readonly scale?: number;
  /** Nothing at or after this instant is written. @default end */
  readonly now?: string;
  /** Plants names that an attacker could have chosen: markup, formulas, text direction marks, great length. @default true */
  readonly hostile?: boolean;
}

/** Options with defaults applied and instants parsed: what every generator gets. */
export interface SimulationContext {
  readonly customer: Required<SimulatedCustomer>;
  readonly seed: string;
  readonly startMs: number;
  /** Exclusive; the earlier of `end` and `now`. */
  readonly endMs: number;
  readonly scale: number;
  readonly hostile: boolean;
  readonly calendar: LocalCalendar;
  readonly random: RandomStream;
  /** Log Analytics workspace id, which tables carry as `TenantId`. */
  readonly workspaceId: string;
}

/** The tenant of the demonstration: a quarter that ends with the month in which clocks go back. */
export const defaultCustomer: Required<SimulatedCustomer> = {
  name: 'Contoso Logistics',
  domain: 'contoso.com',
  tenantId: '3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001',
  products,
};

/** @throws AppError MXDR-SIMULATION-OPTION */
export function resolveOptions(options: SimulationOptions): SimulationContext {
  const startMs = parseInstant('start', options.start ?? '2026-07-31T22:00:00.000Z');
  const statedEndMs = parseInstant('end', options.end ?? '2026-10-31T23:00:00.000Z');
  const endMs = options.now === undefined ? statedEndMs : Math.min(statedEndMs, parseInstant('now', options.now));
  if (endMs <= startMs) throw invalidOption('end', new Date(endMs).toISOString(), `after the start, ${new Date(startMs).toISOString()}`);
  const scale = options.scale ?? 1;
  if (!(scale > 0 && scale <= 1000)) throw invalidOption('scale', String(scale), 'above 0 and at most 1000');
  const customer = { ...defaultCustomer, ...options.customer };
  if (customer.products.length === 0) throw invalidOption('products', 'none', 'at least one product');
  const seed = String(options.seed ?? 'contoso');
  const random = createRandomStream(seed);
  return {
    customer,
    seed,
    startMs,
    endMs,
    scale,
    hostile: options.hostile ?? true,
    calendar: createLocalCalendar(options.timeZone ?? 'Europe/Amsterdam'),
    random,
    workspaceId: random.split('workspace').guid(),
  };
}

function parseInstant(name: string, text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw invalidOption(name, text, 'a UTC instant such as 2026-10-01T00:00:00Z');
  return ms;
}
