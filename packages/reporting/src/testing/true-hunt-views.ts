import { severities } from '@mxdr/core';
import type { TruthHunt } from '@mxdr/simulator';
import type { TrueRow, TrueViews } from './true-incident-views.ts';

/** A month and the hunts that ended in it, as far as it lies before the end of the report's period. */
export interface HuntMonth {
  readonly month: string;
  readonly endUtc: string;
  readonly hunts: readonly TruthHunt[];
}

const results = { 'nothing-found': 'Nothing found', benign: 'Explained', 'threat-confirmed': 'Threat confirmed' } as const;
const rank = ({ severity }: TruthHunt): number => severities.indexOf(severity);
const suspicious = (hunts: readonly TruthHunt[]): readonly TruthHunt[] => hunts.filter(({ result }) => result !== 'nothing-found');
const confirmed = (hunts: readonly TruthHunt[]): number => hunts.filter(({ result }) => result === 'threat-confirmed').length;
const sent = (hunts: readonly TruthHunt[]): number => hunts.reduce((sum, { notifications }) => sum + notifications.length, 0);

/** What the report has to say of hunts. */
export interface TrueHunts {
  /** That ended in the period, in the order in which they ended. */
  readonly own: readonly TruthHunt[];
  readonly all: readonly TruthHunt[];
  /** Months of the trend, oldest first. */
  readonly months: readonly HuntMonth[];
  /** The last three months. */
  readonly recent: readonly HuntMonth[];
  readonly label: (month: string) => string;
}

export function trueHuntViews({ own, all, months, recent, label }: TrueHunts): TrueViews {
  const categories = [...new Set(own.map(({ category }) => category))].map((category) => ({
    category,
    hunts: own.filter((hunt) => hunt.category === category),
  }));
  const begin = Math.min(...all.map(({ startedUtc }) => Date.parse(startedUtc)));
  return {
    hunts: own.map((hunt) => ({
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
      Hypothesis: hunt.hypothesis,
      LookedAt: hunt.tables.join(', '),
      Rule: '',
    })),
    'hunts-by-category': categories
      .toSorted((a, b) => b.hunts.length - a.hunts.length || (a.category < b.category ? -1 : 1))
      .map(({ category, hunts }) => ({
        Category: category,
        Hunts: hunts.length,
        // Every hunt of the sample tenant has its conclusion.
        Summaries: hunts.length,
        Notifications: sent(hunts),
        NothingFound: hunts.length - suspicious(hunts).length,
        Explained: suspicious(hunts).length - confirmed(hunts),
        Confirmed: confirmed(hunts),
      })),
    'emerging-threats': own
      .toSorted((a, b) => rank(a) - rank(b))
      .map((hunt) => ({
        Title: hunt.title,
        Hypothesis: hunt.hypothesis,
        Category: hunt.category,
        Severity: hunt.severity,
        ImpactFound: hunt.result === 'threat-confirmed' ? 'yes' : 'no',
      })),
    'trending-threats': trending(suspicious(recent.flatMap(({ hunts }) => hunts))),
    'hunts-by-month': months.map(({ month, endUtc, hunts }): TrueRow => {
      const isKnown = Date.parse(endUtc) > begin;
      return {
        Month: label(month),
        Hunts: isKnown ? hunts.length : null,
        Suspicious: isKnown ? suspicious(hunts).length : null,
        Confirmed: isKnown ? confirmed(hunts) : null,
        Notifications: isKnown ? sent(hunts) : null,
        BecameRules: isKnown ? hunts.filter(({ becameRule }) => becameRule).length : null,
      };
    }),
  };
}

function trending(found: readonly TruthHunt[]): readonly TrueRow[] {
  const titles = [...new Set(found.map(({ title }) => title))].map((title) => {
    const hunts = found.filter((hunt) => hunt.title === title).toSorted((a, b) => rank(a) - rank(b));
    return { title, hunts, worst: hunts[0]! };
  });
  return titles
    .toSorted((a, b) => rank(a.worst) - rank(b.worst) || b.hunts.length - a.hunts.length || (a.title < b.title ? -1 : 1))
    .slice(0, 20)
    .map(({ title, hunts, worst }) => ({ Title: title, Severity: worst.severity, Times: hunts.length, Confirmed: confirmed(hunts) }));
}
