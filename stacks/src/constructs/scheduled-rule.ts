import { SentinelAlertRuleScheduled } from '@cdktf/provider-azurerm/lib/sentinel-alert-rule-scheduled/index.js';
import type { ScheduledAlert } from '@mxdr/detections';
import { Construct } from 'constructs';
import { addressOf, stableId } from '../stable-ids.ts';

export interface ScheduledRuleProps {
  readonly customerId: string;
  /** `workspaceId` of the onboarding, which makes the rule wait for Sentinel. */
  readonly workspaceId: string;
  readonly alert: ScheduledAlert;
}

/** One scheduled analytics rule. */
export class ScheduledRule extends Construct {
  constructor(scope: Construct, { customerId, workspaceId, alert }: ScheduledRuleProps) {
    super(scope, alert.contentId);
    const { incident } = alert;
    const rule = new SentinelAlertRuleScheduled(this, 'rule', {
      name: stableId(customerId, 'rule', alert.contentId),
      logAnalyticsWorkspaceId: workspaceId,
      displayName: alert.displayName,
      description: alert.description,
      severity: alert.severity,
      enabled: alert.enabled,
      query: alert.query,
      queryFrequency: alert.queryFrequency,
      queryPeriod: alert.queryPeriod,
      triggerOperator: alert.triggerOperator,
      triggerThreshold: alert.triggerThreshold,
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
    });
    rule.overrideLogicalId(addressOf('rule', alert.contentId));
  }
}
