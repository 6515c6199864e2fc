import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { customerSchema } from './customer.ts';
import { operatorSchema } from './operator.ts';
import { reportJobSchema } from './report-job.ts';
import { reportScheduleSchema } from './report-schedule.ts';
import { tenantFactsSchema } from './tenant-facts.ts';

type JsonSchema = z.core.JSONSchema._JSONSchema;

/** Every field of a schema with its path and description, those in lists, maps and unions included. */
function fieldsOf(schema: JsonSchema | undefined, path = ''): readonly (readonly [string, string])[] {
  if (typeof schema !== 'object') return [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]): readonly (readonly [string, string])[] => [
    [`${path}.${key}`, typeof field === 'object' ? (field.description ?? '') : ''],
    ...fieldsOf(field, `${path}.${key}`),
  ]);
  const items = Array.isArray(schema.items) ? schema.items : [schema.items];
  return [
    ...own,
    ...[...items, schema.additionalProperties, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => fieldsOf(one, path)),
  ];
}

describe.each([
  ['customer.yaml', customerSchema],
  ['operator.yaml', operatorSchema],
  ['facts.json', tenantFactsSchema],
  ['a job', reportJobSchema],
  ['schedule.yaml', reportScheduleSchema],
])('the schema of %s', (_, schema) => {
  // An editor shows these texts; a field without one is a question to the team.
  const fields = fieldsOf(z.toJSONSchema(schema, { io: 'input' }));

  it('describes every field', () => {
    expect(fields.length).toBeGreaterThan(9);
    expect(fields.filter(([, description]) => description.length < 5).map(([path]) => path)).toEqual([]);
  });
});
