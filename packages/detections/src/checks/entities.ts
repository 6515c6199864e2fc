import { nearestName } from '@mxdr/core';
import { entityTypes } from '../entity-identifiers.ts';
import type { Report, RuleCheck } from './report.ts';
import { quote } from './report.ts';

type Mapping = NonNullable<Parameters<RuleCheck>[0]['rule']['entityMappings']>[number];

const mostMappings = { Scheduled: 10, NRT: 5 } as const;
const columnName = /^[a-zA-Z_]\w{0,499}$/u;

function didYouMean(text: string, names: readonly string[]): string {
  const nearest = nearestName(text, names);
  return nearest === undefined ? `one of ${names.join(', ')}` : `did you mean ${nearest}?`;
}

function checkMapping({ entityType, fieldMappings }: Mapping, index: number, report: Report): void {
  const path = ['entityMappings', index];
  const type = Object.hasOwn(entityTypes, entityType) ? entityTypes[entityType] : undefined;
  if (type === undefined) {
    report(
      [...path, 'entityType'],
      'MXDR-RULE-ENTITY',
      `entity type ${quote(entityType)} is unknown`,
      didYouMean(entityType, Object.keys(entityTypes)) ?? `one of ${Object.keys(entityTypes).join(', ')}`,
    );
    return;
  }
  if (entityType === 'IoTDevice')
    report([...path, 'entityType'], 'MXDR-RULE-ENTITY', 'IoTDevice cannot be deployed by Terraform', 'map the Host or the IP instead');
  if (fieldMappings.length === 0 || fieldMappings.length > 3)
    report(
      [...path, 'fieldMappings'],
      'MXDR-RULE-ENTITY',
      `${entityType} has ${fieldMappings.length} field mappings; 1 to 3`,
      'map the ones that tell it apart',
    );
  const seen = new Set<string>();
  fieldMappings.forEach(({ identifier, columnName: column }, field) => {
    const place = [...path, 'fieldMappings', field];
    if (!type.identifiers.includes(identifier))
      report(
        [...place, 'identifier'],
        'MXDR-RULE-ENTITY',
        `${quote(identifier)} is not an identifier of ${entityType}`,
        didYouMean(identifier, type.identifiers) ?? `one of ${type.identifiers.join(', ')}`,
      );
    if (seen.has(identifier))
      report([...place, 'identifier'], 'MXDR-RULE-ENTITY', `${identifier} is mapped twice in this ${entityType}`, 'keep one of them');
    seen.add(identifier);
    if (!columnName.test(column))
      report([...place, 'columnName'], 'MXDR-RULE-ENTITY', `${quote(column)} is not the name of a column`, 'name a column of the query');
  });
  if (!type.strongSets.some((set) => set.every((identifier) => seen.has(identifier))))
    report(
      path,
      'MXDR-RULE-ENTITY',
      `${entityType} is mapped without an identifier that tells it apart`,
      `map ${type.strongSets.map((set) => set.join(' and ')).join(', or ')}`,
    );
}

/** Since July 2026 the name of an account is what stands before the "@" alone. */
function checkAccountName({ entityType, fieldMappings }: Mapping, index: number, report: Report): void {
  const mapped = new Set(fieldMappings.map(({ identifier }) => identifier));
  if (entityType !== 'Account' || !mapped.has('Name') || mapped.size > 1) return;
  report(
    ['entityMappings', index],
    'MXDR-RULE-ACCOUNT',
    'Account is mapped by Name alone, which since July 2026 holds only what stands before the "@": two domains may share it',
    'map UPNSuffix or NTDomain beside it, or AadUserId',
    'hint',
  );
}

/** Types, identifiers, strong sets and counts of the mapped entities. */
export const checkEntities: RuleCheck = ({ rule }, report) => {
  const mappings = rule.entityMappings ?? [];
  const readyMade = rule.sentinelEntitiesMappings ?? [];
  const most = rule.kind === 'NRT' ? mostMappings.NRT : mostMappings.Scheduled;
  if (mappings.length + readyMade.length > most)
    report(
      ['entityMappings'],
      'MXDR-RULE-ENTITY',
      `${mappings.length + readyMade.length} entity mappings; at most ${most} for ${rule.kind}`,
      'keep those that an analyst needs first',
    );
  mappings.forEach((mapping, index) => {
    checkMapping(mapping, index, report);
    checkAccountName(mapping, index, report);
  });
  readyMade.forEach(({ columnName: column }, index) => {
    if (!columnName.test(column))
      report(
        ['sentinelEntitiesMappings', index, 'columnName'],
        'MXDR-RULE-ENTITY',
        `${quote(column)} is not the name of a column`,
        'name a column of the query',
      );
  });
};
