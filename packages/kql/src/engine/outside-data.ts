/** A row of a watchlist: column name to text. */
export type WatchlistRow = Readonly<Record<string, string>>;

/**
 * What queries name that is no table: watchlists and files behind addresses. The engine never opens a connection; whoever opens the
 * workspace says what stands for them. Asked while a query is lowered, so answers must be at hand.
 */
export interface OutsideData {
  /** Rows of the watchlist with this alias; `undefined` when there is none. */
  watchlist(alias: string): readonly WatchlistRow[] | undefined;
  /** Aliases of all watchlists. */
  watchlistAliases(): readonly string[];
  /** Text of the file that stands for an address; `undefined` when none does. */
  externalText(url: string): string | undefined;
}

/** Every watchlist and every address is there and empty: shows whether a query runs. */
export const EMPTY_OUTSIDE: OutsideData = { watchlist: () => [], watchlistAliases: () => [], externalText: () => '' };

/** Nothing outside: every watchlist and every address is an error that names it. */
export const NOTHING_OUTSIDE: OutsideData = {
  watchlist: () => undefined,
  watchlistAliases: () => [],
  externalText: () => undefined,
};
