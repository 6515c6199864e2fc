import type { Clock, RetailPrice, RetailPricePage } from '@mxdr/core';
import { retailPricePageSchema } from '@mxdr/core';
import { defaultLimits, sendWithAttempts } from './attempts.ts';
import { addressInvalid, retailPricesUnreadable } from './errors.ts';
import { pause } from './pause.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Reply } from './query-transport.ts';
import { isLoopback } from './trusted-address.ts';

/** Azure's public retail price list. It needs no sign-in. */
export const retailPricesAddress = 'https://prices.azure.com/api/retail/prices';

export interface RetailPricesProps {
  /** Filters in the notation of the list's `$filter`; one request each, and as many more as it has pages. */
  readonly filters: readonly string[];
  /** ISO 4217 code that prices are asked for in, e.g. `USD`. */
  readonly currency: string;
  /** Over TLS, or on this machine. @default retailPricesAddress */
  readonly address?: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Waits between attempts; rejects once the signal is aborted. @default a timer */
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Spreads pauses; from 0 to below 1. @default Math.random */
  readonly random?: () => number;
  /** Told of each page. @default nobody is told */
  readonly onPage?: (entries: number) => void;
}

/** More pages than the meters of Sentinel in all regions could fill; a list that never ends is given up. */
const mostPages = 200;
const answerTimeoutMs = 60_000;

/**
 * Reads Azure's retail price list, page after page. Sends no token and nothing of a customer.
 * @throws AppError `MXDR-AZURE-PRICES-UNREADABLE`, `MXDR-AZURE-ADDRESS-INVALID`; nothing half-read is given back
 */
export async function fetchRetailPrices(props: RetailPricesProps): Promise<readonly RetailPrice[]> {
  const base = listAddress(props.address ?? retailPricesAddress);
  const entries: RetailPrice[] = [];
  for (const filter of props.filters) {
    const first = new URL(base);
    first.searchParams.set('currencyCode', `'${props.currency}'`);
    first.searchParams.set('$filter', filter);
    entries.push(...(await readPages(first, props)));
  }
  return entries;
}

function listAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isAllowed = url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.origin)));
  if (!isAllowed || url.username !== '' || url.password !== '') throw addressInvalid('price list', address);
  return url;
}

async function readPages(first: URL, props: RetailPricesProps): Promise<readonly RetailPrice[]> {
  const entries: RetailPrice[] = [];
  const seen = new Set<string>();
  for (let next: URL | undefined = first; next !== undefined;) {
    if (seen.has(next.href) || seen.size >= mostPages)
      throw retailPricesUnreadable(
        first.origin,
        `it has no end: page ${seen.size + 1} is ${seen.has(next.href) ? 'one that was read' : 'too many'}`,
      );
    seen.add(next.href);
    const page: RetailPricePage = await readPage(next, props);
    entries.push(...page.Items);
    props.onPage?.(page.Items.length);
    next = nextPage(page.NextPageLink, first);
  }
  return entries;
}

/** The list names its next page by a full address; it may not lead elsewhere. */
function nextPage(link: string | null | undefined, first: URL): URL | undefined {
  if (link === null || link === undefined || link === '') return undefined;
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url?.origin !== first.origin) throw retailPricesUnreadable(first.origin, `its next page is elsewhere: ${link.slice(0, 100)}`);
  return url;
}

async function readPage(url: URL, props: RetailPricesProps): Promise<RetailPricePage> {
  const reply = await sendWithAttempts(
    () => send(url, props),
    { limits: defaultLimits, sleep: props.sleep ?? pause, random: props.random ?? Math.random },
    props.signal,
  );
  if (reply.kind === 'lost') throw retailPricesUnreadable(url.origin, describeLoss(reply.error), reply.error);
  if (reply.status !== 200) throw retailPricesUnreadable(url.origin, `it answered ${reply.status}`);
  let answer: unknown;
  try {
    answer = JSON.parse(reply.text);
  } catch (error) {
    throw retailPricesUnreadable(url.origin, 'its answer is no JSON', error);
  }
  const reading = retailPricePageSchema.safeParse(answer);
  if (!reading.success) {
    const issue = reading.error.issues[0];
    throw retailPricesUnreadable(
      url.origin,
      `its answer is not what is documented: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  const { data } = reading;
  if (data.Count !== data.Items.length)
    throw retailPricesUnreadable(url.origin, `a page of ${data.Count} entries holds ${data.Items.length}`);
  if (data.BillingCurrency !== props.currency)
    throw retailPricesUnreadable(url.origin, `it was asked for prices in ${props.currency} and answered in ${data.BillingCurrency}`);
  return data;
}

async function send(url: URL, { clock, signal }: RetailPricesProps): Promise<Reply> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    return {
      kind: 'answered',
      status: response.status,
      text: await response.text(),
      requestId: response.headers.get('x-ms-request-id') ?? undefined,
      retryAfterMs: readRetryAfter((name) => response.headers.get(name) ?? undefined, clock.now()),
    };
  } catch (error) {
    signal.throwIfAborted();
    // Node's fetch says only "fetch failed"; what happened is its cause.
    return { kind: 'lost', error: error instanceof Error && error.cause instanceof Error ? error.cause : error };
  }
}

function describeLoss(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'no answer';
}
