import { spokenLanguage } from '@mxdr/core';
import { severityScale } from '../charts/severity-scale.ts';
import { messagesFor } from '../languages/find-messages.ts';
import type { Messages } from '../languages/messages.ts';
import type { Block, ReportModel, Section, TeamMember } from '../model/report-model.ts';
import { blockContext, renderBlock } from './block-view.ts';
import { writeStatement } from './report-statement.ts';
import { trustMarkup } from './safe-html.ts';
import type { SafeHtml } from './safe-html.ts';
import type { RenderTemplate } from './template-engine.ts';
import type { ContentsEntry, ReportView } from './template-views.ts';

/** The view of the whole report, except for what depends on the bytes of its own style and script. */
export type ReportContent = Omit<ReportView, 'contentSecurityPolicy' | 'css' | 'script'>;

export function viewReport(model: ReportModel, render: RenderTemplate): ReportContent {
  const context = blockContext(model, render);
  const contents = viewContents(model.sections);
  const isComplete = model.completeness.state === 'complete';
  const messages = messagesFor(model.locale);
  const words = messages.document;
  return {
    lang: wordsLanguage(model.locale),
    words,
    severities: messages.severities,
    notAvailable: messages.notAvailable,
    better: messages.better,
    worse: messages.worse,
    changes: model.comparison === null ? '' : words.key.changes(model.comparison.label),
    colophon: words.colophon(model.title, model.period.short, model.issuedAtLabel, model.operator.name, model.toolVersion),
    scriptWords: JSON.stringify({ ...words.script, ...messages.severities }),
    documentTitle: words.title(model.title, model.customer.name, model.period.short),
    statement: writeStatement({ reportId: model.reportId, periodId: model.period.id, tenantId: model.customer.tenantId }),
    shapes: severityShapes(),
    hasCover: model.layout.cover === 'full',
    hasContents: model.layout.hasContents,
    layoutClass: [
      model.layout.cover === 'full' ? 'with-cover' : 'with-head',
      model.layout.hasContents ? 'with-contents' : 'without-contents',
    ].join(' '),
    title: model.title,
    customerName: model.customer.name,
    tenantId: model.customer.tenantId,
    periodShort: model.period.short,
    periodLong: model.period.long,
    hasComparison: model.comparison !== null,
    hasSeverities: model.sections.some(({ blocks }) => blocks.some(showsSeverities)),
    comparison: model.comparison?.label ?? '',
    operatorName: model.operator.name,
    serviceName: model.operator.serviceName,
    team: model.operator.deliveryTeam.map(viewMember),
    classification: model.classification,
    issuedAt: model.issuedAt,
    issuedAtLabel: model.issuedAtLabel,
    toolVersion: model.toolVersion,
    isComplete,
    completenessWord: isComplete ? words.completeData : words.incompleteData,
    completenessSummary: model.completeness.summary,
    hasLogo: model.brand.logo !== null,
    logoUri: model.brand.logo?.dataUri ?? '',
    logoAlt: model.brand.logo?.alt ?? '',
    hasOperatorLogo: model.brand.operatorLogo !== null,
    operatorLogoUri: model.brand.operatorLogo?.dataUri ?? '',
    operatorLogoAlt: model.brand.operatorLogo?.alt ?? '',
    contents,
    sections: model.sections.map((section, index) =>
      render('section', {
        id: section.id,
        kind: section.kind,
        kicker: kickerOf(contents[index]!, words),
        heading: section.heading,
        // Where the report has a callout of its own about it, once is enough.
        saysIncomplete:
          section.kind === 'summary' &&
          !isComplete &&
          !section.blocks.some((block) => block.kind === 'callout' && block.text === model.completeness.summary),
        incompleteWord: words.incomplete,
        incompleteness: model.completeness.summary,
        blocks: section.blocks.map((block) => renderBlock(block, context)),
      }),
    ),
  };
}

/** Sections count 1, 2, 3; appendices A, B, C; the summary stands before them without a number. */
export function viewContents(sections: readonly Section[]): readonly ContentsEntry[] {
  let sectionNumber = 0;
  let appendixNumber = 0;
  return sections.map(({ id, topic, heading, kind }) => {
    let number = '';
    if (kind === 'section') number = String((sectionNumber += 1));
    if (kind === 'appendix') number = appendixLetters((appendixNumber += 1));
    return { id, number, topic, heading, kind };
  });
}

function appendixLetters(place: number): string {
  return place <= 26 ? String.fromCodePoint(64 + place) : `A${place}`;
}

function kickerOf({ number, topic, kind }: ContentsEntry, words: Messages['document']): string {
  if (kind === 'summary') return topic;
  // The topic of an appendix may begin with its letter already.
  if (kind === 'appendix') return topic.startsWith(words.appendix(number)) ? topic : `${words.appendix(number)} · ${topic}`;
  return `${number} · ${topic}`;
}

/** The locale, or English where the words are English whatever the locale of dates and numbers: a screen reader has to pronounce them as such. */
export function wordsLanguage(locale: string): string {
  return spokenLanguage(locale) !== undefined && /^[A-Za-z]{2}(-[A-Za-z0-9]{2,8})*$/.test(locale) ? locale : 'en';
}

const emailForm = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$/;

function viewMember({ name, role, email }: TeamMember): ReportView['team'][number] {
  const hasLink = emailForm.test(email);
  return { name, role, email, hasLink, link: hasLink ? `mailto:${email}` : '' };
}

/** One definition of each shape; tables refer to it. */
export function severityShapes(): SafeHtml {
  const symbols = severityScale.map(
    ({ level, path, isRing }) =>
      `<symbol id="shape-${level}" viewBox="0 0 12 12"><path class="${isRing ? 'ring' : 'solid'}" d="${path}"/></symbol>`,
  );
  return trustMarkup(symbols.join(''));
}

/** Whether a block draws severities by their shapes, which the reader then has to be told. */
function showsSeverities(block: Block): boolean {
  switch (block.kind) {
    case 'columns':
      return block.columns.flat().some(showsSeverities);
    case 'table':
      return block.columns.some(({ form }) => form === 'severity');
    case 'chart':
      return 'series' in block.chart && block.chart.series.some(({ role }) => role.startsWith('severity-'));
    default:
      return false;
  }
}
