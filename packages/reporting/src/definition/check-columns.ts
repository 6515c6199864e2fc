import type { Problem, YamlPath, YamlSource } from '@mxdr/core';
import { nearestName } from '@mxdr/core';
import type { SourcedBlock } from './list-blocks.ts';
import { hasSource, listBlocks } from './list-blocks.ts';
import type { ReportQuery } from './query-file.ts';
import type { ReportSettings } from './report-definition-schema.ts';
import { viewIds } from './report-definition-schema.ts';
import { viewCatalogue } from './view-catalogue.ts';

/** A column that a block names, and where in the block. */
interface NamedColumn {
  readonly name: string;
  readonly key: YamlPath;
}

function columnsOf(block: SourcedBlock): readonly NamedColumn[] {
  const listed = (key: string, columns: readonly { readonly column: string }[]): readonly NamedColumn[] =>
    columns.map(({ column }, index) => ({ name: column, key: [key, index, 'column'] }));
  if (block.kind === 'table' || block.kind === 'facts') return listed('columns', block.columns);
  // It reads columns of its own choice.
  if (block.kind === 'attackMatrix') return [];
  switch (block.form) {
    case 'timeline':
      return [
        { name: block.event.column, key: ['event', 'column'] },
        ...(['at', 'until', 'severity'] as const).flatMap((key) => {
          const name = block[key];
          return name === undefined ? [] : [{ name, key: [key] }];
        }),
      ];
    case 'heatMap':
    case 'matrix':
      return [
        { name: block.category.column, key: ['category', 'column'] },
        { name: block.across.column, key: ['across', 'column'] },
        { name: block.value, key: ['value'] },
      ];
    default:
      return [{ name: block.category.column, key: ['category', 'column'] }, ...listed('series', block.series)];
  }
}

/** `"Severty" … (did you mean "Severity"? it has …)` */
export function suggest(name: string, known: readonly string[], otherwise: string): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? otherwise : `did you mean "${nearest}"? ${otherwise}`;
}

/** Whether every source that a block names is there, and has every column that the block names; each problem at its own place in the file. */
export function checkColumns(
  settings: ReportSettings,
  queries: readonly ReportQuery[],
  source: YamlSource,
  add: (position: Problem['position'], message: string, hint: string) => void,
): void {
  const byId = new Map(queries.map((query) => [query.id, query]));
  const listed = new Set(settings.queries.map((query) => query.id));
  for (const { block, path } of listBlocks(settings)) {
    if (!hasSource(block)) continue;
    const title = block.kind === 'chart' ? block.title : block.caption;
    const query = byId.get(block.source);
    const viewId = viewIds.find((id) => id === block.source);
    if (query === undefined && viewId === undefined) {
      // Of a query that is listed and could not be read, its own problems tell.
      if (!listed.has(block.source))
        add(
          source.positionOf([...path, 'source']),
          `"${block.source}" is neither a view nor a query of this report`,
          suggest(block.source, [...viewIds, ...listed], `views: ${viewIds.join(', ')}; queries of this report: ${[...listed].join(', ')}`),
        );
      continue;
    }
    const known: readonly string[] = query === undefined ? viewCatalogue[viewId!].columns : query.columns.map((column) => column.name);
    for (const { name, key } of columnsOf(block)) {
      if (known.includes(name)) continue;
      const owner = query === undefined ? `the view "${block.source}"` : `the query "${query.id}"`;
      add(
        source.positionOf([...path, ...key]),
        `${owner} has no column "${name}", which "${title}" shows`,
        suggest(name, known, `it has ${known.join(', ')}`),
      );
    }
  }
}
