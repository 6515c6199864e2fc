import type { Messages } from '../languages/messages.ts';
import { joinWith } from '../languages/join-words.ts';
import { messagesFor } from '../languages/find-messages.ts';
import type { Block, ContentBlock, MetricCard, ReportModel, Section, TableBlock } from '../model/report-model.ts';
import type { ContentSlide, Deck, Slide, SlidePart } from './deck-model.ts';
import { layOutTable } from './lay-out-table.ts';
import { body, countLines, fitLines, linesHeight, titleBox, type } from './slide-geometry.ts';

/** Cards in one row of a slide. */
const cardsInRow = 5;
const cardsHeight = 1.65;
const gap = 0.2;
/** A chart that has less is not read from the other end of a room. */
const leastChart = 2.6;

interface Drafted {
  readonly parts: SlidePart[];
  readonly notes: string[];
}

/** Puts parts on slides: as many below each other as fit, in order. */
class SlideFiller {
  readonly slides: Drafted[] = [];

  /** Inches left on the slide in hand; a whole body where there is none. */
  get left(): number {
    const current = this.slides.at(-1);
    if (current === undefined) return body.height;
    return body.height - current.parts.reduce((sum, part) => sum + part.height + gap, 0);
  }

  get isEmpty(): boolean {
    return (this.slides.at(-1)?.parts.length ?? 0) === 0;
  }

  /** A fresh slide, unless the one in hand is empty. */
  turn(): void {
    if (this.slides.length === 0 || !this.isEmpty) this.slides.push({ parts: [], notes: [] });
  }

  place(part: SlidePart, notes: readonly string[] = []): void {
    if (this.slides.length === 0 || part.height > this.left + 0.01) this.turn();
    const current = this.slides.at(-1)!;
    current.parts.push(part);
    current.notes.push(...notes);
  }
}

function notesOfCard({ metricId, label, value, unit, delta, note }: MetricCard, definitions: ReadonlyMap<string, string>): string {
  const number = [value, unit].filter((word) => word !== '').join(' ');
  const rest = [delta?.text ?? '', note].filter((word) => word !== '').join('; ');
  const definition = definitions.get(metricId);
  return `${label}: ${number}${rest === '' ? '' : ` (${rest})`}. ${definition ?? ''} [${metricId}]`.replace('.  [', '. [');
}

function placeTable(filler: SlideFiller, table: TableBlock, messages: Messages): void {
  if (table.rows.length === 0) {
    placeMessage(filler, 'info', table.caption, table.emptyText);
    return;
  }
  const room = filler.left;
  const laid = layOutTable(table, room > body.height * 0.55 ? room : body.height);
  if (room <= body.height * 0.55) filler.turn();
  const more = table.totalRows > table.rows.length ? messages.document.firstRows(String(table.rows.length), String(table.totalRows)) : '';
  for (const [index, { rows, rowHeights, height }] of laid.pieces.entries()) {
    if (index > 0) filler.turn();
    const note = [table.note, more].filter((text) => text !== '').join(' ');
    const caption =
      laid.pieces.length === 1 ? table.caption : messages.deck.partOf(table.caption, String(index + 1), String(laid.pieces.length));
    filler.place(
      {
        kind: 'table',
        id: `${table.id}-${index + 1}`,
        caption,
        columns: table.columns,
        shares: laid.shares,
        rows,
        rowHeights,
        note,
        height: Math.min(height, body.height),
      },
      [caption, ...(note === '' ? [] : [note])],
    );
  }
}

function placeMessage(filler: SlideFiller, tone: Extract<SlidePart, { kind: 'message' }>['tone'], title: string, text: string): void {
  const lines = countLines(title, type.body, body.width - 0.6) + countLines(text, type.body, body.width - 0.6);
  filler.place({ kind: 'message', tone, title, text, height: linesHeight(lines, type.body) + 0.35 }, [title, text]);
}

function placeBullets(filler: SlideFiller, title: string, lines: readonly string[]): void {
  let rest = [...lines];
  let head = title;
  while (rest.length > 0) {
    const heightOf = (count: number): number =>
      rest
        .slice(0, count)
        .reduce((sum, line) => sum + linesHeight(countLines(line, type.body, body.width - 0.4), type.body) + 0.09, head === '' ? 0.1 : 0.5);
    if (heightOf(1) > filler.left) filler.turn();
    let count = 1;
    while (count < rest.length && heightOf(count + 1) <= filler.left) count += 1;
    filler.place(
      { kind: 'bullets', title: head, lines: rest.slice(0, count), height: Math.min(heightOf(count), body.height) },
      rest.slice(0, count),
    );
    rest = rest.slice(count);
    head = title;
  }
}

function placeBlock(filler: SlideFiller, block: ContentBlock, messages: Messages, definitions: ReadonlyMap<string, string>): void {
  switch (block.kind) {
    case 'metrics':
      for (let first = 0; first < block.cards.length; first += cardsInRow) {
        const cards = block.cards.slice(first, first + cardsInRow);
        filler.place(
          { kind: 'cards', cards, height: cardsHeight },
          cards.map((card) => notesOfCard(card, definitions)),
        );
      }
      return;
    case 'chart': {
      if (block.chart.kind === 'timeline') {
        placeBullets(
          filler,
          block.chart.title,
          block.chart.events.map(({ name, start, end }) => `${start}${end === null ? '' : ` – ${end}`}: ${name}`),
        );
        return;
      }
      if (block.chart.series.length === 0 || block.chart.categories.length === 0) {
        placeMessage(filler, 'info', block.chart.title, messages.document.chart.nothing);
        return;
      }
      if (filler.left < leastChart) filler.turn();
      const alt = messages.deck.chartAlt(block.chart.title, block.chart.subtitle);
      filler.place({ kind: 'chart', id: block.id, chart: block.chart, note: block.note, alt, height: Math.min(filler.left, body.height) }, [
        `${block.chart.title}. ${block.chart.subtitle}.`,
        ...(block.note === '' ? [] : [block.note]),
      ]);
      return;
    }
    case 'table':
      placeTable(filler, block, messages);
      return;
    case 'comparison':
      placeTable(
        filler,
        {
          kind: 'table',
          id: block.id,
          caption: block.caption,
          columns: [
            { key: 'name', label: block.nameLabel, align: 'left', form: 'text' },
            ...block.columns.map((label, index) => ({
              key: `period-${index + 1}`,
              label,
              align: 'right' as const,
              form: 'number' as const,
            })),
          ],
          rows: block.rows.map(({ label, cells }) => [
            { text: label, value: label },
            ...cells.map(({ text, value, change }) => ({
              text: [text, change?.text ?? ''].filter((word) => word !== '').join('\n'),
              value,
            })),
          ]),
          totalRows: block.rows.length,
          emptyText: '',
          note: block.note,
        },
        messages,
      );
      return;
    case 'facts':
      if (block.facts.length === 0) placeMessage(filler, 'info', block.caption, block.emptyText);
      else
        placeBullets(
          filler,
          block.caption,
          block.facts.map(({ label, cell }) => `${label}: ${cell.text}`),
        );
      return;
    // Two hundred techniques are no slide: how many are how far is.
    case 'attackMatrix':
      if (block.columns.length === 0) placeMessage(filler, 'info', block.caption, block.emptyText);
      else
        placeBullets(
          filler,
          block.caption,
          block.legend.map(({ word, meaning }) => `${word}: ${meaning}`),
        );
      return;
    case 'narrative':
      placeBullets(filler, block.title, block.paragraphs);
      return;
    case 'actions':
      if (block.items.length === 0) placeMessage(filler, 'good', block.title, block.emptyText);
      else
        placeBullets(filler, block.title, [
          ...block.items.map(
            ({ text, owner, due, detail }) =>
              `${text} (${messages.document.owner}: ${owner}; ${messages.document.due}: ${due})${detail === '' ? '' : `\n${detail}`}`,
          ),
          ...(block.moreText === '' ? [] : [block.moreText]),
        ]);
      return;
    case 'callout':
      placeMessage(filler, block.tone, block.title, block.text);
      return;
    case 'unavailable':
      placeMessage(
        filler,
        'unavailable',
        `${messages.document.unavailable}: ${block.title}`,
        [block.reason, block.mend === '' ? '' : `${messages.document.mend} ${block.mend}`].filter((text) => text !== '').join(' '),
      );
      return;
    case 'definitions':
      placeBullets(
        filler,
        '',
        block.items.map(({ name, definition }) => `${name}: ${definition}`),
      );
      return;
    case 'pageBreak':
      filler.turn();
      return;
    case 'image':
      // A picture of a report is drawn for paper; a deck says in words what it shows.
      placeBullets(filler, '', [block.alt]);
  }
}

function flatten(blocks: readonly Block[]): readonly ContentBlock[] {
  return blocks.flatMap((block) => (block.kind === 'columns' ? block.columns.flat() : [block]));
}

function slidesOf(section: Section, messages: Messages, definitions: ReadonlyMap<string, string>): readonly ContentSlide[] {
  const filler = new SlideFiller();
  for (const block of flatten(section.blocks)) placeBlock(filler, block, messages, definitions);
  const drafted = filler.slides.filter(({ parts }) => parts.length > 0);
  const { points = [], questions = [], sources = [], metricIds = [] } = section.speaker ?? {};
  const list = (names: readonly string[]): string => joinWith(messages.list, names);
  const spokenNotes = [...points, ...questions.map(({ question, answer }) => messages.deck.ask(question, answer))];
  const sourceNotes = [
    ...(metricIds.length === 0 ? [] : [messages.deck.sayMetrics(list(metricIds))]),
    ...(sources.length === 0 ? [] : [messages.deck.saySources(list(sources))]),
  ];
  return drafted.map(({ parts, notes }, index): ContentSlide => {
    const title = drafted.length === 1 ? section.heading : messages.deck.partOf(section.heading, String(index + 1), String(drafted.length));
    return {
      layout: 'content',
      id: drafted.length === 1 ? section.id : `${section.id}-${index + 1}`,
      kicker: section.topic,
      title,
      parts: stretch(parts),
      notes: [messages.deck.point(section.heading), ...(index === 0 ? spokenNotes : []), ...notes, ...sourceNotes],
    };
  });
}

/** A chart takes what the others leave. */
function stretch(parts: readonly SlidePart[]): readonly SlidePart[] {
  const charts = parts.filter(({ kind }) => kind === 'chart');
  if (charts.length !== 1) return parts;
  const others = parts.filter(({ kind }) => kind !== 'chart').reduce((sum, part) => sum + part.height + gap, 0);
  return parts.map((part) => (part.kind === 'chart' ? { ...part, height: body.height - others } : part));
}

/** Titles are unique, so that an outline and a screen reader tell slides apart. */
function uniteTitles(slides: readonly Slide[]): readonly Slide[] {
  const seen = new Map<string, number>();
  return slides.map((slide) => {
    const title = fitLines(slide.title, type.titleSmall, titleBox.width, 2);
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return { ...slide, title: count === 1 ? title : `${title} (${count})` };
  });
}

/**
 * Turns a report into slides: cover, agenda, what each section found, its tables cut to what a slide holds, and the appendix. Every word and number is
 * the report's own, so that a deck cannot say anything else. Pure: equal models give equal decks.
 */
export function buildDeck(model: ReportModel): Deck {
  const messages = messagesFor(model.locale);
  const definitions = new Map(
    model.sections
      .flatMap((section) => section.blocks)
      .flatMap((block) => (block.kind === 'definitions' ? block.items.map((item) => [item.metricId, item.definition] as const) : [])),
  );
  const spoken = model.sections.filter(({ kind }) => kind !== 'appendix');
  const cover: Slide = {
    layout: 'cover',
    id: 'cover',
    title: `${model.title}: ${model.customer.name}`,
    lines: [model.period.long, model.issuedAtLabel, ...model.operator.deliveryTeam.map(({ name, role }) => `${name} · ${role}`)],
    notes: [model.period.long, model.completeness.summary],
  };
  const agenda: Slide = {
    layout: 'agenda',
    id: 'agenda',
    title: messages.deck.agenda,
    topics: spoken.map(({ topic, heading }) => ({ topic, heading })),
    notes: spoken.map(({ topic, heading }) => `${topic}: ${heading}`),
  };
  return {
    title: model.title,
    locale: model.locale,
    customerName: model.customer.name,
    tenantId: model.customer.tenantId,
    operatorName: model.operator.name,
    serviceName: model.operator.serviceName,
    classification: model.classification,
    periodShort: model.period.short,
    periodLong: model.period.long,
    issuedAt: model.issuedAt,
    issuedAtLabel: model.issuedAtLabel,
    accent: model.brand.accent,
    footer: [model.customer.name, model.title, model.period.short, model.classification].join('  ·  '),
    slides: uniteTitles([cover, agenda, ...model.sections.flatMap((section) => slidesOf(section, messages, definitions))]),
  };
}
