import { lineFactor } from '../slide-geometry.ts';
import type { InkName, SlideInks } from './slide-inks.ts';
import { centipoints, emu, xmlText } from './xml-text.ts';

/** A stretch of text in one form. What is not said is the placeholder's or the master's. */
export interface Run {
  readonly text: string;
  readonly size?: number;
  readonly isBold?: boolean;
  readonly ink?: InkName;
  readonly isCode?: boolean;
}

export interface Paragraph {
  readonly runs: readonly Run[];
  readonly align?: 'left' | 'right';
  readonly hasBullet?: boolean;
  /** Points below it. */
  readonly after?: number;
}

/** What all texts of a deck share. */
export interface TextLook {
  readonly inks: SlideInks;
  /** BCP 47; what spelling is checked in. */
  readonly locale: string;
}

/** `unicode-bidi: plaintext` as the HTML has it: the first letter that has a direction gives it to the paragraph. */
function isRightToLeft(text: string): boolean {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first);
}

function runXml({ text, size, isBold, ink, isCode }: Run, { inks, locale }: TextLook): string {
  const attributes = [
    `lang="${locale}"`,
    size === undefined ? '' : `sz="${centipoints(size)}"`,
    isBold === undefined ? '' : `b="${isBold ? 1 : 0}"`,
    'dirty="0"',
  ].filter((attribute) => attribute !== '');
  const content = `${ink === undefined ? '' : inks.fill(ink)}${isCode === true ? '<a:latin typeface="Consolas"/>' : ''}`;
  const settings = `<a:rPr ${attributes.join(' ')}${content === '' ? '/>' : `>${content}</a:rPr>`}`;
  return text
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => `<a:r>${settings}<a:t>${xmlText(line)}</a:t></a:r>`)
    .join(`<a:br>${settings}</a:br>`);
}

export function paragraphXml(paragraph: Paragraph, look: TextLook): string {
  const { runs, align, hasBullet, after } = paragraph;
  const isRtl = isRightToLeft(runs.map(({ text }) => text).join(''));
  const side = align === 'right' || isRtl ? 'r' : align === 'left' ? 'l' : undefined;
  const indent = emu(0.2);
  const attributes = [
    hasBullet === true ? `${isRtl ? 'marR' : 'marL'}="${indent}"` : '',
    hasBullet === true ? `indent="-${indent}"` : '',
    side === undefined ? '' : `algn="${side}"`,
    isRtl ? 'rtl="1"' : '',
  ].filter((attribute) => attribute !== '');
  // In points: whatever font stands in for ours, a line is as high as it was measured.
  const size = Math.max(0, ...runs.map((run) => run.size ?? 0));
  const content = [
    size === 0 ? '' : `<a:lnSpc><a:spcPts val="${centipoints(size * lineFactor)}"/></a:lnSpc>`,
    after === undefined ? '' : `<a:spcAft><a:spcPts val="${centipoints(after)}"/></a:spcAft>`,
    hasBullet === true ? `<a:buClr>${look.inks.ink('readableAccent')}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>` : '',
  ].join('');
  const settings =
    attributes.length === 0 && content === '' ? '' : `<a:pPr${attributes.map((attribute) => ` ${attribute}`).join('')}>${content}</a:pPr>`;
  const shown = runs.filter(({ text }) => text !== '');
  return `<a:p>${settings}${shown.map((run) => runXml(run, look)).join('')}${shown.length === 0 ? `<a:endParaRPr lang="${look.locale}"/>` : ''}</a:p>`;
}

/** An element may not be without a paragraph. */
export function paragraphsXml(paragraphs: readonly Paragraph[], look: TextLook): string {
  return (paragraphs.length === 0 ? [{ runs: [] }] : paragraphs).map((paragraph) => paragraphXml(paragraph, look)).join('');
}
