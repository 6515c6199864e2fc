import { ContainerAppJob } from '@cdktf/provider-azurerm/lib/container-app-job/index.js';
import type { OperationsPlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ContainerSetting } from './queue-scaled-job.ts';

export interface ScheduledJobProps {
  readonly plan: OperationsPlan;
  readonly environmentId: string;
  readonly identityId: string;
  readonly settings: readonly ContainerSetting[];
  readonly dependsOn: ITerraformDependable[];
}

/** The job that starts by the clock, in UTC. */
export class ScheduledJob extends Construct {
  constructor(scope: Construct, id: string, { plan, environmentId, identityId, settings, dependsOn }: ScheduledJobProps) {
    super(scope, id);
    const { scheduledJob, registry } = plan;
    const job = new ContainerAppJob(this, 'job', {
      name: scheduledJob.name,
      location: plan.region,
      resourceGroupName: plan.resourceGroup,
      containerAppEnvironmentId: environmentId,
      workloadProfileName: 'Consumption',
      replicaTimeoutInSeconds: scheduledJob.timeoutSeconds,
      replicaRetryLimit: 1,
      // One at a time: two runs of one schedule would make every report twice.
      scheduleTriggerConfig: { cronExpression: scheduledJob.cron, parallelism: 1, replicaCompletionCount: 1 },
      identity: { type: 'UserAssigned', identityIds: [identityId] },
      ...(registry === undefined ? {} : { registry: [{ server: registry.server, identity: identityId }] }),
      template: {
        container: [
          {
            name: 'mxdr',
            image: scheduledJob.image,
            args: [...scheduledJob.arguments],
            cpu: scheduledJob.cpu,
            memory: `${scheduledJob.memoryGib}Gi`,
            env: settings.map((setting) => ({ ...setting })),
          },
        ],
      },
      tags: { ...plan.tags },
      dependsOn,
    });
    job.overrideLogicalId('schedule');
  }
}
