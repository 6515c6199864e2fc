import type { AccessRow } from '@mxdr/core';
import { describeAccess, workspacesOf } from '@mxdr/core';
import type { PageBlock, PageDocument, PageSection } from '@mxdr/documents';
import type { ConsentInput } from './consent-input.ts';
import { gdapDays, gdapNameOf, usesGdap } from './graph-requests.ts';
import { actionWords, assetWords, modeWords } from './response-words.ts';
import { stepsSection, revocationSection, verificationSection } from './consent-steps.ts';
import { readerOf, readerPermissionsOf } from './reader-application.ts';

/** Only what is known: where reports are kept depends on the operator's archives. */
function residencyText(plan: ConsentInput['plan'], { operations }: ConsentInput['operator']): string {
  const regions = [...new Set(workspacesOf(plan).map(({ region }) => region))];
  const archived = operations?.archive.some(({ region }) => region === plan.workspace.region) === true;
  return [
    `Logs and incidents stay in your own subscription, in ${regions.join(' and ')}.`,
    'Hunting data stays where Microsoft Defender keeps it for you.',
    archived
      ? `The operator archives your reports in ${plan.workspace.region} as well.`
      : `The operator has no archive of reports in ${plan.workspace.region}: agree with it where yours are kept.`,
    'After the service ends, data that the operator holds is deleted within 30 days; after an expiry, a grace period of up to 90 days comes first.',
  ].join(' ');
}

function summarySection(input: ConsentInput, rows: readonly AccessRow[]): PageSection {
  const { plan, operator: operatorOf } = input;
  const { operator, customer, response } = plan;
  const mayWrite = rows.some(({ kind, isWriter }) => kind === 'people' && isWriter);
  return {
    id: 'what-you-agree-to',
    title: 'What you agree to',
    blocks: [
      {
        kind: 'text',
        text: `${operator.name} runs ${operator.serviceName} for ${customer.name}: its analysts investigate incidents in your tenant${
          response.mode === 'act' ? ' and act on them within the limits below' : ' and tell you what to do'
        }.`,
      },
      {
        kind: 'list',
        items: [
          mayWrite
            ? 'People read permanently. A role that changes anything is activated for hours, with multi-factor authentication and an approval.'
            : 'People of the operator only read. No person holds, or can activate, a role that changes anything.',
          'The only permanent writer is the pipeline that deploys the workspace and its detections. Nobody can sign in as it; it has no password.',
          ...(readerOf(input) === undefined
            ? []
            : ['An application of the operator reads for checks and reports. Every permission of it is one to read.']),
          'Nobody of the operator can grant access: no Owner, no User Access Administrator, no role of Entra ID that manages users.',
          'You can take everything back at any time, without the operator.',
        ],
      },
      {
        kind: 'note',
        tone: 'plain',
        title: 'Where your data stays',
        text: residencyText(plan, operatorOf),
      },
    ],
  };
}

function accessTable(caption: string, rows: readonly AccessRow[], emptyText: string): PageBlock {
  return {
    kind: 'table',
    caption,
    columns: ['Who', 'Role', 'What it allows', 'When', 'Why'],
    rows: rows.map(({ who, role, can, condition, reason }) => [who, role, can.join('; '), condition, reason]),
    emptyText,
  };
}

/** The application that reads: its role in Azure, and what it may read of the tenant itself. */
function readerBlocks(input: ConsentInput, rows: readonly AccessRow[]): readonly PageBlock[] {
  const reader = readerOf(input);
  if (reader === undefined) return [];
  return [
    accessTable(
      'The application that reads, in Azure',
      rows.filter(({ kind }) => kind === 'reader'),
      'Nothing.',
    ),
    {
      kind: 'table',
      caption: 'The application that reads, in Microsoft Graph and Defender',
      columns: ['Permission', 'Interface', 'What it may read', 'Why'],
      rows: readerPermissionsOf(input).map(({ name, api, reads, reason }) => [name, api.name, reads, reason]),
      emptyText: 'Nothing.',
    },
    {
      kind: 'facts',
      items: [
        ['Application that reads', `${reader.displayName}, application ${reader.clientId}`],
        ['How it signs in', "federated tokens of the operator's platform; it has no password, and none is kept in your tenant"],
      ],
    },
  ];
}

function accessSection(input: ConsentInput, rows: readonly AccessRow[]): PageSection {
  const { plan, operator } = input;
  const people = rows.filter(({ kind }) => kind === 'people');
  return {
    id: 'who-gets-what',
    title: 'Who gets what, and why',
    blocks: [
      {
        kind: 'text',
        text: `Roles are given to groups of ${plan.operator.name}, never to single persons: when somebody joins or leaves, nothing changes in your tenant. Azure roles reach ${workspacesOf(
          plan,
        )
          .map(({ resourceGroup }) => `the resource group ${resourceGroup.name}`)
          .join(' and ')} and nothing else.`,
      },
      accessTable(
        'People, in Azure',
        people.filter(({ where }) => where === 'Azure'),
        'Nobody.',
      ),
      accessTable(
        'People, in Microsoft Defender and Entra ID',
        people.filter(({ where }) => where !== 'Azure'),
        'Nobody.',
      ),
      accessTable(
        'The pipeline that deploys, in Azure',
        rows.filter(({ kind }) => kind === 'pipeline'),
        'Nothing is deployed.',
      ),
      ...readerBlocks(input, rows),
      {
        kind: 'text',
        text: "Microsoft's Sentinel roles also carry three rights of no consequence here: to open support requests, to manage classic alert rules, and to start deployments, which deploy nothing that another role does not allow.",
      },
      {
        kind: 'facts',
        items: [
          ['Tenant of the operator', plan.operator.tenantId],
          ['Pipeline', `${operator.principals.deployer.displayName}, application ${operator.principals.deployer.clientId}`],
          ['How the pipeline signs in', 'federated tokens of its CI; there is no secret that could be stolen or shared'],
          ...(usesGdap({ plan })
            ? [['Partner relationship (GDAP)', `${gdapNameOf({ plan })}, ${gdapDays} days, not extended by itself`] as const]
            : []),
        ],
      },
    ],
  };
}

function responseSection({ plan }: ConsentInput): PageSection {
  const { response } = plan;
  return {
    id: 'what-the-operator-does',
    title: 'What the operator does in an incident',
    blocks: [
      {
        kind: 'text',
        text:
          response.mode === 'act'
            ? 'You chose to let the operator act (Security Operator). For each action, this is what happens:'
            : 'You chose to be guided (Security Reader). For each action, this is what happens:',
      },
      {
        kind: 'table',
        caption: 'Actions',
        columns: ['Action', 'What the operator does'],
        rows: response.actions.map(({ action, modes }) => [
          actionWords[action],
          modes.map(({ mode, assets }) => `${assets.map((asset) => assetWords[asset]).join(', ')}: ${modeWords[mode]}`).join('; '),
        ]),
        emptyText: 'No action is described.',
      },
      {
        kind: 'table',
        caption: 'Never acted upon, whatever stands above',
        columns: ['Group', 'Kind', 'Why'],
        rows: response.exclusions.map(({ kind, name, reason }) => [name, kind === 'device-group' ? 'devices' : 'users', reason]),
        emptyText: 'You excluded no group.',
      },
      {
        kind: 'table',
        caption: 'Whom the operator calls, in this order',
        columns: ['Name', 'E-mail', 'Phone'],
        rows: response.contacts.map(({ name, email, phone }) => [name, email, phone ?? 'no number given']),
        emptyText: 'You named nobody.',
      },
    ],
  };
}

function objectsSection(input: ConsentInput): PageSection {
  const { plan, names } = input;
  const reader = readerOf(input);
  const { directory, customer } = plan;
  const rows: (readonly string[])[] = [
    ...plan.providers.map((name) => ['Registered Azure service', name, 'subscription']),
    ...workspacesOf(plan).flatMap((workspace) => [
      ['Resource group', workspace.resourceGroup.name, workspace.region],
      ['Log Analytics workspace with Sentinel', workspace.name, workspace.region],
    ]),
    ['Delegation (Azure Lighthouse)', plan.lighthouse.definitionName, names.definition],
    ['Cross-tenant access setting', `tenant ${plan.operator.tenantId}`, 'trusts multi-factor authentication and compliant devices'],
    ...directory.tiers.flatMap(({ groupName, role }) => (groupName === undefined ? [] : [['Group', groupName, `holds ${role.name}`]])),
    ...directory.groups.map(({ name, description }) => ['Group', name, description]),
    ...directory.conditionalAccess.map(({ displayName, state, reason }) => [
      'Conditional access policy',
      displayName,
      `${state === 'enabled' ? 'in force' : 'report-only'}: ${reason}`,
    ]),
    ...(usesGdap({ plan }) ? [['Partner relationship (GDAP)', gdapNameOf({ plan }), `${gdapDays} days`]] : []),
    ...(reader === undefined
      ? []
      : [['Enterprise application', reader.displayName, `application ${reader.clientId}, permissions as above`]]),
  ];
  return {
    id: 'what-is-added',
    title: 'What is added to your tenant',
    blocks: [
      {
        kind: 'text',
        text: `Tenant ${customer.tenantId} (${customer.primaryDomain}), subscription ${customer.subscriptionId}. Names are exact, so that you find everything again.`,
      },
      { kind: 'table', caption: 'Objects', columns: ['Kind', 'Name', 'Details'], rows, emptyText: 'Nothing.' },
      {
        kind: 'note',
        tone: 'plain',
        title: 'Not in this pack',
        text: `${readerOf(input) === undefined ? 'No application of the operator gets permissions of Microsoft Graph or Defender in your tenant by this pack. ' : 'No application of the operator gets a permission of Microsoft Graph or Defender that changes anything. '}None of the files holds a password, key or token.`,
      },
    ],
  };
}

function logsSection(hasReader: boolean): PageSection {
  return {
    id: 'see-what-is-done',
    title: 'How you see what the operator does',
    blocks: [
      {
        kind: 'table',
        caption: 'Logs that you can read yourself',
        columns: ['What', 'Where'],
        rows: [
          ['Sign-ins of the operator', 'Entra ID, Sign-in logs: filter Cross tenant access type'],
          ['Changes in Azure, activations included', 'Activity log of the subscription'],
          ['Who queried which data', 'Table LAQueryLogs of the workspace'],
          ['Changes to rules and other content', 'Table SentinelAudit of the workspace'],
          ...(hasReader ? [['Sign-ins of the application that reads', 'Entra ID, Sign-in logs, Service principal sign-ins']] : []),
          [
            'Changes to incidents, suppression rules, indicators, device actions',
            'Microsoft Purview, Audit: workloads Microsoft365Defender and MicrosoftDefenderForEndpoint',
          ],
        ],
        emptyText: '',
      },
      {
        kind: 'text',
        text: 'Audit (Standard) is on by default in a paid tenant; in a trial it has to be switched on first.',
      },
    ],
  };
}

function signatureSection({ plan }: ConsentInput, version: string): PageSection {
  return {
    id: 'sign',
    title: 'Signatures',
    blocks: [
      {
        kind: 'text',
        text: `We agree to the access described in version ${version} of this document. Any other access needs a new one.`,
      },
      {
        kind: 'signature',
        parties: [
          { party: plan.customer.name, role: 'Security Administrator' },
          { party: plan.customer.name, role: 'Owner of the subscription' },
          { party: plan.operator.name, role: 'Service delivery' },
        ],
      },
    ],
  };
}

/**
 * The consent document: what the customer's administrator reads and signs.
 * @param version identifies the access that was agreed to
 */
export function buildDocument(input: ConsentInput, version: string): PageDocument {
  const { plan, operator, issued } = input;
  const rows = describeAccess(plan, operator);
  return {
    title: 'Access to your tenant',
    subject: plan.customer.name,
    operatorName: plan.operator.name,
    serviceName: plan.operator.serviceName,
    imprint: `${plan.customer.name} · version ${version} · issued ${issued}`,
    summary: [
      ['Service', plan.operator.serviceName],
      ['Operator', plan.operator.name],
      ['Your tenant', `${plan.customer.primaryDomain}, ${plan.customer.tenantId}`],
      ['Response', plan.response.mode === 'act' ? 'the operator may act' : 'the operator guides you'],
      ['Issued', issued],
      ['Version', version],
    ],
    sections: [
      summarySection(input, rows),
      accessSection(input, rows),
      responseSection(input),
      objectsSection(input),
      stepsSection(input),
      verificationSection(input),
      logsSection(readerOf(input) !== undefined),
      revocationSection(input),
      signatureSection(input, version),
    ],
  };
}
