import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import type { SavedFunction, TestTables, TestWatchlists, TimedWorkspace } from '@mxdr/detections';
import type { FunctionDeclaration, KqlEngine, RelevantRows, TableInfo, TableProvider } from '@mxdr/kql';
import { builtInTables, createKqlEngine, createMemoryTables } from '@mxdr/kql';
import { declareFunction } from '../query-analyser.ts';
import type { TableSet } from './table-set.ts';
import { createTableSet } from './table-set.ts';

/**
 * Where queries of rules are run. Reading and binding a query takes longer than to run it, so one engine serves every test, month and attack
 * that has the same watchlists: what changes between runs is the clock and the tables behind it. One run at a time.
 */
export class RuleBench {
  private readonly engines = new Map<string, KqlEngine>();
  private readonly catalogue = builtInTables();
  private readonly known: readonly TableInfo[];
  private current: { readonly tables: (name: string) => TableProvider | undefined; readonly nowMs: number } = {
    tables: () => undefined,
    nowMs: 0,
  };

  private readonly functions: readonly FunctionDeclaration[];

  /** @param functions saved functions that queries of rules may call */
  constructor(functions: readonly SavedFunction[] = []) {
    this.functions = functions.map(declareFunction);
    this.known = this.catalogue.names().map((name) => ({ name, columns: this.catalogue.get(name)?.columns ?? [], origins: ['memory'] }));
  }

  private engine(watchlists: TestWatchlists, custom: readonly TableInfo[]): KqlEngine {
    const key = JSON.stringify([watchlists, custom]);
    const ready = this.engines.get(key);
    if (ready !== undefined) return ready;
    const infos = [...this.known, ...custom];
    const tableNow = (table: string): TableProvider | undefined => this.current.tables(table);
    const engine = createKqlEngine({
      provider: {
        description: 'rows of a test',
        list: async () => infos,
        async *scan(table, request) {
          yield* tableNow(table)?.scan(table, request) ?? [];
        },
        partialReasons: () => [],
      },
      clock: { now: () => this.current.nowMs },
      functions: this.functions,
      outside: {
        watchlist: (alias) => watchlists[alias] ?? [],
        watchlistAliases: () => Object.keys(watchlists),
        externalText: () => undefined,
      },
    });
    this.engines.set(key, engine);
    return engine;
  }

  /** For the cases of a rule: exactly these rows, every other known table empty. Columns that a known table does not have are refused. */
  readonly createTestWorkspace = async (tables: TestTables, now: string, watchlists: TestWatchlists): Promise<LogWorkspace> => {
    const fault = this.unknownColumn(tables);
    if (fault !== undefined) return refusing(fault);
    const rows = createMemoryTables({ tables });
    const custom = (await rows.list()).filter(({ name }) => this.catalogue.get(name) === undefined);
    const engine = this.engine(watchlists, custom);
    return {
      description: 'rows of a test',
      query: async (text, window, signal) => {
        this.current = { tables: (name) => (Object.hasOwn(tables, name) ? rows : undefined), nowMs: Date.parse(now) };
        return engine.query(text, window, signal);
      },
    };
  };

  /** A typing error in a column would make a row that the rule cannot see, and a negative test that proves nothing. */
  private unknownColumn(tables: TestTables): string | undefined {
    for (const [table, rows] of Object.entries(tables)) {
      const columns = this.catalogue.get(table)?.columns;
      if (columns === undefined) continue;
      const names = new Set(columns.map(({ name }) => name));
      for (const row of rows) {
        const unknown = Object.keys(row).find((column) => !names.has(column));
        if (unknown !== undefined) return `a row of the case has the column "${unknown}", which ${table} does not have`;
      }
    }
    return undefined;
  }

  /** For rules on their schedule: the clock is the caller's. A query is run over the rows that it could use, which gives the same answers. */
  createTimedWorkspace(tables: TableSet, watchlists: TestWatchlists): TimedWorkspace {
    const engine = this.engine(watchlists, []);
    const focused = new Map<string, Focus>();
    return {
      query: (text, window, nowMs): Promise<QueryOutcome> => {
        const focus = focused.get(text);
        this.current = { tables: (name) => (focus?.tables ?? tables)(name).provider, nowMs };
        return engine.query(text, { window });
      },
      rowTimes: async (text) => {
        let focus = focused.get(text);
        if (focus === undefined) {
          this.current = { tables: (name) => tables(name).provider, nowMs: 0 };
          const relevant = await engine.relevantRows(text);
          if (relevant === undefined) return undefined;
          focus = focusOn(tables, relevant);
          focused.set(text, focus);
        }
        return focus.times;
      },
    };
  }
}

/** The rows that one query could use. */
interface Focus {
  readonly tables: TableSet;
  readonly times: Float64Array;
}

function focusOn(tables: TableSet, relevant: RelevantRows): Focus {
  const reduced = createTableSet((name) => {
    const mask = relevant.get(name);
    return mask === undefined ? [] : tables(name).rows.filter((_, index) => mask[index] === 1);
  });
  const focus: TableSet = (name) => (relevant.get(name) === undefined ? tables(name) : reduced(name));
  return { tables: focus, times: mergeTimes([...relevant.keys()].map((name) => focus(name).times)) };
}

function mergeTimes(all: readonly Float64Array[]): Float64Array {
  const merged = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const times of all) {
    merged.set(times, offset);
    offset += times.length;
  }
  return merged.sort();
}

function refusing(message: string): LogWorkspace {
  const failure = { status: 'failed', reason: 'invalid', code: 'MXDR-RULE-TEST-COLUMN', message } as const;
  return { description: 'rows of a test', query: async () => failure };
}
