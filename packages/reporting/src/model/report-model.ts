import type { FontFamily } from '@mxdr/core';
import type { ChartSpec } from '../charts/chart-spec.ts';
import type { AttackMatrixBlock } from './attack-matrix-block.ts';

/**
 * A report, ready to be drawn: every total, delta, order, rounding and word is decided here. Renderers choose position and ink only,
 * so HTML, PDF and decks cannot disagree about a number. Plain data: no class instances, no functions, no `undefined`, no `Date`.
 */
export interface ReportModel {
  readonly schemaVersion: 1;
  /** Report id, e.g. `service-review`. */
  readonly reportId: string;
  readonly title: string;
  /** BCP 47, e.g. `en-GB`. */
  readonly locale: string;
  readonly customer: { readonly id: string; readonly name: string; readonly tenantId: string };
  readonly operator: { readonly name: string; readonly serviceName: string; readonly deliveryTeam: readonly TeamMember[] };
  readonly period: PeriodLabel;
  readonly comparison: { readonly label: string } | null;
  /** Instant of issue, ISO 8601 UTC; everything dated in the documents comes from it. */
  readonly issuedAt: string;
  /** Worded in the customer's zone, e.g. `3 November 2026, 09:00 (Europe/Amsterdam)`. */
  readonly issuedAtLabel: string;
  readonly toolVersion: string;
  readonly classification: string;
  readonly paper: 'A4' | 'Letter';
  readonly layout: ReportLayout;
  readonly brand: {
    readonly accent: string;
    /** What documents are set in. */
    readonly font: FontFamily;
    readonly logo: Logo | null;
    readonly operatorLogo: Logo | null;
  };
  /** Shown on the cover and in the summary when anything the report needs was missing or incomplete. */
  readonly completeness: { readonly state: 'complete' | 'incomplete'; readonly summary: string };
  readonly sections: readonly Section[];
}

/** What stands around the sections, and whether they are read or presented. */
export interface ReportLayout {
  /** `slides`: HTML, PDF and PPTX are slides, whatever else is said here; `pages`: HTML and PDF are a document. */
  readonly form: 'pages' | 'slides';
  /** `none`: a compact head on the first page instead of a page of its own. */
  readonly cover: 'full' | 'none';
  /** Whether the contents and the key to reading stand in front. */
  readonly hasContents: boolean;
  /** Print smaller where there would be more pages than this; null for as many as it takes. */
  readonly fitPages: number | null;
}

/** A picture with its bytes in it. */
export interface Logo {
  readonly dataUri: string;
  readonly alt: string;
}

export interface TeamMember {
  readonly name: string;
  readonly role: string;
  readonly email: string;
}

export interface PeriodLabel {
  readonly id: string;
  /** `October 2026` */
  readonly short: string;
  /** `1 October 2026 up to 1 November 2026, Europe/Amsterdam (745 hours)` */
  readonly long: string;
  readonly startUtc: string;
  readonly endUtc: string;
  readonly timeZone: string;
}

export interface Section {
  /** Stable, used for anchors and ids: `[a-z0-9-]+`. */
  readonly id: string;
  /** The topic, e.g. `Incidents`: for the outline and the table of contents. */
  readonly topic: string;
  /** The finding, e.g. `Incidents fell by 12 while alert volume rose`. */
  readonly heading: string;
  readonly kind: 'summary' | 'section' | 'appendix';
  readonly blocks: readonly Block[];
  /** For whoever presents it; only in a deck. */
  readonly speaker?: SpeakerNotes;
}

/** What stands beside a slide for the speaker alone. */
export interface SpeakerNotes {
  /** Talking points, a sentence each. */
  readonly points: readonly string[];
  /** What is likely to be asked, and what to say then. */
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
  /** What the numbers of the section stand on: `incidents@2026-10`, `ledger:hunts`; as in the manifest. */
  readonly sources: readonly string[];
  /** Metric ids of the section, in the order of reading. */
  readonly metricIds: readonly string[];
}

export type Block =
  | MetricsBlock
  | ComparisonBlock
  | NarrativeBlock
  | ChartBlock
  | TableBlock
  | FactsBlock
  | CalloutBlock
  | ImageBlock
  | PageBreakBlock
  | ColumnsBlock
  | ActionListBlock
  | AttackMatrixBlock
  | DefinitionsBlock
  | UnavailableBlock;

export interface MetricsBlock {
  readonly kind: 'metrics';
  readonly cards: readonly MetricCard[];
}

/** How sure the number is. `unavailable` and `not-applicable` carry a word instead of a number, never a zero. */
export type MetricState = 'known' | 'partial' | 'low-sample' | 'unavailable' | 'not-applicable';

export interface MetricCard {
  /** Metric id of the catalogue, e.g. `inc_investigated`. */
  readonly metricId: string;
  readonly label: string;
  /** Formatted for the locale: `128`, `2:05 h`, `not available`. */
  readonly value: string;
  /** `incidents`, `%`; empty when the value says it. */
  readonly unit: string;
  readonly state: MetricState;
  readonly delta: MetricDelta | null;
  /** One line below: sample size, statistic, why it is not available. Empty when there is nothing to say. */
  readonly note: string;
  /** Drawn as a small line; absent where it is not asked for or not known. */
  readonly trend?: MetricTrend;
}

export interface MetricTrend {
  /** One a month, the oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  /** The same in words: `May 2026 12, June 2026 not available, …` */
  readonly label: string;
  /** First and last month, to stand below the line. */
  readonly from: string;
  readonly to: string;
}

export interface MetricDelta {
  /** `+12 vs September 2026`, `first period`. Always names its base. */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same' | 'none';
  readonly judgement: 'better' | 'worse' | 'neutral';
  /** The judgement in a word for the reader, e.g. `better`; empty when neutral. */
  readonly word: string;
}

/** Metrics side by side with other periods, and with what was agreed. */
export interface ComparisonBlock {
  readonly kind: 'comparison';
  readonly id: string;
  readonly caption: string;
  /** Head of the column with the names. */
  readonly nameLabel: string;
  /** Heads of the others: the period first. */
  readonly columns: readonly string[];
  readonly rows: readonly ComparisonRow[];
  readonly note: string;
}

export interface ComparisonRow {
  readonly metricId: string;
  readonly label: string;
  /** One for each column. */
  readonly cells: readonly ComparisonCell[];
}

export interface ComparisonCell {
  /** Formatted with its unit; the word for absence when there is no number; empty where there is no target. */
  readonly text: string;
  /** For sorting and export; null for not known. */
  readonly value: number | null;
  readonly state: MetricState;
  /** From this to the period's value, or whether the target is met; null for the period itself. */
  readonly change: MetricDelta | null;
  /** Why there is no number, or how sure it is; empty when there is nothing to say. */
  readonly note: string;
}

export interface NarrativeBlock {
  readonly kind: 'narrative';
  /** Subheading; empty for none. */
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** `list` draws bullets. */
  readonly form: 'prose' | 'list';
}

export interface ChartBlock {
  readonly kind: 'chart';
  readonly id: string;
  readonly chart: ChartSpec;
  /** Shown below the chart: gaps, rounding; empty for none. */
  readonly note: string;
}

export interface TableColumn {
  readonly key: string;
  readonly label: string;
  readonly align: 'left' | 'right';
  /** How the cell is drawn: `severity` gets its shape and word, `code` is monospaced and copyable, `nowrap` stays on one line. */
  readonly form: 'text' | 'nowrap' | 'number' | 'severity' | 'code';
}

export interface TableCell {
  /** Formatted for the locale. */
  readonly text: string;
  /** What sorting and CSV use: the plain number or ISO date; null for not known. */
  readonly value: string | number | null;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** How many rows there are in all, when only the first ones are shown. */
  readonly totalRows: number;
  /** Rows on paper, from the first; the HTML document shows the others. @default - all of them */
  readonly printLimit?: number;
  /** Said instead of an empty table, e.g. `No incident needed your action in October 2026.` */
  readonly emptyText: string;
  readonly note: string;
}

/** Names and values of one thing. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly id: string;
  readonly caption: string;
  readonly facts: readonly { readonly key: string; readonly label: string; readonly form: TableColumn['form']; readonly cell: TableCell }[];
  /** Said where there are no facts. */
  readonly emptyText: string;
}

export interface CalloutBlock {
  readonly kind: 'callout';
  readonly tone: 'info' | 'good' | 'attention';
  readonly title: string;
  readonly text: string;
}

/** A picture that the report brings. */
export interface ImageBlock {
  readonly kind: 'image';
  /** `data:image/png;base64,…`; PNG, JPEG, or SVG of plain shapes. */
  readonly dataUri: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly alt: string;
  /** Empty for none. */
  readonly caption: string;
}

/** What follows begins on a new page in print. */
export interface PageBreakBlock {
  readonly kind: 'pageBreak';
}

/** Blocks side by side; one column below the other where there is no room. */
export interface ColumnsBlock {
  readonly kind: 'columns';
  readonly columns: readonly (readonly ContentBlock[])[];
}

/** Every block but the one that holds others. */
export type ContentBlock = Exclude<Block, ColumnsBlock>;

/** Decisions and actions that the reader has to take. */
export interface ActionListBlock {
  readonly kind: 'actions';
  readonly title: string;
  readonly items: readonly { readonly text: string; readonly owner: string; readonly due: string; readonly detail: string }[];
  readonly emptyText: string;
  /** Below the list: how many more there are; empty for none. */
  readonly moreText: string;
}

export interface DefinitionsBlock {
  readonly kind: 'definitions';
  readonly items: readonly {
    readonly metricId: string;
    readonly name: string;
    readonly definition: string;
    readonly unit: string;
    readonly notes: string;
  }[];
}

/** In place of a section's content when its sources are not there. Looks different from "none happened". */
export interface UnavailableBlock {
  readonly kind: 'unavailable';
  readonly title: string;
  readonly reason: string;
  readonly sources: readonly string[];
  readonly mend: string;
}
