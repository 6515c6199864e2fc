import { labelSize, svgLines } from './svg-parts.ts';
import { textWidth, wrapText } from './text-width.ts';

const widest = 96;

/** Room that the words beside a target line need. */
export function targetLabelWidth(label: string): number {
  return Math.min(widest, textWidth(label, labelSize));
}

/** The words at the end of a target line, on up to three lines, centred on it. */
export function drawTargetLabel(label: string, x: number, y: number): string {
  const lines = wrapText(label, labelSize, widest, 3);
  return svgLines(lines, x, y, 'target-label');
}
