import type { SeriesChart } from '../charts/chart-spec.ts';
import type { MetricCard, TableCell, TableColumn } from '../model/report-model.ts';

/** Slides, ready to be drawn: what stands on which, and what is said beside it. Plain data, made from the report model alone. */
export interface Deck {
  readonly title: string;
  readonly locale: string;
  readonly customerName: string;
  readonly tenantId: string;
  readonly operatorName: string;
  readonly serviceName: string;
  readonly classification: string;
  readonly periodShort: string;
  readonly periodLong: string;
  readonly issuedAt: string;
  readonly issuedAtLabel: string;
  readonly accent: string;
  /** Foot of every slide: customer, title, period, classification. */
  readonly footer: string;
  readonly slides: readonly Slide[];
}

export type Slide = CoverSlide | AgendaSlide | ContentSlide;

interface SlideBase {
  /** Stable, `[a-z0-9-]+`; unique in the deck. */
  readonly id: string;
  /** The conclusion, a sentence; unique in the deck. */
  readonly title: string;
  /** What to say, the numbers behind it, and where they come from; a paragraph each. Never empty. */
  readonly notes: readonly string[];
}

export interface CoverSlide extends SlideBase {
  readonly layout: 'cover';
  readonly lines: readonly string[];
}

export interface AgendaSlide extends SlideBase {
  readonly layout: 'agenda';
  readonly topics: readonly { readonly topic: string; readonly heading: string }[];
}

export interface ContentSlide extends SlideBase {
  readonly layout: 'content';
  /** Small, above the title: the topic of the section. */
  readonly kicker: string;
  /** From top to bottom. Heights add up to no more than the body has. */
  readonly parts: readonly SlidePart[];
}

/** Something on a slide, with the height that it takes, in inches. */
export type SlidePart = { readonly height: number } & (
  | { readonly kind: 'cards'; readonly cards: readonly MetricCard[] }
  | { readonly kind: 'chart'; readonly id: string; readonly chart: SeriesChart; readonly note: string; readonly alt: string }
  | {
      readonly kind: 'table';
      readonly id: string;
      readonly caption: string;
      readonly columns: readonly TableColumn[];
      /** Of the body's width, adding up to 1. */
      readonly shares: readonly number[];
      readonly rows: readonly (readonly TableCell[])[];
      /** In inches: of the head, then of each row. */
      readonly rowHeights: readonly number[];
      readonly note: string;
    }
  | { readonly kind: 'bullets'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'message';
      readonly tone: 'info' | 'good' | 'attention' | 'unavailable';
      readonly title: string;
      readonly text: string;
    }
);
