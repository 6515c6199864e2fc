import { parseDuration } from '../duration.ts';
import { entityTypes } from '../entity-identifiers.ts';
import { placeholdersOf } from '../checks/alert-content.ts';
import type { RuleDocument } from './rule-document.ts';

interface FieldMapping {
  readonly identifier: string;
  readonly columnName: string;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameName(text: string, names: readonly string[]): string | undefined {
  return names.find((name) => name.toLowerCase() === text.trim().toLowerCase());
}

function readFields(value: unknown): readonly FieldMapping[] {
  return (Array.isArray(value) ? value : []).flatMap((field: unknown) =>
    isRecord(field) && typeof field['identifier'] === 'string' && typeof field['columnName'] === 'string'
      ? [{ identifier: field['identifier'], columnName: field['columnName'].trim() }]
      : [],
  );
}

/** One mapping that Sentinel takes, or why there is none. */
function mendMapping(
  mapping: Readonly<Record<string, unknown>>,
  say: (why: string) => void,
): Readonly<Record<string, unknown>> | undefined {
  const written = String(mapping['entityType']);
  const type = sameName(written, Object.keys(entityTypes));
  const known = type === undefined ? undefined : entityTypes[type];
  if (type === undefined || known === undefined || type === 'IoTDevice') {
    say(`${written}: dropped, as it cannot be mapped`);
    return undefined;
  }
  if (type !== written) say(`${written} written as ${type}`);
  const fields: FieldMapping[] = [];
  for (const { identifier, columnName } of readFields(mapping['fieldMappings'])) {
    const name = sameName(identifier, known.identifiers);
    if (name === undefined) say(`${type}.${identifier}: dropped, as ${type} has no such identifier`);
    else if (fields.some((field) => field.identifier === name)) say(`${type}.${name}: the second one dropped`);
    else {
      if (name !== identifier) say(`${type}.${identifier} written as ${name}`);
      fields.push({ identifier: name, columnName });
    }
  }
  if (fields.length > 3) say(`${type}: the first three of ${fields.length} fields kept`);
  const kept = fields.slice(0, 3);
  if (!known.strongSets.some((set) => set.every((identifier) => kept.some((field) => field.identifier === identifier)))) {
    say(`${type}: dropped, as nothing in it tells one from another`);
    return undefined;
  }
  return { ...mapping, entityType: type, fieldMappings: kept };
}

function mendEntities(rule: RuleDocument): void {
  if (!rule.has(['entityMappings'])) return;
  const written = rule.list(['entityMappings']).filter(isRecord);
  if (written.length === 0) {
    rule.remove(['entityMappings'], 'entityMappings: empty; removed');
    return;
  }
  const whys: string[] = [];
  const mended = written.flatMap((mapping) => mendMapping(mapping, (why) => whys.push(why)) ?? []);
  const most = (rule.text(['kind']) === 'NRT' ? 5 : 10) - rule.list(['sentinelEntitiesMappings']).length;
  if (mended.length > most) whys.push(`the first ${most} of ${mended.length} kept`);
  const kept = mended.slice(0, Math.max(0, most));
  if (kept.length === 0) rule.remove(['entityMappings'], `entityMappings: removed, as none is left: ${whys.join('; ')}`);
  else if (whys.length > 0) rule.set(['entityMappings'], kept, `entityMappings: ${whys.join('; ')}`);
}

function mendDetails(rule: RuleDocument): void {
  if (!rule.has(['customDetails'])) return;
  const written = rule.get(['customDetails']);
  const entries = Object.entries(isRecord(written) ? written : {}).flatMap(([key, column]) =>
    typeof column === 'string' ? [[key, column.trim()] as const] : [],
  );
  const mended = new Map<string, string>();
  for (const [key, column] of entries) {
    const bare = key
      .replaceAll(/\W/gu, '')
      .replace(/^[^a-zA-Z]+/u, '')
      .slice(0, 20);
    if (bare !== '' && /^[a-zA-Z_]\w{0,499}$/u.test(column) && !mended.has(bare) && mended.size < 20) mended.set(bare, column);
  }
  if (mended.size === 0) rule.remove(['customDetails'], 'customDetails: removed, as none is left');
  else if (JSON.stringify([...mended]) !== JSON.stringify(entries)) {
    const changed = entries.filter(([key, column]) => mended.get(key) !== column).map(([key]) => key);
    rule.set(
      ['customDetails'],
      Object.fromEntries(mended),
      `customDetails: names of letters and digits, at most 20 long: ${changed.join(', ')}`,
    );
  }
}

function mendOverride(rule: RuleDocument): void {
  for (const key of rule.keys(['alertDetailsOverride'])) {
    const path = ['alertDetailsOverride', key];
    if (rule.get(path) === null) rule.remove(path, `${key}: empty; removed`);
  }
  for (const [field, most] of [
    ['alertDisplayNameFormat', 256],
    ['alertDescriptionFormat', 5000],
  ] as const) {
    const path = ['alertDetailsOverride', field];
    const format = rule.text(path);
    if (format !== undefined && (format.trim() === '' || format.length > most || new Set(placeholdersOf(format)).size > 3))
      rule.remove(path, `${field}: removed, as Azure takes 1 to ${most} characters and at most three columns`);
  }
  if (rule.has(['alertDetailsOverride']) && rule.keys(['alertDetailsOverride']).length === 0)
    rule.remove(['alertDetailsOverride'], 'alertDetailsOverride: empty; removed');
}

function mendGrouping(rule: RuleDocument): void {
  if (rule.text(['kind']) === 'NRT' && !rule.has(['eventGroupingSettings', 'aggregationKind']))
    rule.set(
      ['eventGroupingSettings'],
      { aggregationKind: 'SingleAlert' },
      'eventGroupingSettings: SingleAlert, which an NRT rule must say',
    );
  const kind = rule.text(['eventGroupingSettings', 'aggregationKind']);
  const known = kind === undefined ? undefined : sameName(kind, ['SingleAlert', 'AlertPerResult']);
  if (kind !== known) {
    if (known === undefined) rule.remove(['eventGroupingSettings'], `aggregationKind: ${kind} is unknown; removed`);
    else rule.set(['eventGroupingSettings', 'aggregationKind'], known, `aggregationKind: ${kind} written as ${known}`);
  }
  const path = ['incidentConfiguration', 'groupingConfiguration'];
  if (!rule.has(path)) return;
  const mapped = rule.list(['entityMappings']).flatMap((mapping) => (isRecord(mapping) ? [mapping['entityType']] : []));
  const keep = (field: string, allowed: readonly unknown[]): void => {
    const written = rule.list([...path, field]);
    const kept = written.filter((one) => allowed.includes(one));
    if (kept.length < written.length) rule.set([...path, field], kept, `${field}: what the rule does not map dropped`);
    else if (rule.get([...path, field]) === null) rule.set([...path, field], [], `${field}: empty; an empty list`);
  };
  keep('groupByEntities', mapped);
  keep('groupByCustomDetails', rule.keys(['customDetails']));
  keep('groupByAlertDetails', ['DisplayName', 'Severity']);
  const method = rule.text([...path, 'matchingMethod']);
  const name = method === undefined ? undefined : sameName(method, ['AllEntities', 'AnyAlert', 'Selected']);
  const isEmpty = ['groupByEntities', 'groupByCustomDetails', 'groupByAlertDetails'].every(
    (field) => rule.list([...path, field]).length === 0,
  );
  const mended = name === undefined || (name === 'Selected' && isEmpty) ? 'AllEntities' : name;
  if (method !== undefined && method !== mended)
    rule.set([...path, 'matchingMethod'], mended, `matchingMethod: ${method} written as ${mended}`);
  const lookback = rule.text([...path, 'lookbackDuration']);
  const minutes = lookback === undefined ? undefined : parseDuration(lookback);
  if (lookback !== undefined && (minutes === undefined || minutes < 5 || minutes > 7 * 1440))
    rule.set([...path, 'lookbackDuration'], 'PT5H', `lookbackDuration: ${lookback} is out of bounds; PT5H`);
}

/** Entities, details and grouping: what Sentinel would refuse or drop is dropped here, and said. */
export function mendAlerts(rule: RuleDocument): void {
  mendEntities(rule);
  mendDetails(rule);
  mendOverride(rule);
  mendGrouping(rule);
}
