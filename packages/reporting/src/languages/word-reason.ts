import type { Reason } from '../dataset/reason.ts';
import { joinWith } from './join-words.ts';
import type { Messages } from './messages.ts';

/**
 * Says why a number is not there or not whole.
 * @param nullRuleOf what a metric says when there is nothing to measure
 */
export function wordReason(reason: Reason, messages: Messages, nullRuleOf: (metricId: string) => string): string {
  const { reasons } = messages;
  const names = (tables: readonly string[]): string => joinWith(messages.list, tables);
  switch (reason.kind) {
    case 'tables-missing':
      return reasons.tablesMissing(reason.tables.length, names(reason.tables));
    case 'query-failed':
      return reasons.queryFailed(reason.query, reason.message);
    case 'query-not-run':
      return reasons.queryNotRun(reason.query);
    case 'no-records':
      return reasons.noRecords(reason.tables.length, names(reason.tables));
    case 'no-column':
      return reasons.noColumn(reason.query, reason.column);
    case 'no-ledger':
      return {
        hunts: reasons.noHunts,
        recommendations: reasons.noRecommendations,
        tuning: reasons.noTuning,
        readiness: reasons.noReadiness,
        detections: reasons.noDetections,
        questions: reasons.noQuestions,
        decisions: reasons.noDecisions,
        'service-events': reasons.noServiceEvents,
        'check-ins': reasons.noCheckIns,
      }[reason.ledger];
    case 'no-credit-terms':
      return reasons.noCreditTerms;
    case 'devices-unread':
      return reasons.devicesUnread;
    case 'no-earlier-result':
      return reasons.noEarlierResult;
    case 'silence-elsewhere':
      return reasons.silenceElsewhere;
    case 'tables-unreadable':
      return reasons.tablesUnreadable;
    case 'history-too-short':
      return reasons.historyTooShort;
    case 'before-data':
      return reasons.beforeData;
    case 'data-begins-within':
      return reasons.dataBeginsWithin;
    case 'nothing-to-measure':
      return nullRuleOf(reason.metricId);
    case 'partial':
      return joinWith(
        messages.join,
        reason.reasons.map(({ message }) => message),
      );
  }
}
