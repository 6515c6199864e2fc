import { listBlocks } from '../definition/list-blocks.ts';
import type { SectionDefinition } from '../definition/report-definition-schema.ts';
import { metricsOfHeadings, metricsOfNarratives } from '../definition/rule-metrics.ts';
import type { DatasetReader } from './dataset-reader.ts';
import type { SpeakerNotes } from './report-model.ts';

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Metrics and views that a section is worded or drawn from. */
function readsOf(section: SectionDefinition): { readonly metricIds: readonly string[]; readonly viewIds: readonly string[] } {
  const blocks = listBlocks({ sections: [section] }).map(({ block }) => block);
  return {
    metricIds: unique([
      ...(typeof section.heading === 'string' ? [] : metricsOfHeadings[section.heading.rule]),
      ...blocks.flatMap((block) => {
        if (block.kind === 'metrics' || block.kind === 'comparison') return block.metrics;
        if (block.kind === 'narrative') return block.rule === undefined ? [] : metricsOfNarratives[block.rule];
        return block.kind === 'chart' && block.form === 'funnel' ? block.stages : [];
      }),
    ]),
    viewIds: unique(blocks.flatMap((block) => ('source' in block ? [block.source] : []))),
  };
}

/** Speaker's notes of a section: what the report says about it, and what its numbers stand on, from the dataset. */
export function buildSpeakerNotes(section: SectionDefinition, reader: DatasetReader): SpeakerNotes {
  const { metricIds, viewIds } = readsOf(section);
  const fill = (text: string): string => text.replaceAll('{period}', reader.periodShort);
  const { points = [], questions = [] } = section.speaker ?? {};
  const measured = metricIds.flatMap((id) => reader.measurement(id) ?? []);
  return {
    points: points.map(fill),
    questions: questions.map(({ question, answer }) => ({ question: fill(question), answer: fill(answer) })),
    sources: unique([
      ...measured.flatMap(({ current, previous }) => [...current.evidence, ...(previous?.evidence ?? [])]),
      ...viewIds.flatMap((id) => reader.view(id)?.evidence ?? []),
    ]),
    metricIds: measured.map(({ metricId }) => metricId),
  };
}
