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
  | { readonly kind: 'signature'; readonly parties: readonly { readonly party: string; readonly role: string }[] };

export interface PageSection {
  /** For links; lower-case letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly PageBlock[];
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
