import { utcText } from './log-row.ts';
import type { PlannedEvent, TelemetryTable } from './telemetry.ts';
import { campaignsOn, drawCampaignInstant, drawDailyCount, drawInstant, rowStream } from './telemetry.ts';

const appActions = ['FileAccessed', 'FileDownloaded', 'FileUploaded', 'MessageSent', 'MailItemsAccessed'] as const;

export const cloudAppEvents: TelemetryTable = {
  name: 'CloudAppEvents',
  kinds: ['everyday', 'consent'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'CloudAppEvents', day.date);
    const events: PlannedEvent[] = Array.from({ length: drawDailyCount(tenant, day, random, 100, 0.2) }, (_, sequence) => ({
      atMs: drawInstant(tenant, day, random, 'office'),
      kind: 0,
      sequence,
    }));
    for (const campaign of campaignsOn(tenant, day, 'oauth-consent')) {
      for (let grant = 0; grant < campaign.users.length; grant++)
        events.push({ atMs: drawCampaignInstant(campaign, random), kind: 1, sequence: events.length, campaign });
    }
    return events;
  },
  row(event, day, tenant) {
    const random = rowStream(tenant, 'CloudAppEvents', day, event.sequence);
    const user = random.pick(event.campaign?.users ?? tenant.organization.users);
    const action = event.kind === 1 ? 'Consent to application.' : random.pick(appActions);
    return {
      TimeGenerated: utcText(event.atMs),
      AccountObjectId: user.id,
      AccountDisplayName: user.displayName,
      AccountType: 'Regular',
      ActionType: action,
      ActivityType: 'Basic',
      Application:
        event.kind === 1 ? 'Office 365' : random.pick(['Microsoft SharePoint Online', 'Microsoft Exchange Online', 'Microsoft Teams']),
      IPAddress: event.campaign?.attackerIp ?? user.site.officeIp,
      CountryCode: event.campaign ? 'ZZ' : user.site.country,
      IsAdminOperation: event.kind === 1,
      IsExternalUser: false,
      RawEventData: { Operation: action, UserId: user.upn },
    };
  },
};

const officeOperations = [
  { value: ['FileAccessed', 'SharePoint'], weight: 50 },
  { value: ['FileDownloaded', 'OneDrive'], weight: 22 },
  { value: ['MailItemsAccessed', 'Exchange'], weight: 20 },
  { value: ['MemberAdded', 'MicrosoftTeams'], weight: 6 },
  { value: ['New-InboxRule', 'Exchange'], weight: 1.5 },
] as const;

export const officeActivity: TelemetryTable = {
  name: 'OfficeActivity',
  kinds: ['activity'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'OfficeActivity', day.date);
    return Array.from({ length: drawDailyCount(tenant, day, random, 150, 0.2) }, (_, sequence) => ({
      atMs: drawInstant(tenant, day, random, 'office'),
      kind: 0,
      sequence,
    }));
  },
  row(event, day, tenant) {
    const random = rowStream(tenant, 'OfficeActivity', day, event.sequence);
    const user = random.pick(tenant.organization.users);
    const [operation, workload] = random.pickWeighted<readonly [string, string]>(officeOperations);
    const isFile = workload === 'SharePoint' || workload === 'OneDrive';
    return {
      TimeGenerated: utcText(event.atMs),
      Operation: operation,
      OfficeWorkload: workload,
      RecordType: isFile ? 'SharePointFileOperation' : workload === 'Exchange' ? 'ExchangeItem' : 'MicrosoftTeams',
      UserId: user.upn,
      UserType: 'Regular',
      ClientIP: user.site.officeIp,
      ResultStatus: 'Succeeded',
      ...(isFile
        ? {
            OfficeObjectId: `https://${tenant.context.customer.domain.split('.')[0]}.sharepoint.example/sites/${user.department.replaceAll(' ', '-')}/doc-${random.hex(4)}.docx`,
          }
        : {}),
      ...(operation === 'New-InboxRule'
        ? { Parameters: JSON.stringify([{ Name: 'DeleteMessage', Value: random.chance(0.2) ? 'True' : 'False' }]) }
        : {}),
    };
  },
};
