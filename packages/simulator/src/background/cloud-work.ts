import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedUser } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { instantsOf } from './background.ts';

interface FileWork {
  readonly operation: string;
  readonly workload: 'SharePoint' | 'OneDrive';
  readonly weight: number;
}

const fileWork: readonly FileWork[] = [
  { operation: 'FileAccessed', workload: 'SharePoint', weight: 44 },
  { operation: 'FileModified', workload: 'SharePoint', weight: 14 },
  { operation: 'FileDownloaded', workload: 'SharePoint', weight: 6 },
  { operation: 'FileUploaded', workload: 'OneDrive', weight: 8 },
  { operation: 'FileSyncDownloadedFull', workload: 'OneDrive', weight: 6 },
  { operation: 'FileDeleted', workload: 'OneDrive', weight: 4 },
  { operation: 'SharingSet', workload: 'SharePoint', weight: 2 },
  { operation: 'CompanyLinkCreated', workload: 'OneDrive', weight: 2 },
];

const tenantName = (background: Background): string => background.tenant.context.customer.domain.split('.')[0] ?? 'contoso';

function officeRow(atMs: number, background: Background, user: SimulatedUser, address: string, random: RandomStream): LogRow {
  return {
    TimeGenerated: utcText(atMs),
    OfficeId: random.guid(),
    OrganizationId: background.tenant.context.customer.tenantId,
    UserId: user.upn,
    UserKey: random.hex(16),
    UserType: 'Regular',
    ClientIP: address,
    SourceSystem: 'OfficeActivityManager',
    UserAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/142.0.0.0',
  };
}

function inboxRule(name: string, ...settings: readonly (readonly [string, string])[]): string {
  return JSON.stringify([
    { Name: 'Name', Value: name },
    ...settings.map(([Name, Value]) => ({ Name, Value })),
    { Name: 'StopProcessingRules', Value: 'True' },
  ]);
}

/** Work in files and mailboxes. Near misses: inbox rules that file newsletters, links for colleagues, bursts of downloads before a journey. */
export const officeActivity: BackgroundTable = {
  name: 'OfficeActivity',
  rows(day, background, random) {
    const { people } = background;
    const files = (atMs: number, user: SimulatedUser, { operation, workload }: FileWork): LogRow => {
      const folder =
        workload === 'SharePoint' ? `sites/${user.department.replaceAll(' ', '-')}` : `personal/${user.account.replaceAll('.', '_')}`;
      const name = `${random.pick(['minutes', 'planning', 'offer', 'budget', 'drawing', 'contract'])}-${random.integer(1, 400)}.${random.pick(['docx', 'xlsx', 'pdf', 'pptx'])}`;
      const site = `https://${tenantName(background)}.sharepoint.com/${folder}/`;
      return {
        ...officeRow(atMs, background, user, people.placeOf(user, day, random).address, random),
        Operation: operation,
        OfficeWorkload: workload,
        RecordType: operation.startsWith('File') ? 'SharePointFileOperation' : 'SharePointSharingOperation',
        ResultStatus: 'Succeeded',
        OfficeObjectId: `${site}Shared Documents/${name}`,
        Site_Url: site,
        SourceFileName: name,
        SourceFileExtension: name.split('.')[1] ?? '',
        SourceRelativeUrl: 'Shared Documents',
        ItemType: 'File',
      };
    };
    const mailbox = (atMs: number, user: SimulatedUser, operation: string, record: string, more: LogRow): LogRow => ({
      ...officeRow(atMs, background, user, people.placeOf(user, day, random).address, random),
      Operation: operation,
      OfficeWorkload: 'Exchange',
      RecordType: record,
      ResultStatus: record === 'ExchangeAdmin' ? 'True' : 'Succeeded',
      MailboxOwnerUPN: user.upn,
      Logon_Type: 'Owner',
      ...more,
    });
    return [
      ...instantsOf(day, background, random, 140, 0.15).map((atMs) =>
        files(atMs, random.pick(people.users), random.pickWeighted(fileWork.map((value) => ({ value, weight: value.weight })))),
      ),
      ...instantsOf(day, background, random, 40, 0.2).map((atMs) =>
        mailbox(
          atMs,
          random.pick(people.users),
          random.pick(['MailItemsAccessed', 'MailItemsAccessed', 'Send', 'SoftDelete', 'MoveToDeletedItems']),
          'ExchangeItemGroup',
          {
            ClientInfoString: 'Client=OWA;Action=ViaProxy',
          },
        ),
      ),
      ...instantsOf(day, background, random, 1.2, 0.1).map((atMs) => {
        const user = random.pick(people.users);
        const colleague = random.pick(people.users);
        return mailbox(atMs, user, random.pick(['New-InboxRule', 'Set-InboxRule']), 'ExchangeAdmin', {
          OfficeObjectId: `${user.account}\\rule`,
          Parameters: random.pick([
            inboxRule('Newsletters', ['SubjectContainsWords', 'newsletter'], ['MoveToFolder', 'Newsletters']),
            inboxRule('Planning', ['From', colleague.upn], ['MoveToFolder', 'Planning']),
            inboxRule('Holiday', ['ForwardTo', colleague.upn]),
            inboxRule('Alerts', ['FromAddressContainsWords', 'monitoring'], ['MoveToFolder', 'Archive'], ['MarkAsRead', 'True']),
          ]),
        });
      }),
      // A traveller takes files along.
      ...people.users
        .filter((user) => people.isTravelling(user, day) && random.chance(0.4))
        .flatMap((user) => {
          const [first = day.startMs] = instantsOf(day, background, random, 6, 1);
          return Array.from({ length: random.integer(6, 25) }, (_, index) => files(first + index * 4000, user, fileWork[2]!));
        }),
    ];
  },
};

const cloudActions = [
  { value: ['FileAccessed', 'Microsoft SharePoint Online', 20_892, 'Basic'], weight: 40 },
  { value: ['FileDownloaded', 'Microsoft OneDrive for Business', 15_600, 'Download'], weight: 12 },
  { value: ['FileUploaded', 'Microsoft OneDrive for Business', 15_600, 'Upload'], weight: 10 },
  { value: ['MailItemsAccessed', 'Microsoft Exchange Online', 20_893, 'Basic'], weight: 16 },
  { value: ['MessageSent', 'Microsoft Teams', 28_375, 'Basic'], weight: 18 },
  { value: ['UserLoggedIn', 'Office 365', 11_161, 'Log on'], weight: 8 },
  { value: ['MemberAdded', 'Microsoft Teams', 28_375, 'Basic'], weight: 2 },
] as const;

/** Work in cloud applications as Defender for Cloud Apps sees it. */
export const cloudAppEvents: BackgroundTable = {
  name: 'CloudAppEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 130, 0.2).map((atMs): LogRow => {
      const user = random.pick(people.users);
      const place = people.placeOf(user, day, random);
      const [action, application, applicationId, activity] = random.pickWeighted<(typeof cloudActions)[number]['value']>(cloudActions);
      const file = `${random.pick(['report', 'offer', 'plan'])}-${random.integer(1, 300)}.xlsx`;
      const isFile = action.startsWith('File');
      return {
        TimeGenerated: utcText(atMs),
        ActionType: action,
        ActivityType: activity,
        Application: application,
        ApplicationId: applicationId,
        AccountObjectId: user.id,
        AccountId: user.upn,
        AccountDisplayName: user.displayName,
        AccountType: 'Regular',
        IsAdminOperation: false,
        IsExternalUser: false,
        IsImpersonated: false,
        IsAnonymousProxy: false,
        IPAddress: place.address,
        IPCategory: place.address === user.site.officeIp ? 'Corporate' : '',
        CountryCode: place.country,
        City: place.city,
        ISP: 'Example Telecom',
        DeviceType: 'Desktop',
        OSPlatform: 'Windows 11',
        UserAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/142.0.0.0',
        ObjectName: isFile ? file : '',
        ObjectType: isFile ? 'File' : 'Task',
        ObjectId: random.guid(),
        ActivityObjects: [
          { Type: 'User', Role: 'Actor', Name: user.displayName, Id: user.id },
          ...(isFile ? [{ Type: 'File', Role: 'Target object', Name: file }] : []),
        ],
        RawEventData: {
          Operation: action,
          UserId: user.upn,
          ClientIP: place.address,
          Workload: application.replace('Microsoft ', ''),
          ...(isFile ? { SourceFileName: file, SiteUrl: `https://${tenantName(background)}.sharepoint.com/` } : {}),
        },
        UncommonForUser: [],
        ReportId: random.guid(),
      };
    });
  },
};

const azureOperations = [
  { value: ['Microsoft.Compute/virtualMachines/start/action', 'Start Virtual Machine', 'Microsoft.Compute'], weight: 10 },
  { value: ['Microsoft.Resources/deployments/write', 'Create Deployment', 'Microsoft.Resources'], weight: 12 },
  { value: ['Microsoft.Storage/storageAccounts/listKeys/action', 'List Storage Account Keys', 'Microsoft.Storage'], weight: 3 },
  { value: ['Microsoft.Insights/metricAlerts/write', 'Update metric alert', 'Microsoft.Insights'], weight: 4 },
  { value: ['Microsoft.OperationalInsights/workspaces/query/read', 'Query workspace', 'Microsoft.OperationalInsights'], weight: 6 },
  {
    value: ['Microsoft.Network/networkSecurityGroups/securityRules/write', 'Create or Update Security Rule', 'Microsoft.Network'],
    weight: 2,
  },
  { value: ['Microsoft.SecurityInsights/incidents/write', 'Update incident', 'Microsoft.SecurityInsights'], weight: 5 },
] as const;

/** What pipelines and administrators do in Azure: a start and an end for every operation. */
export const azureActivity: BackgroundTable = {
  name: 'AzureActivity',
  rows(day, background, random) {
    const { people } = background;
    const pipeline = people.applications[1]!;
    const subscription = background.tenant.context.random.split('subscription').guid();
    return instantsOf(day, background, random, 24, 0.3).flatMap((atMs) => {
      const [operation, name, provider] = random.pickWeighted<(typeof azureOperations)[number]['value']>(azureOperations);
      const isPipeline = random.chance(0.7);
      const administrator = random.pick(people.administrators);
      const address = isPipeline ? pipeline.addresses[0]! : people.placeOf(administrator, day, random).address;
      const caller = isPipeline ? pipeline.objectId : administrator.upn;
      const correlation = random.guid();
      const group = random.pick(['rg-app', 'rg-data', 'rg-security']);
      const resource = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}/${operation.split('/')[1] ?? 'resource'}/item-${random.integer(1, 20)}`;
      return [
        ['Start', 0],
        ['Success', 30_000],
      ].map(([status, later]): LogRow => ({
        TimeGenerated: utcText(atMs + Number(later)),
        EventSubmissionTimestamp: utcText(atMs + Number(later) + 60_000),
        OperationName: name,
        OperationNameValue: operation.toUpperCase(),
        ActivityStatusValue: String(status),
        ActivityStatus: status === 'Start' ? 'Started' : 'Succeeded',
        ActivitySubstatusValue: '',
        CategoryValue: 'Administrative',
        Level: 'Informational',
        Caller: caller,
        CallerIpAddress: address,
        Authorization: JSON.stringify({ action: operation, scope: resource }),
        Authorization_d: { action: operation, scope: resource },
        Claims_d: isPipeline ? { appid: pipeline.appId, idtyp: 'app' } : { name: administrator.displayName, ipaddr: address },
        Properties_d: { statusCode: 'OK', resource, caller },
        Properties: JSON.stringify({ statusCode: 'OK', resource, caller }),
        ResourceGroup: group.toUpperCase(),
        ResourceId: resource,
        _ResourceId: resource.toLowerCase(),
        ResourceProviderValue: provider.toUpperCase(),
        SubscriptionId: subscription,
        CorrelationId: correlation,
        OperationId: correlation,
        Hierarchy: subscription,
      }));
    });
  },
};
