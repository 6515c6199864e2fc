import { inertText } from '@mxdr/core';
import { messagesFor } from '../languages/find-messages.ts';
import type { Messages } from '../languages/messages.ts';
import { contentBlocks } from '../model/content-blocks.ts';
import type { ContentBlock, MetricCard, MetricDelta, MetricState, ReportModel } from '../model/report-model.ts';

/** One headline number, as the report words it. */
export interface DigestMetric {
  readonly label: string;
  /** With its unit: `12 incidents`; the word for absence where there is no number. */
  readonly value: string;
  /** `incomplete data`, `small sample`; empty for a number that stands by itself. */
  readonly mark: string;
  /** Against the compared period; empty when nothing is compared. */
  readonly change: string;
}

/** What a director reads without opening the report. Texts are inert: what could steer or hide is written as its code, and addresses lead nowhere. */
export interface ReportDigest {
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
  readonly metrics: readonly DigestMetric[];
  readonly findings: readonly string[];
  readonly decisions: readonly { readonly text: string; readonly ownerAndDue: string; readonly detail: string }[];
  /** How many more decisions the report itself counts; empty for none. */
  readonly moreDecisions: string;
  /** What is said of there being no decision; empty when the report asks for none at all. */
  readonly noDecision: string;
  /** What stands around them, in the language of the report. */
  readonly words: Messages['delivery'];
}

/**
 * The summary of a report in its own words: the blocks of its summary, or of its first section where it has none. Nothing is worded or counted
 * anew, so that mail and card say what the document says.
 */
export function digestReport(model: ReportModel): ReportDigest {
  const { delivery: words, document } = messagesFor(model.locale);
  const summaries = model.sections.filter(({ kind }) => kind === 'summary');
  const sections = summaries.length > 0 ? summaries : model.sections.slice(0, 1);
  const blocks = sections.flatMap(contentBlocks);
  const actions = blocks.flatMap((block) => (block.kind === 'actions' ? [block] : []));
  const isComplete = model.completeness.state === 'complete';
  return {
    subject: plain(document.title(model.title, model.customer.name, model.period.short)),
    title: plain(model.title),
    customerName: plain(model.customer.name),
    tenant: words.tenant(plain(model.customer.tenantId)),
    periodShort: plain(model.period.short),
    periodLong: plain(model.period.long),
    classification: plain(model.classification),
    issued: words.issued(plain(model.issuedAtLabel), plain(model.operator.name)),
    operatorName: plain(model.operator.name),
    serviceName: plain(model.operator.serviceName),
    heading: plain(sections[0]?.heading ?? ''),
    isComplete,
    completenessWord: isComplete ? document.completeData : document.incompleteData,
    completeness: plain(model.completeness.summary),
    metrics: blocks.flatMap((block) => digestNumbers(block, document.marks)),
    findings: blocks.flatMap((block) => digestSentences(block, model.completeness.summary)),
    decisions: actions.flatMap(({ items }) =>
      items.map(({ text, owner, due, detail }) => ({
        text: plain(text),
        ownerAndDue: plain(words.ownerAndDue(owner, due)),
        detail: plain(detail),
      })),
    ),
    moreDecisions: plain(actions.map(({ moreText }) => moreText).join(' ')),
    noDecision: plain(actions[0]?.emptyText ?? ''),
    words,
  };
}

/** The numbers of a block; of one whose numbers are not there the reason, never nothing. */
function digestNumbers(block: ContentBlock, marks: Marks): readonly DigestMetric[] {
  switch (block.kind) {
    case 'metrics':
      return block.cards.map((card) => digestMetric(card, marks));
    case 'comparison':
      return block.rows.flatMap(({ label, cells: [own, base] }) =>
        own === undefined
          ? []
          : [{ label: plain(label), value: plain(own.text), mark: markOf(own.state, marks), change: wordChange(base?.change ?? null) }],
      );
    case 'facts':
      return block.facts.map(({ label, cell }) => ({ label: plain(label), value: plain(cell.text), mark: '', change: '' }));
    case 'unavailable':
      return [{ label: plain(block.title), value: plain(block.reason), mark: '', change: '' }];
    default:
      return [];
  }
}

/** Sentences of a block. That data is incomplete is told apart from them. */
function digestSentences(block: ContentBlock, completeness: string): readonly string[] {
  if (block.kind === 'narrative') return block.paragraphs.map(plain);
  if (block.kind === 'callout' && block.text !== completeness) return [plain(`${block.title}: ${block.text}`)];
  return [];
}

type Marks = Messages['document']['marks'];

function markOf(state: MetricState, marks: Marks): string {
  return state === 'partial' || state === 'low-sample' ? marks[state] : '';
}

function wordChange(delta: MetricDelta | null): string {
  if (delta === null) return '';
  return plain(delta.word === '' ? delta.text : `${delta.text} (${delta.word})`);
}

function digestMetric({ label, value, unit, state, delta }: MetricCard, marks: Marks): DigestMetric {
  return {
    label: plain(label),
    value: plain(unit === '' ? value : `${value} ${unit}`),
    mark: markOf(state, marks),
    change: wordChange(delta),
  };
}

/** One line without control characters, and without an address that a mail program would make a link of. */
function plain(text: string): string {
  return inertText(text)
    .replaceAll(/[\t\n]+/g, ' ')
    .replaceAll(/\b([a-z][a-z0-9+.-]{1,20}):\/\/([^\s/?#]*)/gi, (_, scheme: string, host: string) => {
      return `${scheme.replace(/^htt/i, 'hxx')}[:]//${host.replaceAll('.', '[.]')}`;
    })
    .replaceAll(/\bwww\./gi, 'www[.]');
}
