import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { BackgroundTable } from './background.ts';
import { hourMs, instantsOf, minuteMs } from './background.ts';

const ruleNames = [
  'Inbox rule forwards mail outside or hides it',
  'Backups or recovery of a device removed',
  'Link of a phishing mail opened',
] as const;
const connectors = [
  ['AzureActiveDirectory', 'Entra ID'],
  ['Office365', 'Office 365'],
  ['MicrosoftThreatProtection', 'Defender XDR'],
] as const;

/** Runs of rules, with a failure now and then that the next run mends, and connectors whose data arrives. */
export const sentinelHealth: BackgroundTable = {
  name: 'SentinelHealth',
  rows(day, { tenant }, random) {
    const workspace = tenant.context.workspaceId;
    const runs = ruleNames.flatMap((name, index) =>
      Array.from({ length: 24 }, (_, hour): LogRow => {
        const atMs = day.startMs + hour * hourMs + index * minuteMs + random.integer(0, 30_000);
        const isFailure = random.chance(0.004);
        return {
          TimeGenerated: utcText(atMs),
          OperationName: 'Scheduled analytics rule run',
          SentinelResourceType: 'Analytics Rule',
          SentinelResourceKind: 'Scheduled',
          SentinelResourceName: name,
          SentinelResourceId: `/workspaces/${workspace}/alertRules/${index}`,
          Status: isFailure ? 'Failure' : 'Success',
          Reason: isFailure ? 'The query was blocked as it was consuming too many resources.' : '',
          Description: isFailure ? 'Rule failed to run and will be tried again.' : 'Rule executed successfully',
          WorkspaceId: workspace,
          RecordId: random.guid(),
          ExtendedProperties: {
            AlertsGeneratedAmount: 0,
            QueryResultAmount: 0,
            TriggeredByManualRun: false,
            QueryStartTimeUTC: utcText(atMs - hourMs),
            QueryEndTimeUTC: utcText(atMs),
            ...(isFailure ? { Issues: [{ Code: 'QueryConsumingTooManyResources', Description: 'too many resources' }] } : {}),
          },
        };
      }),
    );
    const fetches = connectors.flatMap(([id, name]) =>
      random.chance(0.03)
        ? [
            [0, 'Failure'],
            [35, 'Success'],
          ].map(([later, status]): LogRow => ({
            TimeGenerated: utcText(day.startMs + 10 * hourMs + Number(later) * minuteMs),
            OperationName: 'Data fetch status change',
            SentinelResourceType: 'Data connector',
            SentinelResourceKind: id,
            SentinelResourceName: name,
            SentinelResourceId: `/workspaces/${workspace}/dataConnectors/${id}`,
            Status: String(status),
            Reason: status === 'Failure' ? 'The service did not answer in time.' : '',
            Description: '',
            WorkspaceId: workspace,
            RecordId: random.guid(),
            ExtendedProperties: { DestinationTable: id === 'Office365' ? 'OfficeActivity' : 'SigninLogs' },
          }))
        : [],
    );
    return [...runs, ...fetches];
  },
};

/** Changes of the monitoring itself, by the pipeline that deploys its content. */
export const sentinelAudit: BackgroundTable = {
  name: 'SentinelAudit',
  rows(day, background, random) {
    const { tenant, people } = background;
    const pipeline = people.applications[1]!;
    return instantsOf(day, background, random, 0.6, 0).map((atMs): LogRow => ({
      TimeGenerated: utcText(atMs),
      OperationName: random.pick(['Create or update analytics rule', 'Create or update analytics rule', 'Delete analytics rule']),
      SentinelResourceType: 'Analytics Rule',
      SentinelResourceKind: 'Scheduled',
      SentinelResourceName: random.pick(ruleNames),
      SentinelResourceId: `/workspaces/${tenant.context.workspaceId}/alertRules/1`,
      Status: 'Success',
      Description: '',
      WorkspaceId: tenant.context.workspaceId,
      CorrelationId: random.guid(),
      ExtendedProperties: {
        CallerName: pipeline.name,
        CallerIpAddress: pipeline.addresses[0]!,
        CallerObjectId: pipeline.objectId,
        UpdatedResourceState: { properties: { enabled: true } },
        OriginalResourceState: { properties: { enabled: true } },
      },
    }));
  },
};

const queryTexts = [
  'SecurityIncident | summarize arg_max(TimeGenerated, *) by IncidentNumber | where Status != "Closed"',
  'SigninLogs | where TimeGenerated > ago(1d) | summarize count() by ResultType',
  'DeviceInfo | summarize arg_max(TimeGenerated, *) by DeviceId | summarize count() by OnboardingStatus',
] as const;

/** Queries of analysts in the portal and of the reporting application. */
export const queryLogs: BackgroundTable = {
  name: 'LAQueryLogs',
  rows(day, background, random) {
    const { tenant, people } = background;
    const reporting = people.applications[4]!;
    return instantsOf(day, background, random, 40, 0.2).map((atMs): LogRow => {
      const isReport = random.chance(0.5);
      const analyst = random.pick(people.analysts);
      return {
        TimeGenerated: utcText(atMs),
        QueryText: random.pick(queryTexts),
        RequestClientApp: isReport ? 'LogAnalyticsSDK' : random.pick(['AppAnalytics', 'Sentinel-Investigation-Queries', 'AzurePortal']),
        RequestTarget: `/workspaces/${tenant.context.workspaceId}`,
        AADEmail: isReport ? '' : analyst.upn,
        AADObjectId: isReport ? reporting.objectId : analyst.id,
        AADClientId: isReport ? reporting.appId : '',
        AADTenantId: tenant.context.customer.tenantId,
        ResponseCode: 200,
        ResponseDurationMs: random.integer(80, 4000),
        ResponseRowCount: random.integer(0, 900),
        StatsCPUTimeMs: random.integer(20, 3000),
        StatsWorkspaceCount: 1,
        StatsRegionCount: 1,
        QueryTimeRangeStart: utcText(atMs - 24 * hourMs),
        QueryTimeRangeEnd: utcText(atMs),
        CorrelationId: random.guid(),
      };
    });
  },
};

const megabytesAnHour = [
  ['SigninLogs', 10, 'LogManagement'],
  ['AADNonInteractiveUserSignInLogs', 32, 'LogManagement'],
  ['AADServicePrincipalSignInLogs', 2, 'LogManagement'],
  ['AuditLogs', 1, 'LogManagement'],
  ['OfficeActivity', 2.5, 'Office365'],
  ['CloudAppEvents', 6, 'SecurityInsights'],
  ['AzureActivity', 0.4, 'LogManagement'],
  ['DeviceProcessEvents', 60, 'SecurityInsights'],
  ['DeviceNetworkEvents', 49, 'SecurityInsights'],
  ['DeviceFileEvents', 40, 'SecurityInsights'],
  ['DeviceLogonEvents', 5, 'SecurityInsights'],
  ['EmailEvents', 4, 'SecurityInsights'],
  ['IdentityLogonEvents', 8, 'SecurityInsights'],
  ['SecurityAlert', 0.2, 'SecurityInsights'],
] as const;

/** Ingested volume by the hour: less at night and at weekends, as people work. */
export const usage: BackgroundTable = {
  name: 'Usage',
  rows(day, _background, random) {
    return megabytesAnHour.flatMap(([table, megabytes, solution]) =>
      Array.from({ length: 24 }, (_, hour): LogRow => {
        const endMs = day.startMs + (hour + 1) * hourMs;
        const share = day.isWorkday && hour >= 7 && hour < 19 ? 1.5 : 0.5;
        return {
          TimeGenerated: utcText(endMs),
          StartTime: utcText(endMs - hourMs),
          EndTime: utcText(endMs),
          DataType: table,
          Quantity: Math.round(megabytes * share * (0.85 + random.next() * 0.3) * 1000) / 1000,
          QuantityUnit: 'MBytes',
          IsBillable: solution !== 'Office365' && table !== 'SecurityAlert',
          Solution: solution,
          SourceSystem: 'OMS',
        };
      }),
    );
  },
};

/** Agents on servers report; one is restarted for updates now and then. */
export const heartbeat: BackgroundTable = {
  name: 'Heartbeat',
  rows(day, { people }, random) {
    const servers = [
      ...new Map([people.servers.domainController, people.servers.web, people.servers.file].map((server) => [server.id, server])).values(),
    ];
    return servers.flatMap((server) => {
      const restartMs = random.chance(0.05) ? day.startMs + 3 * hourMs : Number.POSITIVE_INFINITY;
      return Array.from({ length: 144 }, (_, slot) => day.startMs + slot * 10 * minuteMs + random.integer(0, 20_000))
        .filter((atMs) => atMs < restartMs || atMs > restartMs + 12 * minuteMs)
        .map((atMs): LogRow => ({
          TimeGenerated: utcText(atMs),
          Computer: server.name,
          ComputerIP: server.site.officeIp,
          Category: 'Azure Monitor Agent',
          OSType: 'Windows',
          OSName: 'Windows Server 2022',
          OSMajorVersion: '10',
          OSMinorVersion: '0',
          Version: '1.36.0',
          ComputerEnvironment: 'Non-Azure',
          RemoteIPCountry: 'Netherlands',
          SourceSystem: 'OpsManager',
          ResourceType: 'machines',
        }));
    });
  },
};

/** Alerts of products that turned out to be nothing: low, and closed soon. */
export const securityAlerts: BackgroundTable = {
  name: 'SecurityAlert',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 1.4, 0.4).flatMap((atMs) => {
      const device = random.pick(people.workstations);
      const id = random.guid();
      const [title, severity] = random.pick([
        ['Unwanted software was prevented', 'Informational'],
        ['Suspicious URL clicked', 'Low'],
        ['Email reported by user as junk', 'Informational'],
        ['Unfamiliar sign-in properties', 'Low'],
      ] as const);
      const row = (status: string, later: number): LogRow => ({
        TimeGenerated: utcText(atMs + later),
        StartTime: utcText(atMs - 5 * minuteMs),
        EndTime: utcText(atMs),
        ProcessingEndTime: utcText(atMs + later),
        DisplayName: title,
        AlertName: title,
        AlertType: title.replaceAll(' ', ''),
        AlertSeverity: severity,
        Description: 'Seen and handled.',
        ProviderName: 'MDATP',
        VendorName: 'Microsoft',
        ProductName: 'Microsoft Defender Advanced Threat Protection',
        ProductComponentName: 'Microsoft Defender for Endpoint',
        SystemAlertId: id,
        VendorOriginalId: id,
        Status: status,
        IsIncident: false,
        CompromisedEntity: device.name,
        Tactics: '',
        Techniques: '[]',
        ExtendedProperties: '{}',
        Entities: JSON.stringify([
          { $id: '2', HostName: device.name.split('.')[0] ?? '', DnsDomain: device.name.split('.').slice(1).join('.'), Type: 'host' },
          {
            $id: '3',
            Name: device.owner.account,
            UPNSuffix: device.owner.upn.split('@')[1] ?? '',
            AadUserId: device.owner.id,
            Type: 'account',
          },
        ]),
      });
      return [row('New', 0), row('Resolved', random.integer(1, 20) * hourMs)];
    });
  },
};
