import { isKeptOnLeave, isLeftRegistered } from './protected-resources.ts';

/** What is left of a stack when the operator leaves. */
export interface Retirement {
  /** Terraform JSON that destroys everything in the state but what it forgets. */
  readonly text: string;
  /** Addresses that stay in Azure and are the customer's alone from then on. */
  readonly forgotten: readonly string[];
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/**
 * The configuration that takes a stack away: sign-in and state as before, no resources, and a `removed` block for each thing that must stay. What
 * stays is decided by the state, not by the configuration of today: a table that was configured last year is there as well.
 * @param configuration the stack's `cdk.tf.json`, parsed
 * @param addresses everything in the state, as `state list` prints it
 * @param deletesWorkspace true: the customer's data goes as well
 */
export function retireStack(configuration: unknown, addresses: readonly string[], deletesWorkspace: boolean): Retirement {
  const azapiTypeOf = (name: string): string | undefined => {
    const type = partOf(partOf(partOf(partOf(configuration, 'resource'), 'azapi_resource'), name), 'type');
    return typeof type === 'string' ? type : undefined;
  };
  const forgotten = addresses
    // A block forgets all instances of a resource; it takes no index.
    .map((address) => address.replace(/\[.*\]$/u, ''))
    .filter((address) => !address.startsWith('data.') && !address.startsWith('module.'))
    .filter((address) => {
      const [type = '', name = ''] = address.split('.');
      return isLeftRegistered(type) || (!deletesWorkspace && isKeptOnLeave(type, azapiTypeOf(name)));
    });
  const unique = [...new Set(forgotten)].toSorted();
  const removed = unique.map((from) => ({ from, lifecycle: { destroy: false } }));
  const [terraform, provider] = [partOf(configuration, 'terraform'), partOf(configuration, 'provider')];
  const next = {
    ...(provider === undefined ? {} : { provider }),
    ...(removed.length === 0 ? {} : { removed }),
    ...(terraform === undefined ? {} : { terraform }),
  };
  return { text: `${JSON.stringify(next, null, 2)}\n`, forgotten: unique };
}
