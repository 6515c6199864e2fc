import { formatIsoDuration, parseDuration } from '../duration.ts';
import type { RuleCheck } from './report.ts';
import { quote } from './report.ts';

const alertDetails = ['DisplayName', 'Severity'];
const aggregationKinds = ['SingleAlert', 'AlertPerResult'];
const matchingMethods = ['AllEntities', 'AnyAlert', 'Selected'];

/** Columns that a format text names, e.g. `User` of `Sign-in of {{User}}`. */
export function placeholdersOf(format: string): readonly string[] {
  return [...format.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/gu)].map((match) => match[1] ?? '');
}

const checkCustomDetails: RuleCheck = ({ rule }, report) => {
  const details = Object.entries(rule.customDetails ?? {});
  if (details.length > 20)
    report(
      ['customDetails'],
      'MXDR-RULE-CUSTOM-DETAIL',
      `${details.length} custom details; at most 20`,
      'keep those that an analyst needs first',
    );
  for (const [key, column] of details) {
    if (!/^[a-zA-Z]+\w*$/u.test(key) || key.length > 20)
      report(
        ['customDetails', key],
        'MXDR-RULE-CUSTOM-DETAIL',
        `${quote(key)} must be 1 to 20 letters, digits and underscores, beginning with a letter`,
        'write it as one word, e.g. IpAddress',
      );
    if (!/^[a-zA-Z_]\w{0,499}$/u.test(column))
      report(
        ['customDetails', key],
        'MXDR-RULE-CUSTOM-DETAIL',
        `${quote(column)} is not the name of a column`,
        'name a column of the query',
      );
  }
};

const checkOverride: RuleCheck = ({ rule }, report) => {
  const override = rule.alertDetailsOverride ?? {};
  for (const [field, most] of [
    ['alertDisplayNameFormat', 256],
    ['alertDescriptionFormat', 5000],
  ] as const) {
    const format = override[field];
    if (format === undefined) continue;
    if (format.length === 0 || format.length > most)
      report(
        ['alertDetailsOverride', field],
        'MXDR-RULE-OVERRIDE',
        `${field} has ${format.length} characters; 1 to ${most}`,
        'shorten it, or leave it out',
      );
    const placeholders = new Set(placeholdersOf(format));
    if (placeholders.size > 3)
      report(
        ['alertDetailsOverride', field],
        'MXDR-RULE-OVERRIDE',
        `${field} names ${placeholders.size} columns; at most 3`,
        'put the others into customDetails',
      );
  }
  (override.alertDynamicProperties ?? []).forEach(({ alertProperty }, index) => {
    if (alertProperty === 'ProductName')
      report(
        ['alertDetailsOverride', 'alertDynamicProperties', index],
        'MXDR-RULE-OVERRIDE',
        'ProductName must not be overridden',
        'the Defender portal drops such alerts',
      );
  });
};

const checkGrouping: RuleCheck = ({ rule }, report) => {
  const kind = rule.eventGroupingSettings?.aggregationKind;
  if (kind !== undefined && !aggregationKinds.includes(kind))
    report(
      ['eventGroupingSettings', 'aggregationKind'],
      'MXDR-RULE-GROUPING',
      `${quote(kind)} is not ${aggregationKinds.join(' or ')}`,
      'SingleAlert where nothing speaks for the other',
    );
  const grouping = rule.incidentConfiguration?.groupingConfiguration;
  if (grouping === undefined) return;
  const path = ['incidentConfiguration', 'groupingConfiguration'];
  const lookback = parseDuration(grouping.lookbackDuration);
  if (lookback === undefined || lookback < 5 || lookback > 7 * 1440)
    report(
      [...path, 'lookbackDuration'],
      'MXDR-RULE-GROUPING',
      `lookbackDuration ${quote(grouping.lookbackDuration)} must be ${formatIsoDuration(5)} to ${formatIsoDuration(7 * 1440)}`,
      'write PT5H where nothing speaks for another',
    );
  if (!matchingMethods.includes(grouping.matchingMethod))
    report(
      [...path, 'matchingMethod'],
      'MXDR-RULE-GROUPING',
      `${quote(grouping.matchingMethod)} is not one of ${matchingMethods.join(', ')}`,
      'AllEntities where nothing speaks for another',
    );
  const selected = [...grouping.groupByEntities, ...grouping.groupByAlertDetails, ...grouping.groupByCustomDetails];
  if (grouping.matchingMethod === 'Selected' && selected.length === 0)
    report(
      [...path, 'matchingMethod'],
      'MXDR-RULE-GROUPING',
      'matchingMethod Selected names nothing to group by',
      'fill groupByEntities, or choose AllEntities',
    );
  const mapped = new Set((rule.entityMappings ?? []).map(({ entityType }) => entityType));
  grouping.groupByEntities.forEach((entity, index) => {
    if (!mapped.has(entity))
      report(
        [...path, 'groupByEntities', index],
        'MXDR-RULE-GROUPING',
        `${quote(entity)} is not among the mapped entities`,
        'map it under entityMappings',
      );
  });
  grouping.groupByCustomDetails.forEach((detail, index) => {
    if (!Object.hasOwn(rule.customDetails ?? {}, detail))
      report(
        [...path, 'groupByCustomDetails', index],
        'MXDR-RULE-GROUPING',
        `${quote(detail)} is not among the custom details`,
        'add it under customDetails',
      );
  });
  grouping.groupByAlertDetails.forEach((detail, index) => {
    if (!alertDetails.includes(detail))
      report(
        [...path, 'groupByAlertDetails', index],
        'MXDR-RULE-GROUPING',
        `${quote(detail)} is not ${alertDetails.join(' or ')}`,
        'take it out',
      );
  });
};

/** What an alert carries and how alerts become incidents. */
export const checkAlertContent: RuleCheck = (loaded, report) => {
  checkCustomDetails(loaded, report);
  checkOverride(loaded, report);
  checkGrouping(loaded, report);
};
