import type { KnownIncident } from './measure-truth.ts';
import type { TruthAlert, TruthAsset } from './truth.ts';

/** A user or device and the number of incidents that name it. */
export interface AssetCount extends TruthAsset {
  readonly incidents: number;
  /** Of these, with the known severity `High`. */
  readonly highSeverity: number;
}

/** An asset counts once per incident, however many alerts name it. */
export function measureAssets(
  incidents: readonly KnownIncident[],
  assetsOf: (alert: TruthAlert) => readonly TruthAsset[],
): readonly AssetCount[] {
  const counts = new Map<string, AssetCount>();
  for (const { alerts, state } of incidents) {
    const inIncident = new Map(alerts.flatMap(assetsOf).map((asset) => [asset.id, asset]));
    for (const asset of inIncident.values()) {
      const before = counts.get(asset.id);
      const isHigh = state.severity === 'High';
      counts.set(asset.id, {
        ...asset,
        incidents: (before?.incidents ?? 0) + 1,
        highSeverity: (before?.highSeverity ?? 0) + (isHigh ? 1 : 0),
      });
    }
  }
  return [...counts.values()].sort((left, right) => right.incidents - left.incidents || (left.id < right.id ? -1 : 1));
}
