/** A step that a named person takes. */
export interface PageStep {
  readonly title: string;
  /** Who does it and with which role, e.g. `Your subscription owner`. */
  readonly who: string;
  readonly text: string;
  /** Lines to run in a shell (Bash). */
  readonly commands: readonly string[];
}

/** What a row says at a glance; a word in the row says the same. */
export type RowTone = 'good' | 'bad' | 'attention' | 'quiet';

/** The shape in a cell of a matrix. A word beside it says the same, and colour only repeats it. */
export type MatrixMark = 'full' | 'half' | 'ring' | 'warning' | 'none';

export interface MatrixCell {
  /** For links to this cell; unique in the document. */
  readonly id: string;
  /** Short name, e.g. `T1078`. */
  readonly code: string;
  readonly title: string;
  /** Page about it elsewhere; `https:`, else it stays text. */
  readonly address: string;
  readonly mark: MatrixMark;
  /** What the mark means, in one or two words. */
  readonly word: string;
  /** What else there is to say; may be empty. */
  readonly note: string;
}

export interface MatrixColumn {
  readonly title: string;
  /** How far the column is, in words. */
  readonly note: string;
  /** Section of this document that tells more. */
  readonly sectionId: string;
  readonly cells: readonly MatrixCell[];
}

/** Columns of cells side by side; on narrow screens one list below the other. */
export interface MatrixBlock {
  readonly kind: 'matrix';
  readonly caption: string;
  readonly legend: readonly { readonly mark: MatrixMark; readonly word: string; readonly text: string }[];
  readonly columns: readonly MatrixColumn[];
  /** Said on paper, where cells with the mark `none` are left out for room. */
  readonly paperNote: string;
}

/** A part of the document. Every text is plain: renderers escape it. */
export type PageBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly items: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Tone of each row, in order; none when left out. */
      readonly tones?: readonly RowTone[];
      /** What stands there instead when there are no rows. */
      readonly emptyText: string;
    }
  | { readonly kind: 'note'; readonly tone: 'attention' | 'plain'; readonly title: string; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly PageStep[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  /** Links to pages elsewhere; only `https:` addresses become links, anything else stays text. */
  | { readonly kind: 'links'; readonly items: readonly { readonly text: string; readonly address: string }[] }
  | MatrixBlock
  | { readonly kind: 'signature'; readonly parties: readonly { readonly party: string; readonly role: string }[] };

export interface PageSection {
  /** For links; lower-case letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly PageBlock[];
  /** As wide as the window; the contents then stand above the document instead of beside it. @default false */
  readonly isWide?: boolean;
}

/** A document that people read, and some sign; rendered as HTML and as Markdown from this one model. */
export interface PageDocument {
  readonly title: string;
  /** What or whom it is about: a customer, a rule. */
  readonly subject: string;
  readonly serviceName: string;
  readonly operatorName: string;
  readonly summary: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly PageSection[];
  /** Last line: what exactly this is, from when. */
  readonly imprint: string;
}
