import type { JsonValue, ResultColumn } from '@mxdr/core';
import type { Rule } from './rule-schema.ts';

/** An entity of an alert: its type, and the identifiers that have a value. */
export interface AlertEntity {
  readonly type: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/** An entity as a test or an attack expects it: type and identifiers beside each other. */
export type ExpectedEntity = Readonly<{ type: string } & Record<string, string>>;

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Entities that the rule's mappings make of one row of its result, as Sentinel does: an identifier without a value is left out, and an
 * entity without identifiers does not exist.
 */
export function entitiesOfRow(
  rule: Pick<Rule, 'entityMappings'>,
  columns: readonly ResultColumn[],
  row: readonly JsonValue[],
): readonly AlertEntity[] {
  return (rule.entityMappings ?? []).flatMap(({ entityType, fieldMappings }) => {
    const identifiers = Object.fromEntries(
      fieldMappings
        .map(({ identifier, columnName }) => [identifier, textOf(row[columns.findIndex(({ name }) => name === columnName)])] as const)
        .filter(([, value]) => value !== ''),
    );
    return Object.keys(identifiers).length === 0 ? [] : [{ type: entityType, identifiers }];
  });
}

/** Whether the entity is of that type and has every identifier with exactly that value; it may have more. */
export function isExpectedEntity(entity: AlertEntity, { type, ...identifiers }: ExpectedEntity): boolean {
  return (
    entity.type.toLowerCase() === type.toLowerCase() &&
    Object.entries(identifiers).every(([name, value]) => entity.identifiers[name] === value)
  );
}

/** For messages: `Account(Name=ada, UPNSuffix=contoso.example)`. */
export function describeEntity(type: string, identifiers: Readonly<Record<string, string>>): string {
  return `${type}(${Object.entries(identifiers)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')})`;
}
