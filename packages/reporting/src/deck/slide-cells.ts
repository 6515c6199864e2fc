import type { TableCell } from '../model/report-model.ts';
import type { SlideCell } from './deck-model.ts';

/** A cell of one line that says nothing more. */
export function slideCell(cell: TableCell): SlideCell {
  return { ...cell, second: '', judgement: 'neutral' };
}

/** Text, and below it what more there is to say. */
export function plainCell(text: string, second = ''): SlideCell {
  return { text, value: text, second, judgement: 'neutral' };
}
