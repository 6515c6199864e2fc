import type { Messages } from '../languages/messages.ts';
import type { MetricCard } from '../model/report-model.ts';
import type { SlideCard } from './deck-model.ts';
import { body, cardGap, cardPadding, countLines, fitLines, linesHeight, type, widthOf } from './slide-geometry.ts';

/** One row of cards, all as high as the highest. */
export interface CardRow {
  readonly cards: readonly SlideCard[];
  /** Places in the row; the last row of several may leave some empty. */
  readonly columns: number;
  readonly height: number;
}

const arrows = { up: '\u2191', down: '\u2193', same: '=', none: '' } as const;
/** Cards side by side, so that each has room for a word of its name. */
const mostInRow = 4;
const fewestInRow = 3;

/** Inches inside one of so many cards in a row. */
function roomOf(columns: number): number {
  return (body.width - cardGap * (columns - 1)) / columns - 2 * cardPadding;
}

/** Metrics as rows of cards, each cut to lines that a card has. */
export function layOutCards(cards: readonly MetricCard[], messages: Messages): readonly CardRow[] {
  const rows = Math.ceil(cards.length / mostInRow);
  const columns = Math.min(mostInRow, Math.max(fewestInRow, Math.ceil(cards.length / rows)));
  const room = roomOf(columns);
  const drawn = cards.map((card) => fitCard(card, room, messages));
  return Array.from({ length: Math.ceil(drawn.length / columns) }, (_, row) => {
    const some = drawn.slice(row * columns, (row + 1) * columns);
    return { cards: some, columns, height: Math.max(...some.map((card) => heightOf(card, room))) };
  });
}

function fitCard(card: MetricCard, room: number, messages: Messages): SlideCard {
  const isKnown = card.state !== 'unavailable' && card.state !== 'not-applicable';
  const { delta, state } = card;
  return {
    label: fitLines(card.label, type.small, room, 3, { isBold: true }),
    value: fitLines(card.value, valueSize(card.value, isKnown, room), room, 2, { isBold: true }),
    unit: fitLines(card.unit, type.small, room, 2),
    mark: state === 'partial' || state === 'low-sample' ? messages.document.marks[state] : '',
    isKnown,
    delta:
      delta === null
        ? null
        : { arrow: arrows[delta.direction], word: delta.word, text: fitLines(delta.text, type.small, room, 3), judgement: delta.judgement },
    note: fitLines(card.note, type.small, room, 3),
  };
}

/** Words instead of a number, and numbers that are long, are smaller. In points. */
export function valueSize(value: string, isKnown: boolean, room: number): number {
  return isKnown && widthOf(value, type.cardNumber, { isBold: true }) <= room ? type.cardNumber : type.cardWord;
}

/** Inside a card of a row, in inches; what a renderer needs for `valueSize`. */
export function cardRoom(columns: number): number {
  return roomOf(columns);
}

/** What stands behind the value on its line, or below it where there is no room. */
export function unitLine({ unit, mark }: Pick<SlideCard, 'unit' | 'mark'>): string {
  return [unit, mark].filter((word) => word !== '').join(' · ');
}

export function deltaLine({ arrow, word, text }: NonNullable<SlideCard['delta']>): string {
  return [arrow, word === '' ? '' : `${word} ·`, text].filter((piece) => piece !== '').join(' ');
}

function heightOf(card: SlideCard, room: number): number {
  const size = valueSize(card.value, card.isKnown, room);
  const small = (text: string, isBold = false): number =>
    text === '' ? 0 : linesHeight(countLines(text, type.small, room, { isBold }), type.small);
  const unit = unitLine(card);
  const beside = widthOf(`${card.value} `, size, { isBold: true }) + widthOf(unit, type.small) <= room;
  return (
    2 * cardPadding +
    0.08 +
    small(card.label, true) +
    linesHeight(countLines(card.value, size, room, { isBold: true }), size) +
    (beside ? 0 : small(unit)) +
    (card.delta === null ? 0 : small(deltaLine(card.delta), true)) +
    small(card.note)
  );
}
