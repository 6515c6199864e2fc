import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ReportModel } from '../model/report-model.ts';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { renderCard } from './render-card.ts';

// What the published schema of Adaptive Cards 1.5 says of the elements that are used here, and no other.
const spacing = z.enum(['default', 'none', 'small', 'medium', 'large', 'extraLarge', 'padding', 'None', 'Small', 'Medium', 'Large']);
const size = z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']);
const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().min(1),
  weight: z.enum(['Default', 'Lighter', 'Bolder']).optional(),
  size: size.optional(),
  isSubtle: z.boolean().optional(),
  color: z.enum(['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
});
const richTextBlock = z.strictObject({ type: z.literal('RichTextBlock'), inlines: z.array(textRun).min(1), spacing: spacing.optional() });
const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string().min(1),
  style: z.enum(['default', 'heading']),
  size,
  weight: z.enum(['Default', 'Lighter', 'Bolder']),
  wrap: z.boolean(),
  spacing: spacing.optional(),
});
const table = z.strictObject({
  type: z.literal('Table'),
  firstRowAsHeaders: z.boolean(),
  showGridLines: z.boolean(),
  columns: z.array(z.strictObject({ width: z.number().positive() })).min(1),
  rows: z.array(
    z.strictObject({
      type: z.literal('TableRow'),
      cells: z.array(z.strictObject({ type: z.literal('TableCell'), items: z.array(richTextBlock).min(1) })),
    }),
  ),
});
const container = z.strictObject({
  type: z.literal('Container'),
  style: z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']),
  items: z.array(richTextBlock).min(1),
});
const message = z.strictObject({
  type: z.literal('message'),
  summary: z.string().min(1),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: z.strictObject({
          $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
          type: z.literal('AdaptiveCard'),
          version: z.literal('1.5'),
          lang: z.string().regex(/^[a-z]{2}$/),
          speak: z.string(),
          msteams: z.strictObject({ width: z.literal('Full') }),
          fallbackText: z.string(),
          body: z.array(z.discriminatedUnion('type', [richTextBlock, textBlock, table, container])).min(1),
        }),
      }),
    )
    .length(1),
});

const bytes = (model: ReportModel): number => Buffer.byteLength(JSON.stringify(renderCard(model)));
const hostile = [
  '[x](https://evil.example)',
  '{{DATE(2026-01-01,SHORT)}}',
  '${dangerous}',
  '<at>everyone</at>',
  '**b** _i_ `c`',
  '# h',
  '1. one',
  'www.evil.example',
];

/** A model whose every text of the summary is this one, many times. */
function filledWith(text: string, count: number): ReportModel {
  const model = galleryModel();
  return {
    ...model,
    title: text,
    sections: [
      {
        id: 'summary',
        topic: text,
        heading: text,
        kind: 'summary',
        blocks: [
          {
            kind: 'metrics',
            cards: Array.from({ length: count }, () => ({
              metricId: 'm',
              label: text,
              value: text,
              unit: '',
              state: 'partial',
              delta: null,
              note: '',
            })),
          },
          { kind: 'narrative', title: '', form: 'list', paragraphs: Array.from({ length: count }, () => text) },
          {
            kind: 'actions',
            title: text,
            emptyText: text,
            moreText: text,
            items: Array.from({ length: count }, () => ({ text, owner: text, due: text, detail: text })),
          },
        ],
      },
    ],
  };
}

describe('a report as a card for Teams', () => {
  it('has the form that Adaptive Cards 1.5 prescribe', () => {
    for (const model of [galleryModel(), hostileModel(), filledWith('x', 0), ...hostile.map((text) => filledWith(text, 3))])
      expect(message.safeParse(renderCard(model)).error?.issues ?? []).toEqual([]);
  });

  it('tells metrics, findings and decisions in the words of the report', () => {
    const text = JSON.stringify(renderCard(galleryModel()));
    const summary = galleryModel().sections.find(({ kind }) => kind === 'summary')!;
    const cards = summary.blocks.flatMap((block) => (block.kind === 'metrics' ? block.cards : []));
    expect(cards.length).toBeGreaterThan(2);
    for (const card of cards) expect(text).toContain(JSON.stringify(card.label));
    for (const block of summary.blocks) if (block.kind === 'actions') for (const item of block.items) expect(text).toContain(item.owner);
  });

  it('stays below what Teams takes, and says what it leaves to the report', () => {
    const model = filledWith('語'.repeat(2000), 200);
    expect(bytes(model)).toBeLessThan(28 * 1024);
    const text = JSON.stringify(renderCard(model));
    expect(text).toMatch(/1\d\d more in the report\./);
    expect(bytes(galleryModel())).toBeLessThan(28 * 1024);
  });

  it('shows text of logs as it is: no link, no mention, no macro, no Markdown', () => {
    for (const text of hostile) {
      const card = renderCard(filledWith(text, 2));
      const [{ content }] = card.attachments;
      const whole = JSON.stringify(content.body);
      expect(whole).not.toMatch(/\{\{|\$\{|https?:\/\/|www\.evil/);
      const markdown = content.body.flatMap((element) => (element.type === 'TextBlock' ? [element.text] : []));
      // Each sign that Markdown reads has a backslash before it.
      for (const one of markdown) expect(one.replaceAll(/\\./g, '')).not.toMatch(/[`*_[\]()<>#]|^\d+[.]\s/);
    }
  });

  it('marks what is incomplete, on top and beside the number', () => {
    const model = { ...filledWith('x', 1), completeness: { state: 'incomplete', summary: 'Missing: EmailEvents.' } } as const;
    const text = JSON.stringify(renderCard(model));
    expect(text).toMatch(/"style":"warning".*Missing: EmailEvents\./);
    expect(text).toContain('incomplete data');
  });
});
