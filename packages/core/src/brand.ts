import { z } from 'zod';
import { contrastRatio } from './contrast.ts';
import type { Customer } from './customer.ts';
import type { Operator } from './operator.ts';

/** A colour as files write it. */
export const accentColour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0b5cad');

/**
 * Families that documents may be set in. Each can be embedded (static faces, OFL) and is no wider than Inter, by whose widths charts and
 * tables are laid out.
 */
export const fontFamilies = ['Inter', 'IBM Plex Sans', 'Source Sans 3', 'Noto Sans'] as const;
export type FontFamily = (typeof fontFamilies)[number];

/** A family as files write it. */
export const fontFamily = z.enum(fontFamilies, { error: `must be one of ${fontFamilies.join(', ')}: documents embed no other` });

/** Contrast that text in the accent needs on white (WCAG 1.4.3). */
const leastContrast = 4.5;

/** Where nobody chose a colour. */
const plainAccent = '#1f4e79';

/** A logo lies beside the file that names it. */
export const logoForm = /^(?!.*(^|\/)\.\.?(\/|$))[\w][\w .\-/]*\.(png|svg)$/iu;

/** The colour of a customer's documents: its own, else the operator's, else a plain blue. */
export function accentOf(customer: Customer, operator: Operator): string {
  return customer.branding.accent ?? operator.branding.accent ?? plainAccent;
}

/** The family of a customer's documents: its own, else the operator's, else Inter. */
export function fontOf(customer: Pick<Customer, 'branding'>, operator: Pick<Operator, 'branding'>): FontFamily {
  return customer.branding.font ?? operator.branding.font ?? 'Inter';
}

/** What is wrong with an accent, or undefined. */
export function accentFault(accent: string | undefined): string | undefined {
  if (accent === undefined) return undefined;
  const ratio = contrastRatio(accent, '#ffffff');
  return ratio < leastContrast
    ? `accent ${accent} has a contrast of ${ratio.toFixed(2)}:1 on white; text needs ${leastContrast}:1`
    : undefined;
}
