import { z } from 'zod';
import { accentColour, fontFamily } from './brand.ts';
import { subscriptionIdSchema, tenantIdSchema } from './customer.ts';
import { operationsSchema } from './operations-settings.ts';

const guid = z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' });

const groupSchema = (what: string) =>
  z
    .strictObject({
      principalId: guid.describe("Object id of the security group in the operator's tenant."),
      displayName: z.string().min(1).describe('Name of the service principal, for people.'),
    })
    .describe(what);

/** The party that runs the service, as `customers/operator.yaml` describes it. One per folder of customers. */
export const operatorSchema = z.strictObject({
  name: z.string().min(1).max(100).describe('Name of the operator as it appears on reports.'),
  serviceName: z.string().min(1).max(100).describe('Name of the service as it appears on reports; it differs by era and operator.'),
  tenantId: tenantIdSchema.describe('Managing tenant of the Azure Lighthouse delegations (GUID).'),
  subscriptionId: subscriptionIdSchema.describe("Operator's subscription (GUID) of the state storage."),
  branding: z
    .strictObject({
      accent: accentColour.optional().describe('Accent of customers who have none, at least 4.5:1 on white. Default: #1f4e79.'),
      logo: z.string().optional().describe('PNG or SVG file beside operator.yaml, shown beside the name of the service. Default: no logo.'),
      font: fontFamily.optional().describe('Family of customers who have none. Default: Inter.'),
    })
    .prefault({})
    .describe("How the operator shows on customers' reports."),
  deliveryTeam: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('Person or team.'),
        role: z.string().min(1).describe('e.g. Service delivery manager'),
        email: z.email().describe('Address for the customer.'),
        phone: z.string().optional().describe('International number. Default: not printed.'),
      }),
    )
    .min(1)
    .describe('The named team on the cover of reports.'),
  healthEmail: z
    .email()
    .optional()
    .describe("Address for alerts on the health of customers' workspaces. Default: that of the first of deliveryTeam."),
  principals: z
    .strictObject({
      readers: groupSchema('Analysts: permanent reader roles.'),
      responders: groupSchema('Analysts who may activate responder roles just in time.'),
      approvers: groupSchema('Approve just-in-time activations.'),
      actors: groupSchema(
        'Holds Security Operator by GDAP at customers who let the operator act; responders activate their membership just in time. Default: none, and no such customers by GDAP.',
      ).optional(),
      deployer: z
        .strictObject({
          principalId: guid.describe("Object id of the pipeline's service principal."),
          displayName: z.string().min(1).describe('Name of the service principal, for people.'),
          clientId: guid.describe('Application (client) id.'),
        })
        .describe('The only permanent writer, on the one resource group.'),
      readerApplication: z
        .strictObject({
          principalId: guid.describe("Object id of the application's service principal in the operator's tenant."),
          displayName: z.string().min(1).describe('Name of the application, as customers see it among their enterprise applications.'),
          clientId: guid.describe('Application (client) id; the application is multi-tenant.'),
        })
        .optional()
        .describe(
          "Reads customers' tenants for checks and reports, with the permissions that the consent pack lists and Log Analytics Reader. It can change nothing. Default: none, and checks work on recorded facts.",
        ),
    })
    .describe("Principals of the operator's tenant that Azure Lighthouse delegates to."),
  state: z
    .strictObject({
      resourceGroup: z.string().min(1).describe('Resource group of the storage account.'),
      storageAccount: z
        .string()
        .regex(/^[a-z0-9]{3,24}$/, 'must be 3 to 24 lower-case letters and digits')
        .describe('Storage account of the state.'),
      container: z.string().min(3).describe('Blob container of the state.'),
    })
    .describe('Azure storage of the Terraform state; one blob per customer and stack.'),
  operations: operationsSchema
    .optional()
    .describe("The operator's own platform: groups, pipeline, archive of reports, jobs. Default: none, and no operations stack."),
});

export type Operator = z.infer<typeof operatorSchema>;
export type OperatorInput = z.input<typeof operatorSchema>;
