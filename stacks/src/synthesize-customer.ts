import path from 'node:path';
import type { CostEstimate, Customer, CustomerStack, EnvironmentPlan, Operator, Problem } from '@mxdr/core';
import { customerStacks, estimateCosts, planEnvironment, sortProblems } from '@mxdr/core';
import type { TuningOptions } from '@mxdr/detections';
import type { TerraformStack } from 'cdktf';
import type { WaitingRule } from './check-content.ts';
import { checkContent, findWaitingRules } from './check-content.ts';
import type { CustomerFiles } from './customer-files.ts';
import { readCustomerFiles } from './customer-files.ts';
import type { Move } from './moved-resources.ts';
import { withMoves } from './moved-resources.ts';
import type { LeftOutRule } from './customer-rules.ts';
import { rulesOfCustomer, tuningOptions } from './customer-rules.ts';
import type { ServiceContent } from './service-content.ts';
import { planSites } from './service/plan-sites.ts';
import type { SiteContent } from './service/sentinel-site.ts';
import { escapeTemplates } from './template-text.ts';
import type { SynthesizedStack } from './terraform-app.ts';
import { createApp, renderStack } from './terraform-app.ts';
import { writeStacks } from './write-stacks.ts';

export interface SynthOptions {
  /** Folder of all customers' output; made when it is missing. */
  readonly outDir: string;
  /** Folder of customers: the customer's own watchlist rows, and the places of problems. @default - no rows, problems at line 1 */
  readonly customersFolder?: string;
  /** Azure services that the customer's subscription has registered already. @default - none */
  readonly registeredProviders?: readonly string[];
  /** Day of the run, e.g. 2026-11-26: tuning that expires on it has expired. @default - the customer's tuning is refused */
  readonly today?: string;
  /** Reads queries for exclusions. @default - exclusions are refused */
  readonly createReader?: TuningOptions['createReader'];
  /** Stacks to make; the files of others stay as they are. @default - all three */
  readonly stacks?: readonly CustomerStack[];
}

/** One stack that was written. */
export interface StackOutput {
  /** e.g. `contoso-service`. */
  readonly id: string;
  /** Path of its `cdk.tf.json`. */
  readonly file: string;
  /** How many resources it holds. */
  readonly resources: number;
}

/** Stacks in the order in which they are applied, or the problems because of which nothing was written. */
export type SynthResult =
  | {
      readonly status: 'written';
      readonly customerId: string;
      readonly stacks: readonly StackOutput[];
      readonly plan: EnvironmentPlan;
      /** Rules that Azure may refuse until the connectors have delivered: apply the service stack once more then. */
      readonly waiting: readonly WaitingRule[];
      /** Rules of the content that this customer does not get, and why. */
      readonly leftOut: readonly LeftOutRule[];
      /** What each workspace costs a month, or why nobody can say. */
      readonly costs: readonly CostEstimate[];
    }
  | { readonly status: 'refused'; readonly customerId: string; readonly problems: readonly Problem[] };

export interface StackInput {
  readonly plan: EnvironmentPlan;
  readonly sites: readonly SiteContent[];
  readonly moves: readonly Move[];
  readonly registeredProviders: readonly string[];
  readonly stacks: readonly CustomerStack[];
}

/** Terraform JSON of the stacks, in the order in which they are applied, in memory. CDKTF is loaded by the first call. */
export async function synthesizeStacks(input: StackInput): Promise<readonly SynthesizedStack[]> {
  const app = await createApp();
  const { plan, sites, moves, registeredProviders } = escapeTemplates(input);
  // Each stack loads its own part of the providers' bindings, which is most of the time of a single one.
  const make = {
    access: async () => new (await import('./access/access-stack.ts')).AccessStack(app, { plan, registeredProviders }),
    service: async () => new (await import('./service/service-stack.ts')).ServiceStack(app, { plan, sites }),
    connectors: async () => new (await import('./connectors/connectors-stack.ts')).ConnectorsStack(app, plan),
  } satisfies Readonly<Record<CustomerStack, () => Promise<TerraformStack>>>;
  const made: SynthesizedStack[] = [];
  for (const kind of customerStacks.filter((one) => input.stacks.includes(one)))
    made.push(renderStack(await make[kind](), plan.stackIds[kind], (configuration) => withMoves(configuration, kind, moves)));
  return made;
}

const noFiles: CustomerFiles = { ownItems: new Map(), problems: [] };

/**
 * Turns one customer into Terraform: plans the environment, checks everything, and writes `<outDir>/<customer>/stacks/<stack>/cdk.tf.json`
 * for the stacks access, service and connectors. Equal input gives equal bytes. Nothing is written when anything is wrong, and everything
 * that is wrong is told at once.
 * @throws AppError external `MXDR-SYNTH-UNWRITABLE`
 */
export async function synthesizeCustomer(
  customer: Customer,
  operator: Operator,
  content: ServiceContent,
  options: SynthOptions,
): Promise<SynthResult> {
  const customerId = customer.id;
  const { customersFolder } = options;
  const files = customersFolder === undefined ? noFiles : await readCustomerFiles(`${customersFolder}/${customerId}`, content.watchlists);
  const planned = planEnvironment(customer, operator, files.source);
  const own = rulesOfCustomer(content, customer.rules.disabled, files.tuning, tuningOptions(options.today, options.createReader));
  const tuned: ServiceContent = { ...content, rules: own.rules.map(({ loaded }) => loaded) };
  const plan = 'schemaVersion' in planned ? planned : undefined;
  const problems = [
    ...('schemaVersion' in planned ? checkContent(planned, tuned, files.source, content) : planned),
    ...files.problems,
    // What is wrong with a rule is said once, and not again as tuning that does not fit.
    ...(content.problems.some(({ severity }) => severity === 'error') ? [] : own.problems),
    ...content.problems,
  ].filter(({ severity }) => severity === 'error');
  if (plan === undefined || problems.length > 0) return { status: 'refused', customerId, problems: sortProblems(problems) };
  const stacks = await synthesizeStacks({
    plan,
    sites: planSites(plan, tuned, files.ownItems),
    moves: content.moves,
    registeredProviders: options.registeredProviders ?? [],
    stacks: options.stacks ?? customerStacks,
  });
  const folder = path.join(options.outDir, customerId);
  await writeStacks(
    folder,
    stacks.map(({ id, json }) => ({ name: path.join('stacks', id, 'cdk.tf.json'), text: json })),
  );
  return {
    status: 'written',
    customerId,
    stacks: stacks.map(({ id, resources }) => ({ id, file: path.join(folder, 'stacks', id, 'cdk.tf.json'), resources })),
    plan,
    waiting: findWaitingRules(plan, tuned.rules),
    leftOut: own.leftOut,
    costs: content.prices === undefined ? [] : estimateCosts(customer, content.prices),
  };
}
