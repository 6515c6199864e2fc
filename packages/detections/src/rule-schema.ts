import { z } from 'zod';
import { tactics } from './attack-matrix.ts';
import { cellSchema, testRowSchema } from './repeated-rows.ts';

/** Values that editors should offer. The validator checks them, so that a slip in case is one finding with its mend, not an unreadable file. */
export const offered = (values: readonly string[]) => z.string().meta({ enum: [...values] });

const duration = (what: string) => z.string().describe(`${what}: 20m, 1h, 14d, hh:mm:ss or ISO 8601; 5 minutes to 14 days.`);

/** An entity that is expected: its type and some of its identifiers. */
export const expectedEntitySchema = z
  .object({ type: z.string().min(1).describe('Type of the entity, e.g. Account.') })
  .catchall(z.string())
  .describe('An entity with at least these identifiers, e.g. { type: Account, Name: ada, UPNSuffix: contoso.example }.');

/** A list that may be left out, or left empty as in `tactics:` without entries. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

/** One case of a query: rows, and what the query must make of them. */
export const queryTestSchema = z.strictObject({
  name: z.string().min(1).describe('A sentence about the behaviour.'),
  now: z.iso
    .datetime()
    .default('2026-10-01T12:00:00Z')
    .describe('When the rule runs; it sees the rows of one queryPeriod before. Default: 2026-10-01T12:00:00Z.'),
  rows: z
    .record(z.string(), z.array(testRowSchema))
    .describe('Rows by table. Columns that are left out are null; tables that are left out are empty. $repeat makes several of one.'),
  watchlists: z
    .record(z.string(), z.array(z.record(z.string(), z.string())))
    .default({})
    .describe('Rows by alias of a watchlist. Watchlists that are left out are there and empty.'),
  expect: z.strictObject({
    count: z.int().nonnegative().describe('Rows of the result.'),
    columns: z.record(z.string(), cellSchema).optional().describe('Values that at least one row of the result has, by column.'),
    entities: z
      .array(expectedEntitySchema)
      .default([])
      .describe("Entities that an alert has by the rule's entityMappings. Default: none asked for."),
  }),
});

export const requiredSourcesSchema = z.array(
  z.looseObject({
    connectorId: z.string().min(1).describe('Id of the data connector, e.g. AzureActiveDirectory.'),
    dataTypes: z.array(z.string()).default([]).describe('Tables that the rule reads.'),
  }),
);

export const entityMappingsSchema = z
  .array(
    z.looseObject({
      entityType: z.string(),
      fieldMappings: z.array(z.looseObject({ identifier: z.string(), columnName: z.string() })),
    }),
  )
  .nullish()
  .describe('Entities of an alert and the columns that they come from; at most 10, at most 3 fields each.');

/** Why a rule goes away, since when, and what replaces it. */
export const deprecationSchema = z.strictObject({
  reason: z.string().min(1).describe('Why, for those who see it in a plan.'),
  date: z.iso.date().describe('Day of the decision, e.g. 2026-11-26.'),
  replacement: z.guid().optional().describe('Id of the rule that takes its place. Default: none does.'),
});

/**
 * One analytics rule as a YAML file, in the field names of Azure-Sentinel with our own beside them. Keys that are not named here are kept.
 * This is the form only; `validateRules` holds the meaning.
 */
export const ruleSchema = z.looseObject({
  id: z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' }).describe('Identity of the rule. Never changes.'),
  name: z.string().min(1).describe('Display name, at most 256 characters, unique.'),
  version: z.string().optional().describe('Semantic version; changes whenever the file does.'),
  kind: offered(['Scheduled', 'NRT']).describe('Scheduled, or NRT for near real time.'),
  description: z.string().min(1).describe('What the rule finds, at most 5,000 characters.'),
  severity: offered(['High', 'Medium', 'Low', 'Informational']).describe('Severity of its alerts.'),
  requiredDataConnectors: requiredSourcesSchema.optional().describe('Connectors and the tables that the query reads.'),
  queryFrequency: duration('How often the query runs').optional(),
  queryPeriod: duration('How far the query looks back').optional(),
  triggerOperator: offered(['gt', 'lt', 'eq', 'ne']).optional().describe('Comparison of the number of rows with triggerThreshold.'),
  triggerThreshold: z.int().optional().describe('0 to 10,000.'),
  tactics: listOf(offered(tactics)).describe('ATT&CK tactics in the spelling of Sentinel.'),
  relevantTechniques: listOf(z.string()).describe('ATT&CK techniques, T1078 or T1078.004.'),
  query: z.string().min(1).describe('KQL, at most 10,000 characters.'),
  entityMappings: entityMappingsSchema,
  sentinelEntitiesMappings: z
    .array(z.looseObject({ columnName: z.string() }))
    .nullish()
    .describe('Columns that hold ready-made entities.'),
  customDetails: z.record(z.string(), z.string()).nullish().describe('Name on the alert to column; at most 20.'),
  alertDetailsOverride: z
    .looseObject({
      alertDisplayNameFormat: z.string().optional().describe('Name of the alert with at most 3 {{column}}.'),
      alertDescriptionFormat: z.string().optional().describe('Description of the alert with at most 3 {{column}}.'),
      alertSeverityColumnName: z.string().nullish(),
      alertTacticsColumnName: z.string().nullish(),
      alertDynamicProperties: z.array(z.looseObject({ alertProperty: z.string(), value: z.string() })).nullish(),
    })
    .nullish()
    .describe('What an alert takes from its rows.'),
  eventGroupingSettings: z
    .looseObject({ aggregationKind: offered(['SingleAlert', 'AlertPerResult']) })
    .nullish()
    .describe('One alert for all rows or one for each. Default: SingleAlert.'),
  incidentConfiguration: z
    .looseObject({
      createIncident: z.boolean().default(true),
      groupingConfiguration: z
        .looseObject({
          enabled: z.boolean().default(false),
          reopenClosedIncident: z.boolean().default(false),
          lookbackDuration: z.string().default('PT5H'),
          matchingMethod: offered(['AllEntities', 'AnyAlert', 'Selected']).default('AllEntities'),
          groupByEntities: z.array(z.string()).default([]),
          groupByAlertDetails: z.array(z.string()).default([]),
          groupByCustomDetails: z.array(z.string()).default([]),
        })
        .optional(),
    })
    .nullish()
    .describe('Whether alerts become incidents, and which alerts share one.'),
  suppressionEnabled: z.boolean().default(false).describe('Whether the rule pauses after an alert. Default: false.'),
  suppressionDuration: duration('How long it pauses').optional(),
  status: z.unknown().optional(),
  tags: z.unknown().optional(),
  metadata: z.unknown().optional(),
  whyItMatters: z.string().optional().describe('What an attacker gains, in words that an executive understands.'),
  triage: z.array(z.string().min(1)).default([]).describe('What the analyst looks at, in order.'),
  response: z.array(z.string().min(1)).default([]).describe('What to do when it is real, in order.'),
  falsePositives: z.array(z.string().min(1)).default([]).describe('What looks the same and is not.'),
  blindSpots: z.array(z.string().min(1)).default([]).describe('What the rule cannot see.'),
  references: z.array(z.url()).default([]).describe('Where to read more.'),
  dataCost: z.string().min(1).optional().describe('What the query reads and what that costs, in words: tables, window, how often.'),
  owner: z.string().min(1).optional().describe('Who answers for the rule: a team or a person, e.g. detection-engineering.'),
  alertBudget: z
    .strictObject({ perMonth: z.int().nonnegative().describe('Alerts; 0 for most rules.') })
    .optional()
    .describe('Alerts that the benign month of the reference tenant may raise. Our own rules must say it.'),
  deprecated: deprecationSchema.optional().describe('The rule goes away soon: still deployed, with a warning. Default: it stays.'),
  importedFrom: z.string().min(1).optional().describe('Where an imported rule came from. It needs no guidance and tests of ours yet.'),
  tests: z.array(queryTestSchema).default([]).describe('Cases for the embedded workspace: at least one that alerts and one that does not.'),
});

/** One analytics rule, defaults filled in. */
export type Rule = z.infer<typeof ruleSchema>;
export type RuleTest = Rule['tests'][number];
