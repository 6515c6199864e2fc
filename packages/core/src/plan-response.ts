import type { AssetClass, Customer, ResponseAction, ResponseMode } from './customer.ts';
import { responseActions, responseModes } from './customer.ts';
import { assetClassesOfAction, responseModeOf } from './response-modes.ts';

/** What an incident is about, as far as a response differs. */
export const assetFamilies = ['devices', 'users', 'mail'] as const;
export type AssetFamily = (typeof assetFamilies)[number];

/** One action of the response and what the customer allows, most first. */
export interface ActionPlan {
  readonly action: ResponseAction;
  readonly family: AssetFamily;
  /** Every asset class that the action can touch, under the mode that holds for it. */
  readonly modes: readonly { readonly mode: ResponseMode; readonly assets: readonly AssetClass[] }[];
}

/** How the operator responds, decided for every action and asset class. */
export interface ResponsePlan {
  readonly mode: 'guide' | 'act';
  readonly actions: readonly ActionPlan[];
  /** Groups whose members are guided, never acted upon. */
  readonly exclusions: readonly { readonly kind: 'device-group' | 'user-group'; readonly name: string; readonly reason: string }[];
  /** Whom to call, in order. */
  readonly contacts: readonly { readonly name: string; readonly email: string; readonly phone?: string }[];
  /** Object id of the customer's user or group that gets a waiting incident. */
  readonly assignTo?: string;
}

function familyOf(assets: readonly AssetClass[]): AssetFamily {
  if (assets.includes('mailbox')) return 'mail';
  return assets.includes('user') ? 'users' : 'devices';
}

function planAction(customer: Customer, action: ResponseAction): ActionPlan {
  const fitting = assetClassesOfAction[action];
  return {
    action,
    family: familyOf(fitting),
    modes: responseModes.flatMap((mode) => {
      const assets = fitting.filter((asset) => responseModeOf(customer, action, asset) === mode);
      return assets.length === 0 ? [] : [{ mode, assets }];
    }),
  };
}

/** Decides the response to every action and asset class from the customer's preferences. */
export function planResponse(customer: Customer): ResponsePlan {
  const { response, exclusions, contacts } = customer;
  return {
    mode: response.mode,
    actions: responseActions.map((action) => planAction(customer, action)),
    exclusions: [
      ...exclusions.deviceGroups.map(({ name, reason }) => ({ kind: 'device-group' as const, name, reason })),
      ...exclusions.userGroups.map(({ name, reason }) => ({ kind: 'user-group' as const, name, reason })),
    ],
    contacts: contacts
      .filter(({ role }) => role === 'incident-notification')
      .toSorted((a, b) => a.order - b.order)
      .map(({ name, email, phone }) => ({ name, email, ...(phone === undefined ? {} : { phone }) })),
    ...(response.assignTo === undefined ? {} : { assignTo: response.assignTo }),
  };
}
