import type { SeriesRole } from './chart-spec.ts';

/** The four levels that alerts and incidents have. There is no "Critical" among them. */
export type SeverityLevel = 'high' | 'medium' | 'low' | 'informational';

/** A colour pair: ink on the light page (and on paper), and ink on the dark page. */
export interface InkPair {
  readonly light: string;
  readonly dark: string;
}

/** The pages that ink is put on. */
export const pageColours: InkPair = { light: '#ffffff', dark: '#111827' };

export interface SeverityInk {
  readonly level: SeverityLevel;
  readonly word: string;
  readonly fill: InkPair;
  /** Outline in a 12 by 12 box. Shape and word carry the level where colour does not. */
  readonly path: string;
  /** A ring is drawn as a line, the others are filled. */
  readonly isRing: boolean;
}

/**
 * The one severity scale of every output, highest first. Each colour clears 3:1 on its page, and lightness follows severity
 * (High is darkest on white, lightest on dark), so that the order survives a grey print and colour blindness.
 */
export const severityScale: readonly SeverityInk[] = [
  { level: 'high', word: 'High', fill: { light: '#6a131d', dark: '#ffbcc3' }, path: 'M6 .8 11.6 11H.4Z', isRing: false },
  { level: 'medium', word: 'Medium', fill: { light: '#a55215', dark: '#f07d13' }, path: 'M6 .4 11.6 6 6 11.6.4 6Z', isRing: false },
  { level: 'low', word: 'Low', fill: { light: '#1d82ca', dark: '#3381e6' }, path: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z', isRing: false },
  {
    level: 'informational',
    word: 'Informational',
    fill: { light: '#8d939f', dark: '#676d79' },
    path: 'M6 2a4 4 0 1 1 0 8A4 4 0 0 1 6 2Z',
    isRing: true,
  },
];

/** The level that a word of a table or a category names, or undefined. */
export function severityOf(word: string): SeverityInk | undefined {
  const wanted = word.trim().toLowerCase();
  return severityScale.find(({ level }) => level === wanted);
}

/** How a role is drawn: its fill, and the text that may stand on the fill. `accent` stands for the customer's colour, set by the document. */
export interface RoleInk {
  readonly fill: InkPair | 'accent';
  readonly textOnFill: InkPair | 'on-accent';
  /** `outline`: an earlier period is the same thing seen before, not a second colour. */
  readonly form: 'solid' | 'outline';
}

const whiteThenDark: InkPair = { light: '#ffffff', dark: '#111827' };
const severityFill = (level: SeverityLevel): InkPair => severityScale.find((ink) => ink.level === level)!.fill;

export const roleInks: Readonly<Record<SeriesRole, RoleInk>> = {
  'severity-high': { fill: severityFill('high'), textOnFill: whiteThenDark, form: 'solid' },
  'severity-medium': { fill: severityFill('medium'), textOnFill: whiteThenDark, form: 'solid' },
  // White on these two fails 4.5:1 on the light page.
  'severity-low': { fill: severityFill('low'), textOnFill: { light: '#0b0f17', dark: '#0b0f17' }, form: 'solid' },
  'severity-informational': { fill: severityFill('informational'), textOnFill: { light: '#0b0f17', dark: '#ffffff' }, form: 'solid' },
  current: { fill: 'accent', textOnFill: 'on-accent', form: 'solid' },
  accent: { fill: 'accent', textOnFill: 'on-accent', form: 'solid' },
  previous: { fill: 'accent', textOnFill: 'on-accent', form: 'outline' },
  neutral: { fill: { light: '#667085', dark: '#98a2b3' }, textOnFill: whiteThenDark, form: 'solid' },
  expert: { fill: 'accent', textOnFill: 'on-accent', form: 'solid' },
  customer: { fill: { light: '#8a8f98', dark: '#6b7280' }, textOnFill: { light: '#0b0f17', dark: '#ffffff' }, form: 'solid' },
  positive: { fill: { light: '#0f766e', dark: '#5eead4' }, textOnFill: whiteThenDark, form: 'solid' },
  negative: { fill: { light: '#b42318', dark: '#fda29b' }, textOnFill: whiteThenDark, form: 'solid' },
};
