import type { Messages } from '../languages/messages.ts';
import type { PageBreakBlock } from '../model/report-model.ts';
import type { SafeHtml } from './safe-html.ts';

/** Each template and what it is given. A test holds every path of every template against these types. */
export interface TemplateViews {
  readonly report: ReportView;
  readonly section: SectionView;
  readonly 'blocks/metrics': MetricsView;
  readonly 'blocks/comparison': ComparisonView;
  readonly 'blocks/narrative': NarrativeView;
  readonly 'blocks/chart': ChartView;
  readonly 'blocks/table': TableView;
  readonly 'blocks/facts': FactsView;
  readonly 'blocks/callout': CalloutView;
  readonly 'blocks/image': ImageView;
  readonly 'blocks/page-break': PageBreakView;
  readonly 'blocks/columns': { readonly columns: readonly (readonly SafeHtml[])[] };
  readonly 'blocks/attack-matrix': AttackMatrixView;
  readonly 'blocks/actions': ActionsView;
  readonly 'blocks/definitions': DefinitionsView;
  readonly 'blocks/unavailable': UnavailableView;
  readonly mail: MailView;
  readonly deck: DeckView;
  readonly 'deck/slide': SlideView;
  readonly 'deck/agenda': AgendaView;
  readonly 'deck/cards': SlideCardsView;
  readonly 'deck/chart': SlideChartView;
  readonly 'deck/numbers': SlideNumbersView;
  readonly 'deck/table': SlideTableView;
  readonly 'deck/bullets': SlideBulletsView;
  readonly 'deck/message': SlideMessageView;
  readonly 'deck/picture': SlidePictureView;
}

export type TemplateName = keyof TemplateViews;

/** Plain data, all of it present: a template asks `hasRows`, never `rows.length` or the truth of a number. */
export interface ReportView {
  readonly lang: string;
  readonly words: Messages['document'];
  readonly severities: Messages['severities'];
  readonly notAvailable: string;
  readonly better: string;
  readonly worse: string;
  /** What changes are against; empty where nothing is compared. */
  readonly changes: string;
  readonly colophon: string;
  /** JSON of the words that the script writes. */
  readonly scriptWords: string;
  readonly documentTitle: string;
  /** See `writeStatement`. */
  readonly statement: string;
  readonly contentSecurityPolicy: string;
  readonly css: SafeHtml;
  readonly script: SafeHtml;
  readonly shapes: SafeHtml;
  readonly hasCover: boolean;
  readonly hasContents: boolean;
  /** Of the body: what the style needs to know of the layout. */
  readonly layoutClass: string;
  readonly title: string;
  readonly customerName: string;
  readonly tenantId: string;
  readonly periodShort: string;
  readonly periodLong: string;
  readonly hasComparison: boolean;
  readonly hasSeverities: boolean;
  readonly comparison: string;
  readonly operatorName: string;
  readonly serviceName: string;
  readonly team: readonly {
    readonly name: string;
    readonly role: string;
    readonly email: string;
    readonly hasLink: boolean;
    readonly link: string;
  }[];
  readonly classification: string;
  readonly issuedAt: string;
  readonly issuedAtLabel: string;
  readonly toolVersion: string;
  readonly isComplete: boolean;
  readonly completenessWord: string;
  readonly completenessSummary: string;
  readonly hasLogo: boolean;
  readonly logoUri: string;
  readonly logoAlt: string;
  readonly hasOperatorLogo: boolean;
  readonly operatorLogoUri: string;
  readonly operatorLogoAlt: string;
  readonly contents: readonly ContentsEntry[];
  readonly sections: readonly SafeHtml[];
}

export interface ContentsEntry {
  readonly id: string;
  /** `1`, `A`; empty for the summary. */
  readonly number: string;
  readonly topic: string;
  readonly heading: string;
  readonly kind: string;
}

export interface SectionView {
  readonly id: string;
  readonly kind: string;
  readonly kicker: string;
  readonly heading: string;
  readonly saysIncomplete: boolean;
  readonly incompleteWord: string;
  readonly incompleteness: string;
  readonly blocks: readonly SafeHtml[];
}

export interface MetricsView {
  readonly layout: string;
  readonly cards: readonly {
    readonly label: string;
    readonly hasDefinition: boolean;
    readonly definitionId: string;
    readonly value: string;
    readonly hasUnit: boolean;
    readonly unit: string;
    readonly unitClass: string;
    readonly state: string;
    readonly hasMark: boolean;
    readonly mark: string;
    readonly hasDelta: boolean;
    readonly delta: {
      readonly text: string;
      readonly judgement: string;
      readonly hasArrow: boolean;
      readonly arrow: string;
      readonly hasWord: boolean;
      readonly word: string;
    };
    readonly hasNote: boolean;
    readonly note: string;
    readonly hasTrend: boolean;
    readonly trend: { readonly svg: SafeHtml; readonly from: string; readonly to: string };
  }[];
}

export interface ComparisonView {
  readonly id: string;
  readonly caption: string;
  readonly nameLabel: string;
  readonly nameClasses: string;
  readonly hasRows: boolean;
  readonly columns: readonly { readonly label: string; readonly classes: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly classes: string;
    readonly hasDefinition: boolean;
    readonly definitionId: string;
    readonly cells: readonly {
      readonly text: string;
      readonly classes: string;
      readonly valueClasses: string;
      readonly value: string;
      readonly isMissing: boolean;
      readonly hasMark: boolean;
      readonly mark: string;
      readonly hasChange: boolean;
      readonly change: {
        readonly judgement: string;
        readonly hasArrow: boolean;
        readonly arrow: string;
        readonly hasWord: boolean;
        readonly word: string;
        readonly text: string;
      };
      readonly hasNote: boolean;
      readonly note: string;
    }[];
  }[];
  readonly hasNote: boolean;
  readonly note: string;
}

/** It says nothing. */
export type PageBreakView = Pick<PageBreakBlock, 'kind'>;

export interface ImageView {
  readonly dataUri: string;
  readonly width: string;
  readonly height: string;
  readonly alt: string;
  readonly hasCaption: boolean;
  readonly caption: string;
}

export interface NarrativeView {
  readonly hasTitle: boolean;
  readonly title: string;
  readonly isList: boolean;
  readonly paragraphs: readonly string[];
}

export interface ChartView {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly svg: SafeHtml;
  readonly hasNote: boolean;
  readonly note: string;
  readonly numbersWord: string;
  readonly hasRows: boolean;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
}

export interface ColumnView {
  readonly label: string;
  readonly classes: string;
  /** The column's form, for the script's filters. */
  readonly form: string;
  /** The name of the column in its source, whatever the language of its head. */
  readonly key: string;
}

export interface RowView {
  readonly head: CellView;
  readonly cells: readonly CellView[];
}

export interface CellView {
  readonly text: string;
  readonly classes: string;
  readonly isSeverity: boolean;
  readonly level: string;
  readonly isCode: boolean;
  /** Of code: what stays on one line, and what has to be broken. */
  readonly pieces: readonly { readonly text: string; readonly classes: string }[];
  /** What sorting and export use where it differs from the text. */
  readonly hasValue: boolean;
  readonly value: string;
  /** Not known: sorts last, exports as an empty cell. */
  readonly isMissing: boolean;
}

export interface TableView {
  readonly id: string;
  readonly caption: string;
  /** `wide`: a landscape page of its own in print; `short`: not split between pages; `dense`: less room between columns. */
  readonly layout: string;
  readonly hasRows: boolean;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
  readonly emptyText: string;
  readonly hasMore: boolean;
  readonly moreText: string;
  readonly moreClasses: string;
  /** Print has fewer rows than the screen. */
  readonly isCutOnPaper: boolean;
  readonly paperText: string;
  readonly hasNote: boolean;
  readonly note: string;
}

export interface FactsView {
  readonly id: string;
  readonly caption: string;
  readonly hasFacts: boolean;
  readonly emptyText: string;
  readonly facts: readonly { readonly label: string; readonly cell: CellView }[];
}

export interface CalloutView {
  readonly tone: string;
  readonly word: string;
  readonly title: string;
  readonly text: string;
}

export interface AttackMatrixView {
  readonly id: string;
  readonly caption: string;
  readonly hasColumns: boolean;
  readonly emptyText: string;
  readonly legend: readonly { readonly classes: string; readonly shape: SafeHtml; readonly word: string; readonly meaning: string }[];
  readonly columns: readonly {
    readonly tactic: string;
    readonly share: string;
    readonly cells: readonly {
      readonly classes: string;
      readonly shape: SafeHtml;
      readonly technique: string;
      readonly name: string;
      readonly word: string;
      readonly hasRules: boolean;
      readonly rules: string;
    }[];
  }[];
  readonly hasPaperNote: boolean;
  readonly paperNote: string;
  readonly hasNote: boolean;
  readonly note: string;
}

export interface ActionsView {
  readonly title: string;
  readonly hasItems: boolean;
  readonly emptyText: string;
  readonly hasMore: boolean;
  readonly moreText: string;
  readonly items: readonly {
    readonly text: string;
    readonly ownerWord: string;
    readonly owner: string;
    readonly dueWord: string;
    readonly due: string;
    readonly hasDetail: boolean;
    readonly detail: string;
  }[];
}

export interface DefinitionsView {
  readonly items: readonly {
    readonly id: string;
    readonly metricId: string;
    readonly name: string;
    readonly definition: string;
    readonly hasUnit: boolean;
    readonly unit: string;
    readonly hasNotes: boolean;
    readonly notes: string;
  }[];
}

export interface UnavailableView {
  readonly word: string;
  readonly needsWord: string;
  readonly mendWord: string;
  readonly title: string;
  readonly reason: string;
  readonly hasSources: boolean;
  readonly sources: readonly string[];
  readonly hasMend: boolean;
  readonly mend: string;
}

/** The body of a mail: tables and inline styles, since mail programs know nothing else, and nothing from elsewhere. */
export interface MailView {
  readonly lang: string;
  /** A colour such as `#0b5cad`. */
  readonly accent: string;
  readonly subject: string;
  readonly title: string;
  readonly customerName: string;
  readonly tenant: string;
  readonly periodShort: string;
  readonly periodLong: string;
  readonly classification: string;
  readonly issued: string;
  readonly operatorName: string;
  readonly serviceName: string;
  readonly heading: string;
  readonly isComplete: boolean;
  readonly completenessWord: string;
  readonly completeness: string;
  readonly hasMetrics: boolean;
  readonly metrics: readonly {
    readonly label: string;
    readonly value: string;
    readonly hasMark: boolean;
    readonly mark: string;
    readonly change: string;
  }[];
  readonly hasFindings: boolean;
  readonly findings: readonly string[];
  readonly asksForDecisions: boolean;
  readonly hasDecisions: boolean;
  readonly hasMoreDecisions: boolean;
  readonly moreDecisions: string;
  readonly noDecision: string;
  readonly decisions: readonly {
    readonly text: string;
    readonly ownerAndDue: string;
    readonly hasDetail: boolean;
    readonly detail: string;
  }[];
  readonly words: {
    readonly metrics: string;
    readonly value: string;
    readonly change: string;
    readonly findings: string;
    readonly decisions: string;
    readonly attached: string;
  };
}

/** The HTML of a deck. */
export interface DeckView {
  readonly lang: string;
  readonly contentSecurityPolicy: string;
  readonly css: SafeHtml;
  readonly script: SafeHtml;
  readonly shapes: SafeHtml;
  readonly toolVersion: string;
  /** See `writeStatement`. */
  readonly statement: string;
  readonly documentTitle: string;
  readonly skip: string;
  /** JSON of the words that the script writes. */
  readonly scriptWords: string;
  readonly slides: readonly SafeHtml[];
}

export interface SlideView {
  readonly id: string;
  readonly layout: string;
  readonly isCover: boolean;
  readonly slideWord: string;
  /** In points. */
  readonly titleSize: string;
  readonly title: string;
  readonly sender: string;
  readonly classification: string;
  readonly hasLogo: boolean;
  readonly logoUri: string;
  readonly logoAlt: string;
  readonly hasOperatorLogo: boolean;
  readonly operatorLogoUri: string;
  readonly operatorLogoAlt: string;
  /** The small picture beside the topic. */
  readonly hasMark: boolean;
  readonly markUri: string;
  readonly markAlt: string;
  readonly lines: readonly string[];
  readonly hasKicker: boolean;
  readonly kicker: string;
  readonly parts: readonly SafeHtml[];
  readonly foot: readonly string[];
  readonly number: string;
  readonly notesWord: string;
  readonly notes: readonly string[];
  /** The tables behind its charts. */
  readonly numbers: readonly SafeHtml[];
}

export interface AgendaView {
  readonly layout: string;
  readonly columns: readonly {
    readonly first: string;
    readonly topics: readonly { readonly number: string; readonly topic: string; readonly heading: string }[];
  }[];
}

export interface SlideCardsView {
  readonly layout: string;
  readonly cards: readonly {
    readonly state: string;
    readonly label: string;
    readonly value: string;
    readonly size: string;
    readonly hasUnit: boolean;
    readonly unit: string;
    readonly hasDelta: boolean;
    readonly delta: string;
    readonly judgement: string;
    readonly hasNote: boolean;
    readonly note: string;
  }[];
}

export interface SlideChartView {
  readonly title: string;
  readonly subtitle: string;
  readonly svg: SafeHtml;
  readonly hasNote: boolean;
  readonly note: string;
}

export interface SlideNumbersView {
  readonly word: string;
  readonly caption: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
}

export interface SlideCellView {
  readonly text: string;
  readonly classes: string;
  readonly isSeverity: boolean;
  readonly level: string;
  readonly hasSecond: boolean;
  readonly second: string;
  readonly judgement: string;
}

export interface SlideTableView {
  readonly hasCaption: boolean;
  readonly caption: string;
  /** `23.5%`, one a column. */
  readonly widths: readonly string[];
  readonly hasHead: boolean;
  readonly columns: readonly { readonly label: string; readonly classes: string }[];
  readonly rows: readonly { readonly head: SlideCellView; readonly cells: readonly SlideCellView[] }[];
  readonly hasNote: boolean;
  readonly note: string;
}

export interface SlideBulletsView {
  readonly hasTitle: boolean;
  readonly title: string;
  readonly lines: readonly string[];
}

export interface SlideMessageView {
  readonly tone: string;
  readonly word: string;
  readonly title: string;
  readonly text: string;
}

export interface SlidePictureView {
  readonly dataUri: string;
  readonly width: string;
  readonly height: string;
  readonly alt: string;
  readonly hasCaption: boolean;
  readonly caption: string;
}
