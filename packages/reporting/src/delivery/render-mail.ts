import { createHash } from 'node:crypto';
import type { Customer, Operator } from '@mxdr/core';
import { checkModel } from '../document/check-model.ts';
import { writeStatement } from '../document/report-statement.ts';
import { loadTemplates } from '../document/template-engine.ts';
import type { MailView } from '../document/template-views.ts';
import type { ReportModel } from '../model/report-model.ts';
import { noRecipient } from './errors.ts';
import type { MailAddress } from './mime-message.ts';
import { writeMessage } from './mime-message.ts';
import type { ReportDigest } from './report-digest.ts';
import { digestReport } from './report-digest.ts';

/**
 * Who a report is sent to: the customer's contacts for the service review, in their order.
 * @throws AppError MXDR-MAIL-NO-RECIPIENT
 */
export function mailRecipients({ id, contacts }: Customer): readonly MailAddress[] {
  const found = contacts.filter(({ role }) => role === 'service-review').toSorted((a, b) => a.order - b.order);
  if (found.length === 0) throw noRecipient(id);
  return found.map(({ name, email }) => ({ name, address: email }));
}

/**
 * A report as a mail that is ready to be sent: its summary as text and as HTML, the PDF attached. From the first of the delivery team in the
 * operator's name, to the customer's contacts for the service review, dated by the report's issue. Equal arguments give equal bytes.
 * @param pdf of `renderPdf`
 * @throws AppError MXDR-MAIL-…, MXDR-REPORT-MODEL-INVALID
 */
export async function renderMail(model: ReportModel, pdf: Uint8Array, customer: Customer, operator: Operator): Promise<string> {
  checkModel(model);
  const to = mailRecipients(customer);
  const digest = digestReport(model);
  const [{ wordsLanguage }, render] = await Promise.all([import('../document/report-view.ts'), loadTemplates()]);
  const language = wordsLanguage(model.locale);
  const html = render('mail', viewMail(digest, language, model.brand.accent));
  const text = mailText(digest);
  const statement = writeStatement({ reportId: model.reportId, periodId: model.period.id, tenantId: model.customer.tenantId });
  const id = createHash('sha256')
    .update([statement, html, text, ...to.map(({ address }) => address)].join('\n'))
    .update(pdf)
    .digest('hex');
  return writeMessage({
    from: { name: operator.name, address: operator.deliveryTeam[0]!.email },
    to,
    subject: digest.subject,
    date: model.issuedAt,
    id: id.slice(0, 40),
    language,
    headers: { 'X-Mxdr-Report': statement },
    body: {
      type: 'multipart/mixed',
      parts: [
        {
          type: 'multipart/alternative',
          parts: [
            { type: 'text/plain', text },
            { type: 'text/html', text: html },
          ],
        },
        { type: 'application/pdf', fileName: `${model.customer.id}-${model.reportId}-${model.period.id}.pdf`, bytes: pdf },
      ],
    },
  });
}

function viewMail(digest: ReportDigest, lang: string, accent: string): MailView {
  return {
    ...digest,
    lang,
    accent,
    hasMetrics: digest.metrics.length > 0,
    metrics: digest.metrics.map((metric) => ({ ...metric, hasMark: metric.mark !== '' })),
    hasFindings: digest.findings.length > 0,
    asksForDecisions: digest.decisions.length > 0 || digest.noDecision !== '',
    hasMoreDecisions: digest.moreDecisions !== '',
    hasDecisions: digest.decisions.length > 0,
    decisions: digest.decisions.map((decision) => ({ ...decision, hasDetail: decision.detail !== '' })),
  };
}

/** For programs that show no HTML, and for people who prefer it. */
function mailText(digest: ReportDigest): string {
  const { words } = digest;
  const block = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', title, ...lines]);
  const decisions = digest.decisions.flatMap(({ text, ownerAndDue, detail }, index) => [
    `${index + 1}. ${text}`,
    `   ${ownerAndDue}${detail === '' ? '' : `. ${detail}`}`,
  ]);
  return `${[
    digest.title,
    `${digest.customerName}, ${digest.periodShort}`,
    digest.classification,
    '',
    digest.heading,
    '',
    `${digest.completenessWord}: ${digest.completeness}`,
    ...block(
      words.metrics,
      digest.metrics.map(
        ({ label, value, mark, change }) => `- ${label}: ${[value, mark, change].filter((part) => part !== '').join('; ')}`,
      ),
    ),
    ...block(
      words.findings,
      digest.findings.map((finding) => `- ${finding}`),
    ),
    ...block(words.decisions, decisions.length > 0 || digest.noDecision === '' ? decisions : [digest.noDecision]),
    ...(digest.moreDecisions === '' ? [] : [digest.moreDecisions]),
    '',
    words.attached,
    digest.periodLong,
    `${digest.tenant}. ${digest.issued}`,
  ].join('\n')}\n`;
}
