import { describe, expect, it } from 'vitest';
import type { ContentBlock, ReportModel } from '../model/report-model.ts';
import { galleryModel } from '../testing/gallery-model.ts';
import { digestReport } from './report-digest.ts';

function summaryOf(...blocks: readonly ContentBlock[]): ReportModel {
  return {
    ...galleryModel(),
    sections: [{ id: 'summary', topic: 'Summary', heading: 'Heading', kind: 'summary', blocks: [{ kind: 'columns', columns: [blocks] }] }],
  };
}

describe('the digest of a report', () => {
  it('takes up the blocks of the summary, also from within columns', () => {
    const digest = digestReport(
      summaryOf(
        {
          kind: 'metrics',
          cards: [
            {
              metricId: 'm',
              label: 'Open',
              value: '3',
              unit: 'incidents',
              state: 'low-sample',
              delta: { text: '+1 vs May', direction: 'up', judgement: 'worse', word: 'worse' },
              note: '',
            },
          ],
        },
        {
          kind: 'comparison',
          id: 'c',
          caption: '',
          nameLabel: '',
          columns: ['June', 'May'],
          note: '',
          rows: [
            {
              metricId: 'm',
              label: 'Closed',
              cells: [
                { text: '5', value: 5, state: 'partial', change: null, note: '' },
                { text: '4', value: 4, state: 'known', change: { text: '+1', direction: 'up', judgement: 'neutral', word: '' }, note: '' },
              ],
            },
          ],
        },
        { kind: 'unavailable', title: 'Mail', reason: 'The table is missing.', sources: [], mend: '' },
        { kind: 'callout', tone: 'info', title: 'Names are replaced', text: 'By pseudonyms.' },
      ),
    );
    expect(digest.metrics).toEqual([
      { label: 'Open', value: '3 incidents', mark: 'small sample', change: '+1 vs May (worse)' },
      { label: 'Closed', value: '5', mark: 'incomplete data', change: '+1' },
      { label: 'Mail', value: 'The table is missing.', mark: '', change: '' },
    ]);
    expect(digest.findings).toEqual(['Names are replaced: By pseudonyms.']);
  });

  it.each([
    ['http://evil.example/a.b', 'hxxp[:]//evil[.]example/a.b'],
    ['HTTPS://EVIL.example', 'hxxPS[:]//EVIL[.]example'],
    ['file://srv/x', 'file[:]//srv/x'],
    ['see www.evil.example', 'see www[.]evil.example'],
    ['a\u202eb\nc\td', 'a\\u202eb c d'],
    ['plain text: a/b', 'plain text: a/b'],
  ])('writes %j as %j', (text, expected) => {
    expect(digestReport({ ...galleryModel(), title: text }).title).toBe(expected);
  });
});
