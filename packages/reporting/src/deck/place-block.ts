import type { ChartSpec } from '../charts/chart-spec.ts';
import type { Messages } from '../languages/messages.ts';
import type { ChartBlock, ComparisonBlock, ContentBlock, MetricCard, TableBlock } from '../model/report-model.ts';
import { chartRoom, cutChart } from './cut-chart.ts';
import type { SlideTone } from './deck-model.ts';
import { layOutCards } from './lay-out-cards.ts';
import type { WholeTable } from './lay-out-table.ts';
import { layOutTable } from './lay-out-table.ts';
import { chartOfMatrix, tableOfMatrix } from './matrix-slides.ts';
import { plainCell, slideCell } from './slide-cells.ts';
import type { SlideFiller } from './slide-filler.ts';
import { body, countLines, fitLines, linesHeight, type } from './slide-geometry.ts';

/** What placing blocks works with. */
export interface Placing {
  readonly filler: SlideFiller;
  readonly messages: Messages;
  readonly locale: string;
  /** Of metrics, by their ids. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** A chart that has less is not read from the other end of a room. */
const leastChart = 2.6;
/** What it asks for; in the end it takes what is left of its slide. */
const usualChart = 3.2;
/** A line of a list or a message that takes more is cut; the report has it whole. */
const mostLines = 12;
const arrows = { up: '\u2191', down: '\u2193', same: '=', none: '' } as const;

/** Puts a block of a report on slides, in the form that a slide has for it. */
export function placeBlock(block: ContentBlock, placing: Placing): void {
  const { filler, messages, definitions } = placing;
  switch (block.kind) {
    case 'metrics':
      for (const { cards, columns, height } of layOutCards(block.cards, messages)) filler.place({ kind: 'cards', cards, columns, height });
      filler.slides.at(-1)?.notes.push(...block.cards.map((card) => notesOfCard(card, definitions)));
      return;
    case 'chart':
      placeChart(block, placing);
      return;
    case 'table':
      if (block.rows.length === 0) placeMessage('info', block.caption, block.emptyText, placing);
      else placeTable(block.id, tableOf(block, messages), placing);
      return;
    case 'comparison':
      placeTable(block.id, tableOfComparison(block), placing);
      return;
    case 'facts':
      if (block.facts.length === 0) placeMessage('info', block.caption, block.emptyText, placing);
      else
        placeTable(
          block.id,
          {
            caption: block.caption,
            hasHead: false,
            columns: nameAndValue,
            rows: block.facts.map(({ label, cell }) => [plainCell(label), slideCell(cell)]),
            note: '',
          },
          placing,
        );
      return;
    case 'attackMatrix':
      if (block.columns.length === 0) placeMessage('info', block.caption, block.emptyText, placing);
      else {
        placeChart({ kind: 'chart', id: block.id, chart: chartOfMatrix(block, messages), note: block.note }, placing);
        placeTable(`${block.id}-techniques`, tableOfMatrix(block, messages), placing);
      }
      return;
    case 'narrative':
      placeBullets(block.title, block.paragraphs, filler);
      return;
    case 'actions':
      if (block.items.length === 0) placeMessage('good', block.title, block.emptyText, placing);
      else
        placeTable(
          'actions',
          {
            caption: '',
            hasHead: true,
            columns: [
              { key: 'action', label: block.title, align: 'left', form: 'text' },
              { key: 'owner', label: messages.document.owner, align: 'left', form: 'text' },
              { key: 'due', label: messages.document.due, align: 'left', form: 'nowrap' },
            ],
            rows: block.items.map(({ text, detail, owner, due }) => [plainCell(text, detail), plainCell(owner), plainCell(due)]),
            note: block.moreText,
          },
          placing,
        );
      return;
    case 'callout':
      placeMessage(block.tone, block.title, block.text, placing);
      return;
    case 'unavailable':
      placeMessage(
        'unavailable',
        block.title,
        [block.reason, block.mend === '' ? '' : `${messages.document.mend} ${block.mend}`].filter((text) => text !== '').join(' '),
        placing,
      );
      return;
    case 'definitions':
      placeTable(
        'definitions',
        {
          caption: '',
          hasHead: false,
          columns: nameAndValue,
          rows: block.items.map(({ name, metricId, definition, unit }) => [plainCell(name, metricId), plainCell(definition, unit)]),
          note: '',
        },
        placing,
      );
      return;
    case 'pageBreak':
      filler.turn();
      return;
    case 'image': {
      const caption = fitLines(block.caption, type.small, body.width, 2);
      const { dataUri, widthPx, heightPx, alt } = block;
      const words = caption === '' ? 0 : linesHeight(countLines(caption, type.small, body.width), type.small) + 0.1;
      // As large as on paper, or as the slide has room for.
      const wanted = Math.min(heightPx / 96, (body.width * heightPx) / widthPx) + words;
      const height = Math.min(wanted, filler.left >= Math.min(wanted, leastChart) ? filler.left : body.height);
      filler.place({ kind: 'picture', dataUri, widthPx, heightPx, alt, caption, height }, [alt, block.caption]);
    }
  }
}

const nameAndValue = [
  { key: 'name', label: '', align: 'left', form: 'text' },
  { key: 'value', label: '', align: 'left', form: 'text' },
] as const;

function notesOfCard({ metricId, label, value, unit, delta, note }: MetricCard, definitions: ReadonlyMap<string, string>): string {
  const number = [value, unit].filter((word) => word !== '').join(' ');
  const rest = [delta?.text ?? '', note].filter((word) => word !== '').join('; ');
  const definition = definitions.get(metricId);
  return `${label}: ${number}${rest === '' ? '' : ` (${rest})`}. ${definition ?? ''} [${metricId}]`.replace('.  [', '. [');
}

function tableOf({ caption, columns, rows, note, totalRows }: TableBlock, messages: Messages): WholeTable {
  const more = totalRows > rows.length ? messages.document.firstRows(String(rows.length), String(totalRows)) : '';
  return {
    caption,
    hasHead: true,
    columns,
    rows: rows.map((row) => row.map(slideCell)),
    note: [note, more].filter((text) => text !== '').join(' '),
  };
}

function tableOfComparison({ caption, nameLabel, columns, rows, note }: ComparisonBlock): WholeTable {
  return {
    caption,
    hasHead: true,
    columns: [
      { key: 'name', label: nameLabel, align: 'left', form: 'text' },
      ...columns.map((label, index) => ({ key: `period-${index + 1}`, label, align: 'right' as const, form: 'text' as const })),
    ],
    rows: rows.map(({ label, cells }) => [
      plainCell(label),
      ...cells.map(({ text, value, change, note: why }) => ({
        text,
        value,
        second: change === null ? why : [arrows[change.direction], change.word, change.text].filter((word) => word !== '').join(' '),
        judgement: change?.judgement ?? ('neutral' as const),
      })),
    ]),
    note,
  };
}

function placeTable(id: string, table: WholeTable, { filler, messages }: Placing): void {
  const room = filler.left;
  const isRoomy = room > body.height * 0.55;
  let laid = layOutTable(table, isRoomy ? room : body.height);
  // What fits whole on a slide of its own is not begun on one that it shares.
  if (isRoomy && laid.pieces.length > 1) {
    const whole = layOutTable(table, body.height);
    if (whole.pieces.length === 1) laid = whole;
  }
  if (laid.pieces[0]!.height > room) filler.turn();
  for (const [index, { rows, headHeight, rowHeights, height }] of laid.pieces.entries()) {
    if (index > 0) filler.turn();
    const caption =
      laid.pieces.length === 1 || table.caption === ''
        ? table.caption
        : messages.deck.partOf(table.caption, String(index + 1), String(laid.pieces.length));
    filler.place(
      {
        kind: 'table',
        id: laid.pieces.length === 1 ? id : `${id}-${index + 1}`,
        caption: fitLines(caption, type.body, body.width, 1, { isBold: true }),
        hasHead: table.hasHead,
        columns: table.columns,
        shares: laid.shares,
        rows,
        headHeight,
        rowHeights,
        note: laid.note,
        height: Math.min(height, body.height),
      },
      [caption, table.note],
    );
  }
}

function placeMessage(tone: SlideTone, title: string, text: string, { filler, messages }: Placing): void {
  const width = body.width - 0.6;
  const word = tone === 'unavailable' ? messages.document.unavailable : messages.document.callouts[tone];
  const head = fitLines(title, type.body, width, 3, { isBold: true });
  const rest = fitLines(text, type.body, width, mostLines);
  const lines = countLines(`${word}  ${head}`, type.body, width, { isBold: true }) + countLines(rest, type.body, width);
  filler.place({ kind: 'message', tone, word, title: head, text: rest, height: linesHeight(lines, type.body) + 0.32 }, [title, text]);
}

function placeBullets(title: string, lines: readonly string[], filler: SlideFiller): void {
  let rest = lines.map((line) => fitLines(line, type.body, body.width - 0.4, mostLines));
  const heightOf = (line: string): number => linesHeight(countLines(line, type.body, body.width - 0.4), type.body) + 0.09;
  const head = title === '' ? 0.06 : linesHeight(countLines(title, type.body, body.width, { isBold: true }), type.body) + 0.12;
  while (rest.length > 0) {
    if (head + heightOf(rest[0]!) > filler.left) filler.turn();
    let height = head;
    let count = 0;
    while (count < rest.length && (count === 0 || height + heightOf(rest[count]!) <= filler.left)) height += heightOf(rest[count++]!);
    const some = rest.slice(0, count);
    filler.place({ kind: 'bullets', title: fitLines(title, type.body, body.width, 2, { isBold: true }), lines: some, height }, some);
    rest = rest.slice(count);
  }
}

/** How much of each stage is left of the one before: the bars of an office program do not say it. */
function sharesOf(chart: ChartSpec): readonly string[] {
  if (chart.kind === 'timeline' || chart.stageShares === undefined) return [];
  return chart.stageShares.flatMap((share, index) => (share === null ? [] : [`${chart.categories[index] ?? ''}: ${share}`]));
}

function placeChart({ id, chart, note }: ChartBlock, placing: Placing): void {
  const { filler, messages, locale } = placing;
  const isEmpty = chart.kind === 'timeline' ? chart.events.length === 0 : chart.series.length === 0 || chart.categories.length === 0;
  if (isEmpty) {
    placeMessage('info', chart.title, messages.document.chart.nothing, placing);
    return;
  }
  const foot = fitLines(note, type.small, body.width, 2);
  const footHeight = foot === '' ? 0 : linesHeight(countLines(foot, type.small, body.width), type.small) + 0.06;
  const pieces = cutChart(chart, body.height - footHeight, messages, locale);
  for (const [index, piece] of pieces.entries()) {
    const least = Math.min(Math.max(leastChart, chartRoom(piece, locale) + footHeight), body.height);
    if (index > 0 || filler.left < least) filler.turn();
    filler.place(
      {
        kind: 'chart',
        id: pieces.length === 1 ? id : `${id}-${index + 1}`,
        chart: piece,
        note: foot,
        alt: messages.deck.chartAlt(piece.title, piece.subtitle),
        height: Math.min(Math.max(usualChart, least), filler.left),
      },
      [`${piece.title}. ${piece.subtitle}.`, ...sharesOf(piece), note],
    );
  }
}
