import type { BlockDefinition, ContentDefinition } from './block-schemas.ts';
import type { ReportSettings } from './report-definition-schema.ts';

/** A block of a definition and where it stands in the file. */
export interface PlacedBlock {
  readonly block: ContentDefinition;
  readonly path: readonly (string | number)[];
}

/** Every block of a report in the order of reading, those in columns included. */
export function listBlocks({ sections }: Pick<ReportSettings, 'sections'>): readonly PlacedBlock[] {
  return sections.flatMap(({ blocks }, section) => blocks.flatMap((block, index) => place(block, ['sections', section, 'blocks', index])));
}

function place(block: BlockDefinition, path: readonly (string | number)[]): readonly PlacedBlock[] {
  if (block.kind !== 'columns') return [{ block, path }];
  return block.columns.flatMap((column, at) => column.flatMap((inner, index) => place(inner, [...path, 'columns', at, index])));
}

/** A chart or table that is filled from a view or a query. */
export type SourcedBlock = Extract<ContentDefinition, { readonly source: string }>;

export function hasSource(block: ContentDefinition): block is SourcedBlock {
  return 'source' in block;
}
