import { writeStatement } from '../document/report-statement.ts';
import type { Messages } from '../languages/messages.ts';
import { joinWith } from '../languages/join-words.ts';
import { messagesFor } from '../languages/find-messages.ts';
import { contentBlocks } from '../model/content-blocks.ts';
import type { ReportModel, Section } from '../model/report-model.ts';
import type { AgendaSlide, AgendaTopic, ContentSlide, CoverSlide, Deck, Slide, SlidePart } from './deck-model.ts';
import type { Placing } from './place-block.ts';
import { placeBlock } from './place-block.ts';
import { SlideFiller } from './slide-filler.ts';
import {
  body,
  countLines,
  coverTitleBox,
  fitLines,
  footBox,
  gap,
  keepMarkTogether,
  linesHeight,
  titleBox,
  type,
} from './slide-geometry.ts';

function slidesOf(section: Section, shared: Omit<Placing, 'filler'>): readonly ContentSlide[] {
  const { messages } = shared;
  const filler = new SlideFiller();
  for (const block of contentBlocks(section)) placeBlock(block, { ...shared, filler });
  const drafted = filler.slides.filter(({ parts }) => parts.length > 0);
  const { points = [], questions = [], sources = [], metricIds = [] } = section.speaker ?? {};
  const list = (names: readonly string[]): string => joinWith(messages.list, names);
  const spokenNotes = [...points, ...questions.map(({ question, answer }) => messages.deck.ask(question, answer))];
  const sourceNotes = [
    ...(metricIds.length === 0 ? [] : [messages.deck.sayMetrics(list(metricIds))]),
    ...(sources.length === 0 ? [] : [messages.deck.saySources(list(sources))]),
  ];
  return drafted.map(({ parts, notes }, index): ContentSlide => {
    const title =
      drafted.length === 1
        ? section.heading
        : keepMarkTogether(messages.deck.partOf(section.heading, String(index + 1), String(drafted.length)));
    return {
      layout: 'content',
      id: drafted.length === 1 ? section.id : `${section.id}-${index + 1}`,
      kicker: fitLines(section.topic, type.small, titleBox.width, 1, { isBold: true }),
      title,
      titleSize: type.title,
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

/** Titles are unique, so that an outline and a screen reader tell slides apart; two lines at most, smaller where they need it. */
function fitTitles(slides: readonly Slide[]): readonly Slide[] {
  const seen = new Map<string, number>();
  const isBold = true;
  return slides.map((slide) => {
    const isCover = slide.layout === 'cover';
    const width = isCover ? coverTitleBox.width : titleBox.width;
    const sizes = isCover ? [type.cover, type.coverSmall] : [type.title, type.titleSmall, type.titleLeast];
    const lines = isCover ? 3 : 2;
    const fit = (title: string): string => fitLines(title, sizes.at(-1)!, width, lines, { isBold });
    const count = (seen.get(fit(slide.title)) ?? 0) + 1;
    seen.set(fit(slide.title), count);
    const mark = ` (${count})`;
    const title =
      count === 1 ? fit(slide.title) : `${fitLines(slide.title, sizes.at(-1)!, width - mark.length * 0.2, lines, { isBold })}${mark}`;
    const titleSize = sizes.find((size) => countLines(title, size, width, { isBold }) <= lines) ?? sizes.at(-1)!;
    return { ...slide, title, titleSize };
  });
}

const agendaHeight = 5.4;
/** In inches: of who sends it, on the cover, and of the classification, in the foot. */
const senderWidth = 5.6;
const classificationWidth = 2;

function topicHeight({ topic, heading }: AgendaTopic, size: number, width: number): number {
  const lines = countLines(topic, size, width - 0.5, { isBold: true }) + countLines(heading, size, width);
  return linesHeight(lines, size) + 0.14;
}

/** Two columns of as many topics each, where they are high enough for that. */
function balanced(columns: readonly (readonly AgendaTopic[])[], size: number, width: number): readonly (readonly AgendaTopic[])[] {
  const topics = columns.flat();
  const half = Math.ceil(topics.length / 2);
  const halves = [topics.slice(0, half), topics.slice(half)];
  const fits = halves.every((some) => some.reduce((sum, topic) => sum + topicHeight(topic, size, width), 0) <= agendaHeight);
  return columns.length === 2 && fits ? halves : columns;
}

/** Topics with what was found about each, in one column where they fit, else in two, and on as many slides as that takes. */
function agendaOf(sections: readonly Section[], messages: Messages): readonly AgendaSlide[] {
  const topics = sections.map(({ topic, heading }, index): AgendaTopic => ({ number: String(index + 1), topic, heading }));
  const notes = topics.map(({ topic, heading }) => `${topic}: ${heading}`);
  const columnsAt = (size: number, width: number): readonly (readonly AgendaTopic[])[] => {
    const columns: AgendaTopic[][] = [[]];
    let used = 0;
    for (const topic of topics) {
      const fitted = {
        ...topic,
        topic: fitLines(topic.topic, size, width - 0.5, 2, { isBold: true }),
        heading: fitLines(topic.heading, size, width, 3),
      };
      const height = topicHeight(fitted, size, width);
      if (used + height > agendaHeight && columns.at(-1)!.length > 0) {
        columns.push([]);
        used = 0;
      }
      columns.at(-1)!.push(fitted);
      used += height;
    }
    return columns;
  };
  const base = { layout: 'agenda', title: messages.deck.agenda, titleSize: type.title, notes } as const;
  const single = columnsAt(type.body, body.width);
  if (single.length === 1) return [{ ...base, id: 'agenda', size: type.body, columns: single }];
  const half = (body.width - 0.5) / 2;
  const columns = balanced(columnsAt(type.small, half), type.small, half);
  const count = Math.ceil(columns.length / 2);
  return Array.from({ length: count }, (_, index) => ({
    ...base,
    id: count === 1 ? 'agenda' : `agenda-${index + 1}`,
    title: count === 1 ? base.title : messages.deck.partOf(base.title, String(index + 1), String(count)),
    size: type.small,
    columns: columns.slice(index * 2, index * 2 + 2),
  }));
}

function coverOf(model: ReportModel): CoverSlide {
  const team = model.operator.deliveryTeam.map(({ name, role }) => `${name} · ${role}`);
  const fit = (line: string, size: number): string => fitLines(line, size, coverTitleBox.width, 2);
  return {
    layout: 'cover',
    id: 'cover',
    title: `${model.title}: ${model.customer.name}`,
    titleSize: type.cover,
    lines: [
      fit(model.period.long, 18),
      ...[model.issuedAtLabel, model.customer.tenantId, ...team.slice(0, 5)].map((line) => fit(line, type.body)),
    ],
    notes: [model.period.long, model.completeness.summary, ...team],
  };
}

/**
 * Turns a report into slides: cover, agenda, what each section found, its tables cut to what a slide holds, and the appendix. Every word and number is
 * the report's own, so that a deck cannot say anything else. Pure: equal models give equal decks.
 */
export function buildDeck(model: ReportModel): Deck {
  const messages = messagesFor(model.locale);
  const definitions = new Map(
    model.sections
      .flatMap(contentBlocks)
      .flatMap((block) => (block.kind === 'definitions' ? block.items.map((item) => [item.metricId, item.definition] as const) : [])),
  );
  const spoken = model.sections.filter(({ kind }) => kind !== 'appendix');
  const foot = (line: string): string => fitLines(line, type.foot, footBox.width, 1);
  return {
    title: model.title,
    locale: model.locale,
    customerName: model.customer.name,
    tenantId: model.customer.tenantId,
    operatorName: model.operator.name,
    sender: fitLines(`${model.operator.serviceName}  ·  ${model.operator.name}`, type.body, senderWidth, 2),
    classification: fitLines(model.classification, type.foot, classificationWidth, 2, { isBold: true }),
    periodShort: model.period.short,
    periodLong: model.period.long,
    issuedAt: model.issuedAt,
    issuedAtLabel: model.issuedAtLabel,
    toolVersion: model.toolVersion,
    statement: writeStatement({ reportId: model.reportId, periodId: model.period.id, tenantId: model.customer.tenantId }),
    accent: model.brand.accent,
    font: model.brand.font,
    logo: model.brand.logo,
    operatorLogo: model.brand.operatorLogo,
    foot: [
      foot(`${fitLines(model.customer.name, type.foot, footBox.width - 3.2, 1)}  ·  ${model.customer.tenantId}`),
      foot(`${model.title}  ·  ${model.period.short}`),
    ],
    slides: fitTitles([
      coverOf(model),
      ...agendaOf(spoken, messages),
      ...model.sections.flatMap((section) => slidesOf(section, { messages, definitions, locale: model.locale })),
    ]),
  };
}
