import type { MeasuredPeriod } from './true-period.ts';
import type { TrueViews } from './true-incident-views.ts';

const states = { done: 'Done', overdue: 'Overdue', open: 'Open' } as const;

/** Recommendations that were open or done in the period. The sample tenant's ledger has no history: it tells only what is done. */
export function trueRecommendations({ truth, endUtc }: MeasuredPeriod, timeZone: string): TrueViews {
  const dayOf = (instant: string): number =>
    Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant))) / 86_400_000;
  const lastInstant = new Date(Date.parse(endUtc) - 1).toISOString();
  return {
    recommendations: truth.ledgers.recommendations.map((item) => {
      const isDone = item.state === 'done';
      return {
        Id: item.id,
        Title: item.title,
        Product: item.product,
        Owner: item.owner,
        Created: item.createdUtc,
        Due: item.dueDate,
        State: states[item.state],
        Incidents: item.incidents.join(', '),
        Status: isDone ? 'Done' : 'Open',
        Since: isDone ? item.doneUtc : item.createdUtc,
        AgeDays: dayOf(isDone ? item.doneUtc! : lastInstant) - dayOf(item.createdUtc),
        Why: '',
        Effect: '',
      };
    }),
  };
}
