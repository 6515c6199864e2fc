import { inkOn, mix, readableOn } from '../../charts/contrast.ts';
import type { SeriesRole } from '../../charts/chart-spec.ts';
import { roleInks, severityScale } from '../../charts/severity-scale.ts';

/** Colours of a slide, by what they mean. */
export type InkName =
  | 'text'
  | 'quiet'
  | 'page'
  | 'sunken'
  | 'rule'
  | 'accent'
  | 'readableAccent'
  | 'onAccent'
  | 'good'
  | 'bad'
  | 'attention'
  | 'severityHigh'
  | 'severityMedium'
  | 'severityLow'
  | 'severityInformational';

/** Colours as the format writes them: those of the theme by its names, so that a deck takes on another theme. */
export interface SlideInks {
  readonly ink: (name: InkName) => string;
  readonly fill: (name: InkName) => string;
  readonly ofRole: (role: SeriesRole) => string;
  /** What can be read on the page with so much of the accent in it, in hundredths. */
  readonly onShade: (share: number) => InkName;
}

/** Colours of the theme, six digits each. The names are the format's. */
export interface ThemeColours {
  readonly dk1: string;
  readonly lt1: string;
  readonly dk2: string;
  readonly lt2: string;
  readonly accent1: string;
  readonly accent2: string;
  readonly accent3: string;
  readonly accent4: string;
  readonly accent5: string;
  readonly accent6: string;
  readonly hlink: string;
  readonly folHlink: string;
}

const hex = (colour: string): string => colour.replace('#', '').toUpperCase();
const severity = (level: string): string => hex(severityScale.find((ink) => ink.level === level)!.fill.light);
const fixed = { good: '0F766E', bad: 'B42318', attention: '93490C', rule: 'DDE3EA' } as const;

/** The customer's colour leads, then the severities from high to informational, then what is good. */
export function themeColours(accent: string): ThemeColours {
  return {
    dk1: '1B2330',
    lt1: 'FFFFFF',
    dk2: '475467',
    lt2: 'F4F6F9',
    accent1: hex(accent),
    accent2: severity('high'),
    accent3: severity('medium'),
    accent4: severity('low'),
    accent5: severity('informational'),
    accent6: fixed.good,
    hlink: hex(readableOn(accent, '#ffffff', 4.5)),
    folHlink: '475467',
  };
}

const scheme = (name: string): string => `<a:schemeClr val="${name}"/>`;
const plain = (colour: string): string => `<a:srgbClr val="${hex(colour)}"/>`;

const severityAccents: Partial<Record<SeriesRole, string>> = {
  'severity-high': 'accent2',
  'severity-medium': 'accent3',
  'severity-low': 'accent4',
  'severity-informational': 'accent5',
  positive: 'accent6',
};

export function slideInks(accent: string): SlideInks {
  const readable = readableOn(accent, '#ffffff', 4.5);
  const inks: Readonly<Record<InkName, string>> = {
    text: scheme('tx1'),
    quiet: scheme('tx2'),
    page: scheme('bg1'),
    sunken: scheme('bg2'),
    rule: plain(fixed.rule),
    accent: scheme('accent1'),
    readableAccent: hex(readable) === hex(accent) ? scheme('accent1') : plain(readable),
    onAccent: inkOn(accent) === '#ffffff' ? scheme('bg1') : plain('111827'),
    good: scheme('accent6'),
    bad: plain(fixed.bad),
    attention: plain(fixed.attention),
    severityHigh: scheme('accent2'),
    severityMedium: scheme('accent3'),
    severityLow: scheme('accent4'),
    severityInformational: scheme('accent5'),
  };
  const ink = (name: InkName): string => inks[name];
  return {
    ink,
    onShade: (share) => (inkOn(mix('#ffffff', accent, share / 100)) === '#ffffff' ? 'page' : 'text'),
    fill: (name) => `<a:solidFill>${inks[name]}</a:solidFill>`,
    ofRole: (role) => {
      const known = severityAccents[role];
      const { fill } = roleInks[role];
      return known !== undefined ? scheme(known) : fill === 'accent' ? inks.readableAccent : plain(fill.light);
    },
  };
}
