import type { ContentBlock, Section } from './report-model.ts';

/** The blocks of a section in the order of reading, those in columns included. */
export function contentBlocks({ blocks }: Pick<Section, 'blocks'>): readonly ContentBlock[] {
  return blocks.flatMap((block) => (block.kind === 'columns' ? block.columns.flat() : [block]));
}
