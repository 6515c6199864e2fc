import { languageOf } from '@mxdr/core';
import type { ReportModel } from '../model/report-model.ts';
import type { DigestMetric, ReportDigest } from './report-digest.ts';
import { digestReport } from './report-digest.ts';

/** Text that is shown as it is: no Markdown is read in it, which a TextBlock would do. */
interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Large' | 'Medium' | 'Small';
  readonly isSubtle?: true;
  readonly color?: 'Attention' | 'Warning';
}

interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
  readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large';
}

interface Heading {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly style: 'heading';
  readonly size: 'Large' | 'Medium';
  readonly weight: 'Bolder';
  readonly wrap: true;
  readonly spacing?: 'Large';
}

interface TableCell {
  readonly type: 'TableCell';
  readonly items: readonly RichTextBlock[];
}

interface Table {
  readonly type: 'Table';
  readonly firstRowAsHeaders: true;
  readonly showGridLines: false;
  readonly columns: readonly { readonly width: number }[];
  readonly rows: readonly { readonly type: 'TableRow'; readonly cells: readonly TableCell[] }[];
}

interface Container {
  readonly type: 'Container';
  readonly style: 'warning';
  readonly items: readonly RichTextBlock[];
}

type CardElement = RichTextBlock | Heading | Table | Container;

/** What a Workflows webhook of Teams takes: a message with one Adaptive Card, of the newest version that Teams shows. */
export interface TeamsMessage {
  readonly type: 'message';
  readonly summary: string;
  readonly attachments: readonly [
    {
      readonly contentType: 'application/vnd.microsoft.card.adaptive';
      readonly contentUrl: null;
      readonly content: {
        readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
        readonly type: 'AdaptiveCard';
        readonly version: '1.5';
        readonly lang: string;
        readonly speak: string;
        readonly msteams: { readonly width: 'Full' };
        readonly fallbackText: string;
        readonly body: readonly CardElement[];
      };
    },
  ];
}

/** Teams refuses messages over about 28 KB; some of that is its own. */
const mostBytes = 26_000;
/** Of one text, in characters. What is longer is told in the report. */
const longestText = 400;

/**
 * The summary of a report as a message for Teams: metrics, findings, decisions, with what is incomplete on top. Where it would be too large for Teams,
 * it ends earlier and says how many are left for the report.
 */
export function renderCard(model: ReportModel): TeamsMessage {
  const digest = digestReport(model);
  const lists = { metrics: 12, findings: 8, decisions: 10 };
  for (;;) {
    const message = writeMessage(model, digest, lists);
    const isSmallest = lists.metrics + lists.findings + lists.decisions === 3;
    if (isSmallest || Buffer.byteLength(JSON.stringify(message)) <= mostBytes) return message;
    lists.metrics = Math.max(1, lists.metrics - 1);
    lists.findings = Math.max(1, lists.findings - 1);
    lists.decisions = Math.max(1, lists.decisions - 1);
  }
}

interface ListLengths {
  readonly metrics: number;
  readonly findings: number;
  readonly decisions: number;
}

function writeMessage(model: ReportModel, digest: ReportDigest, lengths: ListLengths): TeamsMessage {
  const { words } = digest;
  const subject = short(digest.subject);
  return {
    type: 'message',
    summary: subject,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.5',
          lang: languageOf(model.locale),
          speak: spoken(subject),
          msteams: { width: 'Full' },
          fallbackText: subject,
          body: [
            heading(digest.title, 'Large'),
            rich([bold(digest.customerName), plain(`, ${digest.periodShort}`)], 'None'),
            rich([subtle(`${digest.serviceName} · ${digest.operatorName} · ${digest.classification}`)], 'None'),
            ...(digest.heading === '' ? [] : [rich([bold(digest.heading)], 'Medium')]),
            ...(digest.isComplete ? [] : [warning(digest)]),
            ...(digest.metrics.length === 0 ? [] : [metricTable(digest.metrics.slice(0, lengths.metrics), words)]),
            ...left(digest.metrics.length, lengths.metrics, words),
            ...list(
              words.findings,
              digest.findings.slice(0, lengths.findings).map((finding) => [plain(`• ${finding}`)]),
            ),
            ...left(digest.findings.length, lengths.findings, words),
            ...list(
              words.decisions,
              digest.decisions
                .slice(0, lengths.decisions)
                .map(({ text, ownerAndDue, detail }, index) => [
                  bold(`${index + 1}. ${text}`),
                  plain(` (${ownerAndDue})`),
                  ...(detail === '' ? [] : [subtle(` ${detail}`)]),
                ]),
            ),
            ...left(digest.decisions.length, lengths.decisions, words),
            ...(digest.moreDecisions === '' ? [] : [rich([subtle(digest.moreDecisions)], 'Small')]),
            ...(digest.decisions.length === 0 && digest.noDecision !== '' ? list(words.decisions, [[plain(digest.noDecision)]]) : []),
            rich([subtle(words.elsewhere)], 'Large'),
            rich([subtle(digest.periodLong)], 'None'),
            ...(digest.isComplete ? [rich([subtle(`${digest.completenessWord}: ${digest.completeness}`)], 'None')] : []),
            rich([subtle(`${digest.tenant} · ${digest.issued}`)], 'None'),
          ],
        },
      },
    ],
  };
}

function metricTable(metrics: readonly DigestMetric[], words: ReportDigest['words']): Table {
  const row = (cells: readonly (readonly TextRun[])[]): Table['rows'][number] => ({
    type: 'TableRow',
    cells: cells.map((inlines) => ({ type: 'TableCell', items: [{ type: 'RichTextBlock', inlines }] })),
  });
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    showGridLines: false,
    columns: [{ width: 3 }, { width: 2 }, { width: 3 }],
    rows: [
      row([[bold(words.metrics)], [bold(words.value)], [bold(words.change)]]),
      ...metrics.map(({ label, value, mark, change }) =>
        row([
          [plain(label)],
          [bold(value), ...(mark === '' ? [] : [{ ...plain(` ${mark}`), color: 'Warning' as const }])],
          // A cell without any text is no cell to some clients.
          [subtle(change === '' ? ' ' : change)],
        ]),
      ),
    ],
  };
}

function warning({ completenessWord, completeness }: ReportDigest): Container {
  return { type: 'Container', style: 'warning', items: [rich([bold(`${completenessWord}. `), plain(completeness)])] };
}

function list(title: string, items: readonly (readonly TextRun[])[]): readonly CardElement[] {
  return items.length === 0 ? [] : [{ ...heading(title, 'Medium'), spacing: 'Large' }, ...items.map((inlines) => rich(inlines, 'Small'))];
}

/** How many of a list are not on the card. */
function left(all: number, shown: number, { more }: ReportDigest['words']): readonly CardElement[] {
  return all > shown ? [rich([subtle(more(String(all - shown)))], 'Small')] : [];
}

function heading(text: string, size: Heading['size']): Heading {
  return { type: 'TextBlock', text: escapeMarkdown(short(text)), style: 'heading', size, weight: 'Bolder', wrap: true };
}

function rich(inlines: readonly TextRun[], spacing?: RichTextBlock['spacing']): RichTextBlock {
  return { type: 'RichTextBlock', inlines, ...(spacing === undefined ? {} : { spacing }) };
}

function plain(text: string): TextRun {
  return { type: 'TextRun', text: withoutMacros(short(text)) };
}

function bold(text: string): TextRun {
  return { ...plain(text), weight: 'Bolder' };
}

function subtle(text: string): TextRun {
  return { ...plain(text), size: 'Small', isSubtle: true };
}

function short(text: string): string {
  const letters = [...text];
  return letters.length <= longestText ? text : `${letters.slice(0, longestText - 1).join('')}…`;
}

/** `{{DATE(…)}}` is replaced in any text of a card, and `${…}` where the card is used as a template. */
function withoutMacros(text: string): string {
  return text.replaceAll(/[{$](?=\{)/g, '$& ');
}

/** For the headings, which have to be TextBlocks: what Markdown would read is written as itself. */
function escapeMarkdown(text: string): string {
  return withoutMacros(text)
    .replaceAll(/[\\`*_[\]()<>#|~!&]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d+[.])(?=\s)/, '$1\\$2');
}

/** `speak` may hold SSML. */
function spoken(text: string): string {
  return withoutMacros(text).replaceAll(/[<>&]/g, ' ');
}
