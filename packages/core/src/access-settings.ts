import { z } from 'zod';

const guid = (what: string) => z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' }).describe(what);

/** How the operator's people come into the customer's tenant, beside Azure Lighthouse. */
export const accessRoutes = ['lighthouse-only', 'access-packages', 'pim-for-groups'] as const;
export type AccessRoute = (typeof accessRoutes)[number];

/** The conditional access policies of the service: left out, watched, or in force. */
export const conditionalAccessModes = ['none', 'report-only', 'enforced'] as const;

export const accessTiers = ['analysts', 'responders'] as const;
/** Analysts read; responders may act. */
export type AccessTier = (typeof accessTiers)[number];

const personSchema = z.strictObject({
  name: z.string().min(1).describe('Name, for people.'),
  objectId: guid("Object id of the person's guest account in the customer's tenant."),
  tier: z.enum(accessTiers).describe('analysts read; responders may act.'),
});

export const accessSettingsSchema = z.strictObject({
  route: z
    .enum(accessRoutes)
    .default('lighthouse-only')
    .describe(
      'lighthouse-only: Azure Lighthouse, and GDAP for the Defender portal; access-packages: people request, the customer approves, access ends by itself; pim-for-groups: named guests activate a membership for hours. Default: lighthouse-only.',
    ),
  approverGroupId: guid("Object id of the customer's group that approves requests; both routes with groups need it.").optional(),
  connectedOrganizationId: guid(
    "Id of the connected organization that stands for the operator's tenant; access-packages need it.",
  ).optional(),
  people: z.array(personSchema).default([]).describe('Guests who may activate a membership; for pim-for-groups only. Default: none.'),
  conditionalAccess: z
    .enum(conditionalAccessModes)
    .default('report-only')
    .describe('Policies on how the operator signs in: none, report-only or enforced. Default: report-only.'),
  breakGlassGroupId: guid(
    "Object id of the group of the customer's break-glass accounts; every policy leaves it out. Default: no group.",
  ).optional(),
});
export type AccessSettings = z.infer<typeof accessSettingsSchema>;
