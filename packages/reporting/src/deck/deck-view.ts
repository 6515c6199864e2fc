import { toDataTable } from '../charts/data-table.ts';
import { drawChart } from '../charts/draw-chart.ts';
import type { ChartSpec } from '../charts/chart-spec.ts';
import { severityOf } from '../charts/severity-scale.ts';
import { trustMarkup } from '../document/safe-html.ts';
import type { SafeHtml } from '../document/safe-html.ts';
import { viewColumns, viewRows } from '../document/table-view.ts';
import type { RenderTemplate } from '../document/template-engine.ts';
import type { SlideCardsView, SlideCellView, SlideTableView } from '../document/template-views.ts';
import { messagesFor } from '../languages/find-messages.ts';
import type { TableColumn } from '../model/report-model.ts';
import type { Deck, Slide, SlideCard, SlideCell, SlidePart, SlideTable } from './deck-model.ts';
import { cardRoom, deltaLine, unitLine, valueSize } from './lay-out-cards.ts';
import { type } from './slide-geometry.ts';

/** Draws a slide with its own template. */
export function viewSlide(slide: Slide, place: number, deck: Deck, render: RenderTemplate): SafeHtml {
  const words = messagesFor(deck.locale);
  const { logo, operatorLogo } = deck;
  const mark = logo ?? operatorLogo;
  const parts = slide.layout === 'content' ? slide.parts : [];
  return render('deck/slide', {
    id: slide.id,
    layout: slide.layout,
    isCover: slide.layout === 'cover',
    slideWord: words.deck.slide,
    titleSize: String(slide.titleSize),
    title: slide.title,
    sender: deck.sender,
    classification: deck.classification,
    hasLogo: logo !== null,
    logoUri: logo?.dataUri ?? '',
    logoAlt: logo?.alt ?? '',
    hasOperatorLogo: operatorLogo !== null,
    operatorLogoUri: operatorLogo?.dataUri ?? '',
    operatorLogoAlt: operatorLogo?.alt ?? '',
    hasMark: mark !== null,
    markUri: mark?.dataUri ?? '',
    markAlt: mark?.alt ?? '',
    lines: slide.layout === 'cover' ? slide.lines : [],
    hasKicker: slide.layout === 'content',
    kicker: slide.layout === 'content' ? slide.kicker : '',
    parts:
      slide.layout === 'agenda'
        ? [viewAgenda(slide, render)]
        : parts.map((part, index) => viewPart(part, `${slide.id}-part-${index + 1}`, deck.locale, render)),
    foot: deck.foot,
    number: String(place + 1),
    notesWord: words.deck.notes,
    notes: slide.notes,
    numbers: parts.flatMap((part) => (part.kind === 'chart' ? [viewNumbers(part.chart, deck.locale, render)] : [])),
  });
}

function viewAgenda({ columns, size }: Extract<Slide, { layout: 'agenda' }>, render: RenderTemplate): SafeHtml {
  return render('deck/agenda', {
    layout: size === type.body ? 'of-1' : 'of-2',
    columns: columns.map((topics) => ({ first: topics[0]?.number ?? '1', topics })),
  });
}

function viewPart(part: SlidePart, id: string, locale: string, render: RenderTemplate): SafeHtml {
  switch (part.kind) {
    case 'cards':
      return render('deck/cards', {
        layout: `of-${part.columns}`,
        cards: part.cards.map((card) => viewCard(card, cardRoom(part.columns))),
      });
    case 'chart':
      return render('deck/chart', {
        title: part.chart.title,
        subtitle: part.chart.subtitle,
        svg: trustMarkup(drawChart(lowered(part.chart, part.height), { idPrefix: id, locale })),
        hasNote: part.note !== '',
        note: part.note,
      });
    case 'table':
      return render('deck/table', viewTable(part));
    case 'bullets':
      return render('deck/bullets', { hasTitle: part.title !== '', title: part.title, lines: part.lines });
    case 'message':
      return render('deck/message', { tone: part.tone, word: part.word, title: part.title, text: part.text });
    case 'picture':
      return render('deck/picture', {
        dataUri: part.dataUri,
        width: String(part.widthPx),
        height: String(part.heightPx),
        alt: part.alt,
        hasCaption: part.caption !== '',
        caption: part.caption,
      });
  }
}

/** Inches from which a chart is drawn at its usual height: letters stay as large where it has less. */
const usualHeight = 4.3;

function lowered(chart: ChartSpec, height: number): ChartSpec {
  return chart.kind === 'timeline' || height >= usualHeight ? chart : { ...chart, height: 'low' };
}

function viewNumbers(chart: ChartSpec, locale: string, render: RenderTemplate): SafeHtml {
  const { caption, columns, rows } = toDataTable(chart, { locale });
  return render('deck/numbers', {
    word: messagesFor(locale).document.chartNumbers,
    caption,
    columns: viewColumns(columns),
    rows: viewRows(columns, rows),
  });
}

function viewCard(card: SlideCard, room: number): SlideCardsView['cards'][number] {
  const unit = unitLine(card);
  return {
    state: card.isKnown ? 'known' : 'unknown',
    label: card.label,
    value: card.value,
    size: valueSize(card.value, card.isKnown, room) === type.cardNumber ? 'number' : 'word',
    hasUnit: unit !== '',
    unit,
    hasDelta: card.delta !== null,
    delta: card.delta === null ? '' : deltaLine(card.delta),
    judgement: card.delta?.judgement ?? 'neutral',
    hasNote: card.note !== '',
    note: card.note,
  };
}

function viewTable({ caption, columns, shares, hasHead, rows, note }: SlideTable): SlideTableView {
  return {
    hasCaption: caption !== '',
    caption,
    widths: shares.map((share) => `${(share * 100).toFixed(3)}%`),
    hasHead,
    columns: columns.map(({ label, align }) => ({ label, classes: align === 'right' ? 'r' : '' })),
    rows: rows.map((row) => {
      const [head, ...cells] = row.map((cell, index) => viewCell(cell, columns[index]!));
      return { head: head!, cells };
    }),
    hasNote: note !== '',
    note,
  };
}

function viewCell(cell: SlideCell, { align, form }: TableColumn): SlideCellView {
  const severity = form === 'severity' ? severityOf(String(cell.value ?? '')) : undefined;
  const classes = [align === 'right' ? 'r' : '', form === 'code' ? 'code' : '', cell.value === null ? 'unknown' : ''];
  return {
    text: cell.text,
    classes: classes.filter((name) => name !== '').join(' '),
    isSeverity: severity !== undefined,
    level: severity?.level ?? '',
    hasSecond: cell.second !== '',
    second: cell.second,
    judgement: cell.judgement,
  };
}
