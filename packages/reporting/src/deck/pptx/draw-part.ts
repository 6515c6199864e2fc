import type { SeriesChart, TimelineChart } from '../../charts/chart-spec.ts';
import { severityOf } from '../../charts/severity-scale.ts';
import { chartHead } from '../cut-chart.ts';
import type { SlideCell, SlidePart, SlideTable } from '../deck-model.ts';
import { cardRoom, deltaLine, unitLine, valueSize } from '../lay-out-cards.ts';
import { captionHeight, cellPadding } from '../lay-out-table.ts';
import { body, cardGap, cardPadding, countLines, linesHeight, type } from '../slide-geometry.ts';
import { chartPart } from './chart-part.ts';
import { gridTable } from './grid-table.ts';
import type { Relations } from './package-parts.ts';
import type { PictureStore } from './pictures.ts';
import { pictureXml } from './pictures.ts';
import type { Box, ShapeNumbers } from './shapes.ts';
import { frame, nameXml, plainShape, textBox } from './shapes.ts';
import type { InkName } from './slide-inks.ts';
import { tableFrame } from './table-frame.ts';
import type { Paragraph, Run, TextLook } from './text-body.ts';

/** What drawing on one slide works with. */
export interface SlideDrawing {
  readonly look: TextLook;
  readonly numbers: ShapeNumbers;
  readonly relations: Relations;
  readonly pictures: PictureStore;
  /** Adds a chart to the package; gives the number of its part. */
  readonly addChart: (write: (workbookId: string) => ReturnType<typeof chartPart>) => number;
}

type PartOf<Kind extends SlidePart['kind']> = Extract<SlidePart, { kind: Kind }>;

/** Draws one part of a slide, in the order in which it is read. */
export function drawPart(part: SlidePart, y: number, drawing: SlideDrawing): string {
  switch (part.kind) {
    case 'cards':
      return drawCards(part, y, drawing);
    case 'chart':
      return drawChart(part, y, drawing);
    case 'table':
      return drawTable(part, y, drawing);
    case 'bullets':
      return textBox(
        drawing.numbers.next(),
        {
          box: { x: body.x, y, width: body.width, height: part.height },
          name: part.title === '' ? 'Text' : part.title,
          paragraphs: bulletParagraphs(part),
        },
        drawing.look,
      );
    case 'message':
      return drawMessage(part, y, drawing);
    case 'picture':
      return drawPicture(part, y, drawing);
  }
}

export function bulletParagraphs({ title, lines }: PartOf<'bullets'>): readonly Paragraph[] {
  return [
    ...(title === '' ? [] : [{ runs: [{ text: title, size: type.body, isBold: true, ink: 'text' as const }], after: 5 }]),
    ...lines.map((line): Paragraph => ({ runs: [{ text: line, size: type.body, ink: 'text' }], hasBullet: true, after: 6 })),
  ];
}

const judged: Readonly<Record<SlideCell['judgement'], InkName>> = { better: 'good', worse: 'bad', neutral: 'quiet' };

function drawCards({ cards, columns, height }: PartOf<'cards'>, y: number, { numbers, look }: SlideDrawing): string {
  const width = (body.width - cardGap * (columns - 1)) / columns;
  const room = cardRoom(columns);
  return cards
    .map((card, index) => {
      const x = body.x + index * (width + cardGap);
      const unit = unitLine(card);
      const paragraphs: readonly Paragraph[] = [
        { runs: [{ text: card.label, size: type.small, isBold: true, ink: 'quiet' }] },
        {
          runs: [
            { text: card.value, size: valueSize(card.value, card.isKnown, room), isBold: true, ink: 'text' },
            ...(unit === '' ? [] : [{ text: ` ${unit}`, size: type.small, ink: 'quiet' as const }]),
          ],
        },
        ...(card.delta === null
          ? []
          : [{ runs: [{ text: deltaLine(card.delta), size: type.small, isBold: true, ink: judged[card.delta.judgement] }] }]),
        ...(card.note === '' ? [] : [{ runs: [{ text: card.note, size: type.small, ink: 'quiet' as const }] }]),
      ];
      const strip = plainShape(
        numbers.next(),
        { box: { x, y, width, height: 0.04 }, name: 'Edge', form: 'rect', fill: look.inks.ink('accent') },
        look,
      );
      const text = textBox(
        numbers.next(),
        {
          box: { x, y, width, height },
          name: card.label,
          paragraphs,
          padding: cardPadding,
          fill: 'sunken',
          line: { ink: card.isKnown ? 'rule' : 'quiet', width: 0.75, isDashed: !card.isKnown },
        },
        look,
      );
      return text + strip;
    })
    .join('');
}

function drawChart(part: PartOf<'chart'>, y: number, drawing: SlideDrawing): string {
  const { numbers, look } = drawing;
  const { chart, note, height, alt } = part;
  const noteHeight = note === '' ? 0 : linesHeight(countLines(note, type.small, body.width), type.small) + 0.06;
  const head = textBox(
    numbers.next(),
    {
      box: { x: body.x, y, width: body.width, height: chartHead - 0.03 },
      name: 'Title of the chart',
      paragraphs: [
        { runs: [{ text: chart.title, size: type.body, isBold: true, ink: 'text' }] },
        { runs: [{ text: chart.subtitle, size: type.small, ink: 'quiet' }] },
      ],
    },
    look,
  );
  const box = { x: body.x, y: y + chartHead, width: body.width, height: height - chartHead - noteHeight };
  const drawn =
    chart.kind === 'timeline'
      ? drawTimeline(chart, box, drawing)
      : (drawGrid(chart, box, alt, drawing) ?? drawSeries(chart, box, alt, drawing));
  const foot =
    note === ''
      ? ''
      : textBox(
          numbers.next(),
          {
            box: { x: body.x, y: y + height - noteHeight, width: body.width, height: noteHeight },
            name: 'Note to the chart',
            anchor: 'b',
            paragraphs: [{ runs: [{ text: note, size: type.small, ink: 'quiet' }] }],
          },
          look,
        );
  return head + drawn + foot;
}

/** Heat maps and matrices are tables with shades, where they have room. */
function drawGrid(chart: SeriesChart, box: Box, alt: string, { numbers, look }: SlideDrawing): string | undefined {
  const table = gridTable(chart, box, alt, look);
  return table === undefined ? undefined : tableFrame(numbers.next(), table, look);
}

function drawSeries(chart: SeriesChart, box: Box, alt: string, { numbers, relations, look, addChart }: SlideDrawing): string {
  const number = addChart((workbookId) => chartPart(chart, look, workbookId));
  const id = relations.add('chart', `../charts/chart${number}.xml`);
  return `<p:graphicFrame><p:nvGraphicFramePr>${nameXml(numbers.next(), 'Chart', alt)}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${frame(box, 'p:xfrm')}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${id}"/></a:graphicData></a:graphic></p:graphicFrame>`;
}

/** A row for each event: its time and name, and its place along the axis. */
function drawTimeline({ events, ticks }: TimelineChart, box: Box, { numbers, look }: SlideDrawing): string {
  const wordsWidth = box.width * 0.55;
  const left = box.x + wordsWidth + 0.2;
  const width = box.width - wordsWidth - 0.4;
  const instants = [...events.flatMap(({ startMs, endMs }) => [startMs, endMs ?? startMs]), ...ticks.map(({ atMs }) => atMs)];
  const first = Math.min(...instants);
  const last = Math.max(...instants);
  const at = (ms: number): number => (first === last ? left + width / 2 : left + (width * (ms - first)) / (last - first));
  const top = box.y + 0.3;
  const rowHeight = Math.min(0.46, (box.height - 0.3) / events.length);
  const bottom = top + rowHeight * events.length;
  const grid = ticks.map(({ atMs }) =>
    plainShape(
      numbers.next(),
      { box: { x: at(atMs), y: top, width: 0, height: bottom - top }, name: 'Tick', form: 'line', line: { ink: 'rule', width: 0.75 } },
      look,
    ),
  );
  const labelWidth = 1.3;
  let reached = Number.NEGATIVE_INFINITY;
  const labels = ticks.map(({ atMs, label }) => {
    const x = Math.min(Math.max(at(atMs) - labelWidth / 2, left - 0.2), box.x + box.width - labelWidth);
    if (x < reached) return '';
    reached = x + labelWidth;
    return textBox(
      numbers.next(),
      {
        box: { x, y: box.y, width: labelWidth, height: 0.28 },
        name: 'Time',
        anchor: 'ctr',
        paragraphs: [{ runs: [{ text: label, size: type.small, ink: 'quiet' }] }],
      },
      look,
    );
  });
  const rows = events.map(({ name, start, end, startMs, endMs, role }, index) => {
    const y = top + index * rowHeight;
    const words: readonly Run[] = [
      { text: `${end === null ? start : `${start} – ${end}`}  `, size: type.small, ink: 'quiet' },
      { text: name, size: type.small, ink: 'text' },
    ];
    const text = textBox(
      numbers.next(),
      { box: { x: box.x, y, width: wordsWidth, height: rowHeight }, name: 'Event', anchor: 'ctr', paragraphs: [{ runs: words }] },
      look,
    );
    const from = at(startMs);
    const mark =
      endMs === null
        ? { x: from - 0.08, y: y + rowHeight / 2 - 0.08, width: 0.16, height: 0.16 }
        : { x: from, y: y + rowHeight / 2 - 0.08, width: Math.max(0.06, at(endMs) - from), height: 0.16 };
    return (
      text +
      plainShape(numbers.next(), { box: mark, name: 'Mark', form: endMs === null ? 'ellipse' : 'rect', fill: look.inks.ofRole(role) }, look)
    );
  });
  return grid.join('') + labels.join('') + rows.join('');
}

/** The shapes of the severity scale, as characters that every font has. */
const severityMarks = { high: '▲', medium: '◆', low: '●', informational: '○' } as const;
const severityInks = {
  high: 'severityHigh',
  medium: 'severityMedium',
  low: 'severityLow',
  informational: 'severityInformational',
} as const;

function drawTable(table: PartOf<'table'>, y: number, { numbers, look }: SlideDrawing): string {
  const top = table.caption === '' ? 0 : captionHeight;
  const caption =
    table.caption === ''
      ? ''
      : textBox(
          numbers.next(),
          {
            box: { x: body.x, y, width: body.width, height: captionHeight - 0.04 },
            name: 'Title of the table',
            paragraphs: [{ runs: [{ text: table.caption, size: type.body, isBold: true, ink: 'text' }] }],
          },
          look,
        );
  const rowsHeight = table.headHeight + table.rowHeights.reduce((sum, height) => sum + height, 0);
  const drawn = tableFrame(
    numbers.next(),
    {
      box: { x: body.x, y: y + top, width: body.width, height: rowsHeight },
      name: table.caption === '' ? (table.columns[0]?.label ?? 'Table') : table.caption,
      description: table.caption,
      hasHead: table.hasHead,
      columnWidths: table.shares.map((share) => share * body.width),
      padding: { left: 0, right: cellPadding - 0.02, top: 0.06, bottom: 0.04 },
      rows: [
        ...(table.hasHead
          ? [
              {
                height: table.headHeight,
                cells: table.columns.map(({ label, align }) => ({
                  paragraphs: [{ runs: [{ text: label, size: type.table, isBold: true, ink: 'quiet' as const }], align }],
                  anchor: 'b' as const,
                  rule: 'quiet' as const,
                })),
              },
            ]
          : []),
        ...table.rows.map((row, index) => ({
          height: table.rowHeights[index]!,
          cells: row.map((cell, column) => ({ paragraphs: cellParagraphs(cell, column, table), rule: 'rule' as const })),
        })),
      ],
    },
    look,
  );
  if (table.note === '') return caption + drawn;
  const noteTop = y + top + rowsHeight + 0.06;
  const note = textBox(
    numbers.next(),
    {
      box: { x: body.x, y: noteTop, width: body.width, height: linesHeight(countLines(table.note, type.small, body.width), type.small) },
      name: 'Note to the table',
      paragraphs: [{ runs: [{ text: table.note, size: type.small, ink: 'quiet' }] }],
    },
    look,
  );
  return caption + drawn + note;
}

function cellParagraphs(cell: SlideCell, index: number, { columns, hasHead }: SlideTable): readonly Paragraph[] {
  const { align, form } = columns[index]!;
  const severity = form === 'severity' ? severityOf(String(cell.value ?? '')) : undefined;
  const mark: readonly Run[] =
    severity === undefined ? [] : [{ text: `${severityMarks[severity.level]} `, size: type.table, ink: severityInks[severity.level] }];
  const isName = index === 0 && !hasHead;
  return [
    {
      align,
      runs: [
        ...mark,
        {
          text: cell.text,
          size: type.table,
          ink: cell.value === null && !isName ? 'quiet' : 'text',
          ...(isName ? { isBold: true } : {}),
          ...(form === 'code' ? { isCode: true } : {}),
        },
      ],
    },
    ...(cell.second === '' ? [] : [{ align, runs: [{ text: cell.second, size: type.table, ink: judged[cell.judgement] }] }]),
  ];
}

function drawMessage({ tone, word, title, text, height }: PartOf<'message'>, y: number, { numbers, look }: SlideDrawing): string {
  const ink = ({ info: 'quiet', good: 'good', attention: 'attention', unavailable: 'attention' } as const)[tone];
  return textBox(
    numbers.next(),
    {
      box: { x: body.x, y, width: body.width, height },
      name: word,
      padding: 0.14,
      fill: 'sunken',
      line: { ink, width: 0.75, isDashed: tone === 'unavailable' },
      paragraphs: [
        {
          runs: [
            { text: `${word}  `, size: type.body, isBold: true, ink },
            { text: title, size: type.body, isBold: true, ink: 'text' },
          ],
        },
        { runs: [{ text, size: type.body, ink: 'text' }] },
      ],
    },
    look,
  );
}

function drawPicture(part: PartOf<'picture'>, y: number, { numbers, look, pictures, relations }: SlideDrawing): string {
  const { caption, alt, dataUri, height } = part;
  const words = caption === '' ? 0 : linesHeight(countLines(caption, type.small, body.width), type.small) + 0.1;
  const picture = pictureXml(
    numbers.next(),
    { dataUri, alt, name: 'Picture' },
    { x: body.x, y, width: body.width, height: height - words },
    'left',
    pictures,
    relations,
  );
  if (caption === '') return picture;
  const text = textBox(
    numbers.next(),
    {
      box: { x: body.x, y: y + height - words, width: body.width, height: words },
      name: 'Caption',
      anchor: 'b',
      paragraphs: [{ runs: [{ text: caption, size: type.small, ink: 'quiet' }] }],
    },
    look,
  );
  return picture + text;
}
