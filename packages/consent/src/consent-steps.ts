import type { PageSection, PageStep } from '@mxdr/documents';
import type { ConsentInput } from './consent-input.ts';
import { usesGdap } from './graph-requests.ts';
import { adminConsentUrl, readerOf } from './reader-application.ts';

const subscriptionOwner = 'Your owner of the subscription';
const securityAdministrator = 'Your Security Administrator';

function approvalStep(operatorName: string): PageStep {
  return {
    title: 'Approve the partner relationship',
    who: `${operatorName} requests it; your Global Administrator approves`,
    text: 'The operator runs operator/request-gdap.sh and sends you a link. Compare the roles and the days with this document, then approve.',
    commands: [],
  };
}

function readerStep(input: ConsentInput): PageStep {
  return {
    title: 'Let the application read',
    who: 'Your Privileged Role Administrator',
    text: `The first line shows what would be given: the permissions of this document by name, and no other. Who prefers the browser consents at ${adminConsentUrl(input)}; that gives what the application asks for on that day, so compare it afterwards.`,
    commands: ['./reader-application.sh', './reader-application.sh --apply'],
  };
}

/** What the customer does to give access: everything says first what it would do. */
export function stepsSection(input: ConsentInput): PageSection {
  const { plan } = input;
  const steps: readonly PageStep[] = [
    {
      title: 'Open Azure Cloud Shell',
      who: subscriptionOwner,
      text: `Sign in to ${plan.customer.primaryDomain}, choose Bash, upload this folder and go into it. Scripts that call Microsoft Graph ask you to sign in by a code and name the permissions that they need.`,
      commands: ['chmod +x *.sh'],
    },
    {
      title: 'Delegate the resource group',
      who: subscriptionOwner,
      text: 'The first line shows what would change. The second does it: it registers the Azure services, makes the resource group and delegates it. Bicep users find the same in lighthouse.bicep. Where your own pipeline applies the access stack of Terraform, leave this step out: the stack does the same.',
      commands: ['./delegate.sh', './delegate.sh --apply'],
    },
    {
      title: "Trust the operator's sign-in",
      who: securityAdministrator,
      text: "Multi-factor authentication and compliant devices of the operator's tenant count in yours. Without it, its people could not meet your policies.",
      commands: ['./cross-tenant-access.sh', './cross-tenant-access.sh --apply'],
    },
    ...(readerOf(input) === undefined ? [] : [readerStep(input)]),
    ...(usesGdap(input) ? [approvalStep(plan.operator.name)] : []),
    {
      title: 'Apply the access stack',
      who: 'The pipeline of your tenant, or you',
      text: 'Terraform makes the groups and the conditional access policies named above, with an identity of your tenant.',
      commands: [],
    },
    {
      title: 'Sign',
      who: 'Both parties',
      text: 'Keep the signed document with this folder: it is the record of what was agreed.',
      commands: [],
    },
  ];
  return { id: 'steps', title: 'What you do, step by step', blocks: [{ kind: 'steps', steps }] };
}

export function verificationSection(input: ConsentInput): PageSection {
  const reader = readerOf(input);
  return {
    id: 'verify',
    title: 'How you check it',
    blocks: [
      {
        kind: 'text',
        text: 'The script compares your tenant with this document and names every difference, more or less. It changes nothing. It answers 0 when all is as agreed, 1 when something differs, 2 when something could not be read.',
      },
      {
        kind: 'steps',
        steps: [
          { title: 'Compare', who: 'Anybody who reads the subscription and the policies', text: '', commands: ['./verify.sh'] },
          {
            title: 'Look for yourself',
            who: subscriptionOwner,
            text: `Azure portal, Service providers, Delegations: one delegation to tenant ${input.plan.operator.tenantId}, with the roles of this document and no other.`,
            commands: [],
          },
          ...(reader === undefined
            ? []
            : [
                {
                  title: 'Look at the application',
                  who: securityAdministrator,
                  text: `Entra admin center, Enterprise applications, ${reader.displayName}: under Permissions those of this document and no other; under Roles and administrators none.`,
                  commands: [],
                },
              ]),
          ...(usesGdap(input)
            ? [
                {
                  title: 'Look at the partner relationship',
                  who: securityAdministrator,
                  text: 'Microsoft 365 admin center, Settings, Partner relationships: roles, days left, and no extension by itself.',
                  commands: [],
                },
              ]
            : []),
        ],
      },
    ],
  };
}

export function revocationSection(input: ConsentInput): PageSection {
  const { plan } = input;
  const reader = readerOf(input);
  const steps: readonly PageStep[] = [
    {
      title: 'Let the operator clean up first, if you can wait',
      who: plan.operator.name,
      text: 'It stops its schedules, hands over what it owes you and removes its content. Taking the delegation back first leaves that to you.',
      commands: [],
    },
    {
      title: 'Lift the lock on the workspace',
      who: subscriptionOwner,
      text: 'Only you can. It keeps the workspace and its data from being deleted; leave it where you want to keep them.',
      commands: [],
    },
    {
      title: reader === undefined ? 'Take back delegation and trust' : 'Take back delegation, trust and the application',
      who: `${subscriptionOwner}; your Security Administrator${reader === undefined ? '' : '; your Cloud Application Administrator'}`,
      text: 'The first line shows what would be removed. It works without the operator.',
      commands: ['./revoke.sh', './revoke.sh --apply'],
    },
    ...(usesGdap(input)
      ? [
          {
            title: 'End the partner relationship',
            who: 'Your Global Administrator, or the operator',
            text: 'Microsoft 365 admin center, Settings, Partner relationships, the relationship, Remove.',
            commands: [],
          },
        ]
      : [
          {
            title: 'Remove guests and access packages',
            who: securityAdministrator,
            text: 'Entra admin center: assignments of the packages, the groups named above, and the guest accounts of the operator.',
            commands: [],
          },
        ]),
    {
      title: 'Remove the policies of the service',
      who: securityAdministrator,
      text: 'Only you can, and only once the service has left: the policies named "Microsoft Security Experts-…-DO NOT DELETE".',
      commands: [],
    },
    {
      title: 'Check that everything is gone',
      who: 'Anybody who reads the subscription and the policies',
      text: '',
      commands: ['./verify.sh --expect-absent'],
    },
  ];
  return {
    id: 'take-it-back',
    title: 'How you take it back',
    blocks: [
      {
        kind: 'note',
        tone: 'attention',
        title: 'In an emergency',
        text: 'Run ./revoke.sh --apply and end the partner relationship: from then on nobody of the operator can sign in. Everything else can wait.',
      },
      { kind: 'steps', steps },
    ],
  };
}
