import type { Classification } from './detection-catalogue.ts';
import { detectionKind } from './detection-catalogue.ts';
import type { KnownIncident } from './measure-truth.ts';

/** What one detection brought: the `closed` incidents of one analytics rule or, where no rule made them, of one title. */
export interface DetectionMeasure {
  /** Null for incidents that no analytics rule made. */
  readonly ruleId: string | null;
  /** Title of the newest of the incidents, as a rule's title can name a user or a device. */
  readonly title: string;
  readonly incidents: number;
  /** By known classification; adds up to `incidents`. */
  readonly byClassification: Readonly<Record<Classification, number>>;
  /** Alerts that the incidents hold. */
  readonly alerts: number;
}

/** In the order in which the incidents were created. */
export function measureDetections(
  closed: readonly KnownIncident[],
  countByClassification: (incidents: readonly KnownIncident[]) => Readonly<Record<Classification, number>>,
): readonly DetectionMeasure[] {
  // Which rule made an incident is known from what was simulated, not from what its alerts say.
  const ruleOf = ({ incident }: KnownIncident): string | null => detectionKind(incident.detectionId).ruleId ?? null;
  const groups = new Map<string, KnownIncident[]>();
  for (const item of closed) {
    const key = JSON.stringify([ruleOf(item), ruleOf(item) === null ? item.incident.title : '']);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map((members) => {
    const newest = members.reduce((latest, item) => (item.incident.createdUtc > latest.incident.createdUtc ? item : latest));
    return {
      ruleId: ruleOf(newest),
      title: newest.incident.title,
      incidents: members.length,
      byClassification: countByClassification(members),
      alerts: members.reduce((total, { state }) => total + state.alertIds.length, 0),
    };
  });
}
