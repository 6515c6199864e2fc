/** A step that a named person takes. */
export interface ConsentStep {
  readonly title: string;
  /** Who does it and with which role, e.g. `Your subscription owner`. */
  readonly who: string;
  readonly text: string;
  /** Lines to run in Azure Cloud Shell (Bash), from the folder of this pack. */
  readonly commands: readonly string[];
}

/** A part of the document. Every text is plain: renderers escape it. */
export type ConsentBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly items: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** What stands there instead when there are no rows. */
      readonly emptyText: string;
    }
  | { readonly kind: 'note'; readonly tone: 'attention' | 'plain'; readonly title: string; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly ConsentStep[] }
  | { readonly kind: 'signature'; readonly parties: readonly { readonly party: string; readonly role: string }[] };

export interface ConsentSection {
  /** For links; lower-case letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ConsentBlock[];
}

/** What the customer's administrator reads and signs; rendered as HTML and as Markdown from this one model. */
export interface ConsentDocument {
  readonly title: string;
  readonly customerName: string;
  readonly operatorName: string;
  readonly serviceName: string;
  /** Day of issue, `2026-11-26`. */
  readonly issued: string;
  /** Identifies what exactly was agreed to: changes with every change of access. */
  readonly version: string;
  readonly summary: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly ConsentSection[];
}
