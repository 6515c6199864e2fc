import { fileURLToPath } from 'node:url';
import { nodeFiles } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { metricCatalogue } from './metric-catalogue.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));

describe('the metric catalogue', () => {
  it('names every metric once', () => {
    const ids = metricCatalogue.map((metric) => metric.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('reads only columns that its queries promise', async () => {
    // GIVEN
    const { queries } = await loadReportDefinition(folder, nodeFiles);
    const columns = new Map(queries.map((query) => [query.id, new Set(query.columns.map((column) => column.name))]));

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
