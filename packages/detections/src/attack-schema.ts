import { z } from 'zod';
import { cellSchema, offsetSchema, repeatSchema } from './repeated-rows.ts';
import { expectedEntitySchema } from './rule-schema.ts';

const person = [
  'upn',
  'name',
  'displayName',
  'id',
  'sid',
  'department',
  'title',
  'mail',
  'country',
  'city',
  'domain',
  'officeAddress',
  'homeAddress',
] as const;
const machine = ['id', 'name', 'hostName', 'domain', 'address', 'aadDeviceId', 'os'] as const;

/** Who and what can be picked from the organisation, and the properties that each has. */
export const pickableProperties = {
  user: person,
  administrator: person,
  device: machine,
  server: machine,
  domainController: machine,
  guid: ['id', 'sha1', 'sha256'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Pickable = keyof typeof pickableProperties;
export const pickables = Object.keys(pickableProperties).filter((name): name is Pickable => name in pickableProperties);

const identifier = /^[A-Za-z][A-Za-z0-9]*$/u;

const actorSchema = z
  .object({
    pick: z
      .enum(['user', 'administrator', 'device', 'server', 'domainController', 'guid'])
      .optional()
      .describe('Picked from the organisation.'),
    of: z.string().optional().describe('With pick: device, the actor whose own device it is.'),
    count: z.int().min(1).max(500).optional().describe('With pick, how many: {{actor.n.upn}} is the one of that repetition.'),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
  .describe('Somebody or something picked from the simulated organisation, or named constants.');
export type Actor = z.infer<typeof actorSchema>;

const stepSchema = z.strictObject({
  at: offsetSchema('Time after the start').default('0m'),
  table: z.string().min(1).describe('Table that the row stands in.'),
  $repeat: repeatSchema.optional(),
  row: z
    .record(z.string(), cellSchema)
    .describe('Column to value; TimeGenerated comes from the step. {{actor.property}} works in every text, at any depth.'),
});
export type ScenarioStep = z.infer<typeof stepSchema>;

const scenarioShape = {
  id: z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' }).describe('Identity of the scenario. Never changes.'),
  name: z.string().min(1).describe('Title, unique.'),
  description: z.string().min(1).describe('The story in some sentences.'),
  starts: z
    .strictObject({
      on: z.enum(['workday', 'weekend']).default('workday'),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be a time such as 10:15')
        .default('10:15')
        .describe('Local time of the organisation.'),
    })
    .default({ on: 'workday', at: '10:15' })
    .describe('When it begins; the day is chosen by the runner. Default: 10:15 on a working day.'),
  actors: z
    .record(z.string().regex(identifier, 'must be a name such as victim'), actorSchema)
    .default({})
    .describe('Who and what takes part, by the name that rows use. Default: nobody.'),
  watchlists: z
    .record(z.string(), z.array(z.record(z.string(), z.string())))
    .default({})
    .describe('Rows added to watchlists, by alias; {{actor.property}} works in them.'),
  steps: z.array(stepSchema).min(1).describe('What the tables show of it.'),
} as const;

/** An attack as a YAML file: rows that are merged into a benign month, and the rules that must alert on them. */
export const attackSchema = z.strictObject({
  ...scenarioShape,
  raises: z
    .array(
      z.strictObject({
        rule: z.guid().describe('Id of a rule that must alert.'),
        within: offsetSchema('At the latest this long after the last step').optional(),
        entities: z
          .array(expectedEntitySchema)
          .default([])
          .describe('Entities of its alerts; {{actor.property}} works. Default: none asked for.'),
      }),
    )
    .min(1)
    .describe('Rules that must raise an alert.'),
});
export type Attack = z.infer<typeof attackSchema>;

/** An honest routine that looks like an attack, as a YAML file: part of the benign month, on which no rule may alert beyond its budget. */
export const routineSchema = z.strictObject(scenarioShape);
export type Routine = z.infer<typeof routineSchema>;

/** What attacks and routines have in common. */
export type Scenario = Routine;
