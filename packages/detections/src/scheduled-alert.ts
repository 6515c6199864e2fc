import { parentTechnique } from './attack-matrix.ts';
import { formatIsoDuration, parseDuration } from './duration.ts';
import { ruleNotDeployable } from './errors.ts';
import type { Rule } from './rule-schema.ts';

/** A rule of either kind as the Terraform provider takes it: every argument present, none left to a default. */
export interface NrtAlert {
  readonly contentId: string;
  readonly displayName: string;
  readonly description: string;
  readonly severity: string;
  readonly enabled: boolean;
  readonly query: string;
  readonly tactics: readonly string[];
  /** Parents only: the API refuses sub-techniques. */
  readonly techniques: readonly string[];
  readonly entityMapping: readonly {
    readonly entityType: string;
    readonly fieldMapping: readonly { readonly identifier: string; readonly columnName: string }[];
  }[];
  readonly sentinelEntityMapping: readonly { readonly columnName: string }[];
  readonly customDetails: Readonly<Record<string, string>>;
  readonly alertDetailsOverride: readonly {
    readonly displayNameFormat?: string;
    readonly descriptionFormat?: string;
    readonly severityColumnName?: string;
    readonly tacticsColumnName?: string;
    readonly dynamicProperty: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly eventGrouping: { readonly aggregationMethod: string };
  readonly incident: {
    readonly createIncidentEnabled: boolean;
    readonly grouping: {
      readonly enabled: boolean;
      readonly reopenClosedIncidents: boolean;
      readonly lookbackDuration: string;
      readonly entityMatchingMethod: string;
      readonly byEntities: readonly string[];
      readonly byAlertDetails: readonly string[];
      readonly byCustomDetails: readonly string[];
    };
  };
  readonly suppressionEnabled: boolean;
  readonly suppressionDuration: string;
}

/** A rule that runs by the clock. */
export interface ScheduledAlert extends NrtAlert {
  /** ISO 8601. */
  readonly queryFrequency: string;
  /** ISO 8601. */
  readonly queryPeriod: string;
  readonly triggerOperator: TriggerOperator;
  readonly triggerThreshold: number;
}

export type TriggerOperator = 'GreaterThan' | 'LessThan' | 'Equal' | 'NotEqual';

const triggerOperators: Readonly<Record<string, TriggerOperator>> = {
  gt: 'GreaterThan',
  lt: 'LessThan',
  eq: 'Equal',
  ne: 'NotEqual',
  greaterthan: 'GreaterThan',
  lessthan: 'LessThan',
  equal: 'Equal',
  notequal: 'NotEqual',
};

/** The operator in Azure's spelling; `undefined` for an unknown one. */
export function parseTriggerOperator(text: string): TriggerOperator | undefined {
  return triggerOperators[text.toLowerCase()];
}

function toIso(rule: Rule, field: string, text: string | undefined): string {
  const minutes = text === undefined ? undefined : parseDuration(text);
  if (minutes === undefined) throw ruleNotDeployable(rule.name, `${field} is not a duration`);
  return formatIsoDuration(minutes);
}

/** Sentinel refuses a suppression that is shorter than the frequency, even one that is switched off. */
function suppressionOf(rule: Rule): string {
  if (rule.suppressionDuration !== undefined) return toIso(rule, 'suppressionDuration', rule.suppressionDuration);
  const frequency = parseDuration(rule.queryFrequency ?? '') ?? 0;
  return formatIsoDuration(Math.min(Math.max(frequency, 300), 1440));
}

function mapCommon(rule: Rule): NrtAlert {
  const override = rule.alertDetailsOverride ?? undefined;
  const grouping = rule.incidentConfiguration?.groupingConfiguration;
  return {
    contentId: rule.id.toLowerCase(),
    displayName: rule.name,
    description: rule.description.trim(),
    severity: rule.severity,
    enabled: true,
    query: rule.query.trim(),
    tactics: [...new Set(rule.tactics)].toSorted(),
    techniques: [...new Set(rule.relevantTechniques.map(parentTechnique))].toSorted(),
    entityMapping: (rule.entityMappings ?? []).map(({ entityType, fieldMappings }) => ({
      entityType,
      fieldMapping: fieldMappings.map(({ identifier, columnName }) => ({ identifier, columnName })),
    })),
    sentinelEntityMapping: (rule.sentinelEntitiesMappings ?? []).map(({ columnName }) => ({ columnName })),
    customDetails: rule.customDetails ?? {},
    alertDetailsOverride:
      override === undefined
        ? []
        : [
            {
              ...(override.alertDisplayNameFormat === undefined ? {} : { displayNameFormat: override.alertDisplayNameFormat }),
              ...(override.alertDescriptionFormat === undefined ? {} : { descriptionFormat: override.alertDescriptionFormat }),
              ...(override.alertSeverityColumnName == null ? {} : { severityColumnName: override.alertSeverityColumnName }),
              ...(override.alertTacticsColumnName == null ? {} : { tacticsColumnName: override.alertTacticsColumnName }),
              dynamicProperty: (override.alertDynamicProperties ?? []).map(({ alertProperty, value }) => ({ name: alertProperty, value })),
            },
          ],
    eventGrouping: { aggregationMethod: rule.eventGroupingSettings?.aggregationKind ?? 'SingleAlert' },
    incident: {
      createIncidentEnabled: rule.incidentConfiguration?.createIncident ?? true,
      grouping: {
        enabled: grouping?.enabled ?? false,
        reopenClosedIncidents: grouping?.reopenClosedIncident ?? false,
        lookbackDuration: toIso(rule, 'lookbackDuration', grouping?.lookbackDuration ?? 'PT5H'),
        entityMatchingMethod: grouping?.matchingMethod ?? 'AllEntities',
        byEntities: grouping?.groupByEntities ?? [],
        byAlertDetails: grouping?.groupByAlertDetails ?? [],
        byCustomDetails: grouping?.groupByCustomDetails ?? [],
      },
    },
    suppressionEnabled: rule.suppressionEnabled,
    suppressionDuration: suppressionOf(rule),
  };
}

/**
 * Maps a validated scheduled rule to the provider's arguments: pure, every default explicit, sub-techniques cut to their parents.
 * @throws AppError internal `MXDR-RULE-NOT-DEPLOYABLE` for a rule that `validateRules` would have refused
 */
export function mapRuleToScheduledAlert(rule: Rule): ScheduledAlert {
  if (rule.kind !== 'Scheduled') throw ruleNotDeployable(rule.name, `kind ${rule.kind} is not Scheduled`);
  const triggerOperator = parseTriggerOperator(rule.triggerOperator ?? '');
  if (triggerOperator === undefined || rule.triggerThreshold === undefined) throw ruleNotDeployable(rule.name, 'its trigger is incomplete');
  return {
    ...mapCommon(rule),
    queryFrequency: toIso(rule, 'queryFrequency', rule.queryFrequency),
    queryPeriod: toIso(rule, 'queryPeriod', rule.queryPeriod),
    triggerOperator,
    triggerThreshold: rule.triggerThreshold,
  };
}

/**
 * Maps a validated near-real-time rule: as `mapRuleToScheduledAlert`, without a clock and a trigger. Azure runs it every minute.
 * @throws AppError internal `MXDR-RULE-NOT-DEPLOYABLE` for a rule that `validateRules` would have refused
 */
export function mapRuleToNrtAlert(rule: Rule): NrtAlert {
  if (rule.kind !== 'NRT') throw ruleNotDeployable(rule.name, `kind ${rule.kind} is not NRT`);
  return mapCommon(rule);
}
