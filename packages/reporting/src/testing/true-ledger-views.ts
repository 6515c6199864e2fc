import type { TruthMeasures } from '@mxdr/simulator';
import type { TrueViews } from './true-incident-views.ts';

const results = { 'nothing-found': 'Nothing found', benign: 'Explained', 'threat-confirmed': 'Threat confirmed' } as const;
const states = { done: 'Done', overdue: 'Overdue', open: 'Open' } as const;

/** Hunts that ended in the period and recommendations that were open or done in it. */
export function trueLedgerViews({ ledgers }: TruthMeasures): TrueViews {
  return {
    hunts: ledgers.hunts.map((hunt) => ({
      Id: hunt.id,
      Title: hunt.title,
      Category: hunt.category,
      Severity: hunt.severity,
      Started: hunt.startedUtc,
      Ended: hunt.endedUtc,
      Result: results[hunt.result],
      Summary: hunt.summary,
      Notifications: hunt.notifications.length,
      BecameRule: hunt.becameRule ? 'yes' : 'no',
    })),
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
