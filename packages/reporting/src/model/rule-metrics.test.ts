import { fileURLToPath } from 'node:url';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { collectDataset } from '../dataset/collect-dataset.ts';
import { narrativeRules } from '../definition/block-schemas.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { headingRules } from '../definition/report-definition-schema.ts';
import { metricsOfHeadings, metricsOfNarratives } from '../definition/rule-metrics.ts';
import { answer, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { readDataset } from './dataset-reader.ts';
import { wordHeading } from './word-headings.ts';
import { wordNarrative } from './word-narratives.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));

/** A reader of a month with one incident that writes down which metrics are asked for, and knows each or none of them. */
async function recordingReader(isEverythingKnown: boolean): Promise<{ readonly reader: DatasetReader; readonly asked: Set<string> }> {
  const dataset = await collectDataset({
    definition: await loadReportDefinition(folder, nodeFiles),
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period: parsePeriod('2026-10', 'Europe/Amsterdam'),
    workspace: scriptedWorkspace(({ queryId }) => (queryId === 'incidents' ? answer([incidentRow()]) : undefined)),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
  const plain = readDataset(dataset);
  const asked = new Set<string>();
  const distribution = { n: 10, mean: 2, median: 2, p90: 3, negative: 1 };
  const reader: DatasetReader = {
    ...plain,
    known: (id) => {
      asked.add(id);
      return isEverythingKnown ? { state: 'known', value: 2, n: 10, part: 1, without: 1, distribution, evidence: [] } : undefined;
    },
    change: (id) => {
      asked.add(id);
      return isEverythingKnown ? { now: 4, before: 2, by: 2 } : undefined;
    },
    measurement: (id) => {
      asked.add(id);
      return plain.measurement(id);
    },
    written: (id) => {
      asked.add(id);
      return plain.written(id);
    },
  };
  return { reader, asked };
}

describe('the metrics of a rule', () => {
  it.each([true, false])('are all that it reads, be they known (%s) or not', async (isEverythingKnown) => {
    const { reader, asked } = await recordingReader(isEverythingKnown);
    const heading = headingRules.flatMap((rule) => {
      asked.clear();
      wordHeading(rule, reader);
      return [...asked].filter((id) => !metricsOfHeadings[rule].includes(id)).map((id) => `heading ${rule}: ${id}`);
    });
    const narrative = narrativeRules.flatMap((rule) => {
      asked.clear();
      wordNarrative(rule, reader);
      return [...asked].filter((id) => !metricsOfNarratives[rule].includes(id)).map((id) => `narrative ${rule}: ${id}`);
    });

    expect([...heading, ...narrative]).toEqual([]);
  });
});
