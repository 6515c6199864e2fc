import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseQueryFile } from '../definition/query-file.ts';
import { viewIds } from '../definition/report-definition-schema.ts';
import { wantedNumbers } from '../testing/wanted-numbers.ts';
import { findMetric, metricCatalogue } from './metric-catalogue.ts';

const shared = fileURLToPath(new URL('../../../../reports/queries', import.meta.url));

describe('the metric catalogue', () => {
  it('names every metric once', () => {
    const ids = metricCatalogue.map((metric) => metric.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every number that such a service tells, or says why not', async () => {
    // GIVEN
    const queries = new Set((await readdir(shared)).map((name) => name.replace('.kql', '')));

    // WHEN
    const missing = Object.entries(wantedNumbers).flatMap(([id, wanted]): readonly string[] => {
      if ('leftOut' in wanted) return wanted.leftOut.length > 40 ? [] : [`${id}: no reason`];
      const { metrics = [], views = [], queries: asked = [] } = wanted;
      return [
        ...(metrics.length + views.length + asked.length === 0 ? [`${id}: nowhere`] : []),
        ...metrics.filter((one) => findMetric(one) === undefined),
        ...views.filter((one) => !(viewIds as readonly string[]).includes(one)),
        ...asked.filter((one) => !queries.has(one)),
      ];
    });

    // THEN
    expect(missing).toEqual([]);
  });

  it('reads only columns that its queries promise', async () => {
    // GIVEN every query that reports share
    const texts = new Map(
      await Promise.all((await readdir(shared)).map(async (name) => [name, await readFile(join(shared, name), 'utf8')] as const)),
    );
    const includes = new Map([...texts].map(([name, text]) => [name, { file: name, text }]));
    const columns = new Map(
      [...texts].flatMap(([name, text]) => {
        const query = parseQueryFile(name, text, name.replace('.kql', ''), includes);
        return 'problems' in query ? [] : [[query.id, new Set(query.columns.map((column) => column.name))] as const];
      }),
    );

    // WHEN
    const unknown = metricCatalogue
      .filter((metric) => !metric.source.query.startsWith('ledger:'))
      .flatMap((metric) =>
        metric.source.columns
          .filter((column) => columns.get(metric.source.query)?.has(column) !== true)
          .map((column) => `${metric.id}: ${column}`),
      );

    // THEN
    expect(unknown).toEqual([]);
  });

  it('says of every metric what happens without data', () => {
    expect(metricCatalogue.filter((metric) => metric.nullRule === '' || metric.definition.length < 40).map((metric) => metric.id)).toEqual(
      [],
    );
  });
});
