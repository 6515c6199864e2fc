import type { OperationsPlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from './azapi-resource.ts';

/** One setting of a container, as text. */
export interface ContainerSetting {
  readonly name: string;
  readonly value: string;
}

/** The part of a container app job's body that we set; API version 2025-01-01. */
interface JobBody {
  readonly properties: {
    readonly environmentId: string;
    readonly workloadProfileName: string;
    readonly configuration: {
      readonly triggerType: 'Event';
      readonly replicaTimeout: number;
      readonly replicaRetryLimit: number;
      readonly registries: readonly { readonly server: string; readonly identity: string }[];
      readonly eventTriggerConfig: {
        readonly parallelism: number;
        readonly replicaCompletionCount: number;
        readonly scale: {
          readonly minExecutions: number;
          readonly maxExecutions: number;
          readonly pollingInterval: number;
          readonly rules: readonly {
            readonly name: string;
            readonly type: 'azure-queue';
            readonly identity: string;
            readonly metadata: Readonly<Record<string, string>>;
          }[];
        };
      };
    };
    readonly template: {
      readonly containers: readonly {
        readonly name: string;
        readonly image: string;
        readonly args: readonly string[];
        readonly env: readonly ContainerSetting[];
        readonly resources: { readonly cpu: number; readonly memory: string };
      }[];
    };
  };
}

export interface QueueScaledJobProps {
  readonly plan: OperationsPlan;
  readonly resourceGroupId: string;
  readonly environmentId: string;
  /** Resource id of the identity that reads the queue's length, pulls the image and runs the job. */
  readonly identityId: string;
  readonly settings: readonly ContainerSetting[];
  readonly dependsOn: ITerraformDependable[];
}

/** Seconds between two looks at the queue. */
const pollingSeconds = 30;

/**
 * The job that works the queue: one run for each message, none while the queue is empty. By azapi, because the pinned azurerm cannot
 * name an identity for a scale rule: it would need the storage account's key, which is switched off.
 */
export class QueueScaledJob extends Construct {
  constructor(scope: Construct, id: string, props: QueueScaledJobProps) {
    super(scope, id);
    const { plan, resourceGroupId, environmentId, identityId, settings, dependsOn } = props;
    const { queueJob, queue, registry } = plan;
    const job = new AzapiResource<JobBody>(this, 'job', {
      type: 'Microsoft.App/jobs@2025-01-01',
      name: queueJob.name,
      parentId: resourceGroupId,
      location: plan.region,
      tags: { ...plan.tags },
      identityIds: [identityId],
      body: {
        properties: {
          environmentId,
          workloadProfileName: 'Consumption',
          configuration: {
            triggerType: 'Event',
            replicaTimeout: queueJob.timeoutSeconds,
            // A message that fails comes back by itself when its time of invisibility is over.
            replicaRetryLimit: 0,
            registries: registry === undefined ? [] : [{ server: registry.server, identity: identityId }],
            eventTriggerConfig: {
              parallelism: 1,
              replicaCompletionCount: 1,
              scale: {
                minExecutions: 0,
                maxExecutions: queueJob.maxParallel,
                pollingInterval: pollingSeconds,
                rules: [
                  {
                    name: 'queue',
                    type: 'azure-queue',
                    identity: identityId,
                    metadata: { accountName: queue.name, queueName: queue.queue, queueLength: '1' },
                  },
                ],
              },
            },
          },
          template: {
            containers: [
              {
                name: 'mxdr',
                image: queueJob.image,
                args: queueJob.arguments,
                env: settings,
                resources: { cpu: queueJob.cpu, memory: `${queueJob.memoryGib}Gi` },
              },
            ],
          },
        },
      },
      dependsOn,
    });
    job.overrideLogicalId('worker');
  }
}
