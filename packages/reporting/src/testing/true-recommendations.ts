import type { TruthMeasures } from '@mxdr/simulator';
import type { TrueViews } from './true-incident-views.ts';

const states = { done: 'Done', overdue: 'Overdue', open: 'Open' } as const;

/** Recommendations that were open or done in the period. */
export function trueRecommendations({ ledgers }: TruthMeasures): TrueViews {
  return {
    recommendations: ledgers.recommendations.map((item) => ({
      Id: item.id,
      Title: item.title,
      Product: item.product,
      Owner: item.owner,
      Created: item.createdUtc,
      Due: item.dueDate,
      State: states[item.state],
      Incidents: item.incidents.join(', '),
    })),
  };
}
