import type { FontFamily } from '@mxdr/core';
import type { ChartSpec } from '../charts/chart-spec.ts';
import type { Logo, TableCell, TableColumn } from '../model/report-model.ts';

/** Slides, ready to be drawn: what stands on which, and what is said beside it. Plain data, made from the report model alone. */
export interface Deck {
  readonly title: string;
  readonly locale: string;
  readonly customerName: string;
  readonly tenantId: string;
  readonly operatorName: string;
  /** Service and operator, as the cover names them. */
  readonly sender: string;
  /** As long as the foot has room for. */
  readonly classification: string;
  readonly periodShort: string;
  readonly periodLong: string;
  readonly issuedAt: string;
  readonly issuedAtLabel: string;
  readonly toolVersion: string;
  /** What the file says of itself to machines, see `writeStatement`. */
  readonly statement: string;
  /** `#rrggbb`. */
  readonly accent: string;
  /** Family that the brand is set in. */
  readonly font: FontFamily;
  readonly logo: Logo | null;
  readonly operatorLogo: Logo | null;
  /** Foot of every slide, two lines: whose data it is, and which report. */
  readonly foot: readonly [string, string];
  readonly slides: readonly Slide[];
}

export type Slide = CoverSlide | AgendaSlide | ContentSlide;

interface SlideBase {
  /** Stable, `[a-z0-9-]+`; unique in the deck. */
  readonly id: string;
  /** The conclusion, a sentence; unique in the deck. */
  readonly title: string;
  /** In points: smaller where the title is long. */
  readonly titleSize: number;
  /** What to say, the numbers behind it, and where they come from; a paragraph each. Never empty. */
  readonly notes: readonly string[];
}

export interface CoverSlide extends SlideBase {
  readonly layout: 'cover';
  /** The first is the period, larger than the others. */
  readonly lines: readonly string[];
}

export interface AgendaSlide extends SlideBase {
  readonly layout: 'agenda';
  /** In points. */
  readonly size: number;
  /** From top to bottom, one column after the other. */
  readonly columns: readonly (readonly AgendaTopic[])[];
}

export interface AgendaTopic {
  readonly number: string;
  readonly topic: string;
  readonly heading: string;
}

export interface ContentSlide extends SlideBase {
  readonly layout: 'content';
  /** Small, above the title: the topic of the section. */
  readonly kicker: string;
  /** From top to bottom. Heights add up to no more than the body has. */
  readonly parts: readonly SlidePart[];
}

/** A metric on a slide: everything that a card says, in the words in which it says it. */
export interface SlideCard {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  /** Beside a number that is not the whole truth; empty for none. */
  readonly mark: string;
  /** Whether the value is a number, and not the word for its absence. */
  readonly isKnown: boolean;
  /** Direction by a shape, judgement in a word; null where nothing is compared. */
  readonly delta: SlideDelta | null;
  readonly note: string;
}

export interface SlideDelta {
  /** `↑`, `↓`, `=`; empty for none. */
  readonly arrow: string;
  /** `better`; empty when neutral. */
  readonly word: string;
  readonly text: string;
  readonly judgement: 'better' | 'worse' | 'neutral';
}

export interface SlideCell extends TableCell {
  /** A second line: what changed, or more about it; empty for none. */
  readonly second: string;
  readonly judgement: SlideDelta['judgement'];
}

export interface SlideTable {
  readonly kind: 'table';
  readonly id: string;
  readonly caption: string;
  /** Whether the names of the columns stand above them. Names and values of one thing need none. */
  readonly hasHead: boolean;
  readonly columns: readonly TableColumn[];
  /** Of the body's width, adding up to 1. */
  readonly shares: readonly number[];
  readonly rows: readonly (readonly SlideCell[])[];
  /** In inches; 0 without a head. */
  readonly headHeight: number;
  /** In inches, one for each row. */
  readonly rowHeights: readonly number[];
  readonly note: string;
}

export type SlideTone = 'info' | 'good' | 'attention' | 'unavailable';

/** Something on a slide, with the height that it takes, in inches. */
export type SlidePart = { readonly height: number } & (
  | { readonly kind: 'cards'; readonly cards: readonly SlideCard[]; readonly columns: number }
  | {
      readonly kind: 'chart';
      readonly id: string;
      readonly chart: ChartSpec;
      /** Below the chart: gaps, rounding; empty for none. */
      readonly note: string;
      readonly alt: string;
    }
  | SlideTable
  | { readonly kind: 'bullets'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'message';
      readonly tone: SlideTone;
      /** `Note`, `Attention`: what the colour says. */
      readonly word: string;
      readonly title: string;
      readonly text: string;
    }
  | {
      readonly kind: 'picture';
      readonly dataUri: string;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly alt: string;
      readonly caption: string;
    }
);
