import type { NrtAlert } from '@mxdr/detections';

/** The arguments that scheduled and near-real-time rules share, every one of them said. */
export function alertArguments(alert: NrtAlert) {
  const { incident } = alert;
  return {
    displayName: alert.displayName,
    description: alert.description,
    severity: alert.severity,
    enabled: alert.enabled,
    query: alert.query,
    tactics: [...alert.tactics],
    techniques: [...alert.techniques],
    entityMapping: alert.entityMapping.map(({ entityType, fieldMapping }) => ({
      entityType,
      fieldMapping: fieldMapping.map((field) => ({ ...field })),
    })),
    sentinelEntityMapping: alert.sentinelEntityMapping.map((mapping) => ({ ...mapping })),
    customDetails: { ...alert.customDetails },
    alertDetailsOverride: alert.alertDetailsOverride.map((override) => ({
      ...override,
      dynamicProperty: override.dynamicProperty.map((property) => ({ ...property })),
    })),
    eventGrouping: { ...alert.eventGrouping },
    incident: {
      createIncidentEnabled: incident.createIncidentEnabled,
      grouping: {
        ...incident.grouping,
        byEntities: [...incident.grouping.byEntities],
        byAlertDetails: [...incident.grouping.byAlertDetails],
        byCustomDetails: [...incident.grouping.byCustomDetails],
      },
    },
    suppressionEnabled: alert.suppressionEnabled,
    suppressionDuration: alert.suppressionDuration,
  };
}
