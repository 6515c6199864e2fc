/* eslint-disable no-new -- a construct registers itself with its parent */
import type { EnvironmentPlan } from '@mxdr/core';
import type { Construct } from 'constructs';
import { CustomerStack } from '../constructs/customer-stack.ts';
import type { SiteContent } from './sentinel-site.ts';
import { SentinelSite } from './sentinel-site.ts';

export interface ServiceStackProps {
  readonly plan: EnvironmentPlan;
  /** One for each workspace of the plan, in its order. */
  readonly sites: readonly SiteContent[];
}

/** What the operator sets up through the delegation: the workspaces, Sentinel on them, and the content. */
export class ServiceStack extends CustomerStack {
  constructor(scope: Construct, { plan, sites }: ServiceStackProps) {
    super(scope, { plan, kind: 'service', appliedBy: 'operator' });
    for (const site of sites) new SentinelSite(this, plan, site);
  }
}
