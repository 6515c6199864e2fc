import { utcText } from './log-row.ts';
import type { PlannedEvent, TelemetryTable } from './telemetry.ts';
import { campaignsOn, drawCampaignInstant, drawDailyCount, drawInstant, rowStream } from './telemetry.ts';

const auditOperations = [
  'Update user',
  'Add member to group',
  'Reset user password',
  'Update device',
  'Add owner to application',
  'Add member to role',
] as const;
const mailPermissions = 'Mail.Read Mail.Send offline_access User.Read';

/** Changes in the directory; consent phishing shows as grants to a look-alike app. */
export const auditLogs: TelemetryTable = {
  name: 'AuditLogs',
  kinds: ['success', 'failure'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'AuditLogs', day.date);
    const events: PlannedEvent[] = Array.from({ length: drawDailyCount(tenant, day, random, 45, 0.15) }, (_, sequence) => ({
      atMs: drawInstant(tenant, day, random, 'office'),
      kind: random.chance(0.03) ? 1 : 0,
      sequence,
    }));
    for (const campaign of campaignsOn(tenant, day, 'oauth-consent')) {
      for (let grant = 0; grant < campaign.users.length; grant++)
        events.push({ atMs: drawCampaignInstant(campaign, random), kind: 0, sequence: events.length, campaign });
    }
    return events;
  },
  row(event, day, tenant) {
    const random = rowStream(tenant, 'AuditLogs', day, event.sequence);
    const { campaign } = event;
    const actor = random.pick(campaign?.users ?? tenant.organization.users);
    const target = random.pick(tenant.organization.users);
    const operation = campaign ? 'Consent to application' : random.pick(auditOperations);
    return {
      TimeGenerated: utcText(event.atMs),
      OperationName: operation,
      ActivityDisplayName: operation,
      ActivityDateTime: utcText(event.atMs),
      Category: campaign ? 'ApplicationManagement' : 'UserManagement',
      LoggedByService: 'Core Directory',
      Result: event.kind === 1 ? 'failure' : 'success',
      CorrelationId: random.guid(),
      Identity: actor.displayName,
      InitiatedBy: { user: { id: actor.id, userPrincipalName: actor.upn, ipAddress: actor.site.officeIp } },
      TargetResources: campaign
        ? [
            {
              id: random.guid(),
              displayName: 'Mail Backup Assistant',
              type: 'ServicePrincipal',
              modifiedProperties: [{ displayName: 'ConsentAction.Permissions', newValue: mailPermissions }],
            },
          ]
        : [{ id: target.id, displayName: target.displayName, userPrincipalName: target.upn, type: 'User', modifiedProperties: [] }],
      AADTenantId: tenant.context.customer.tenantId,
    };
  },
};

/** Logons to the on-premises directory, as domain controllers see them. */
export const identityLogonEvents: TelemetryTable = {
  name: 'IdentityLogonEvents',
  kinds: ['success', 'failure'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'IdentityLogonEvents', day.date);
    return Array.from({ length: drawDailyCount(tenant, day, random, 110, 0.2) }, (_, sequence) => ({
      atMs: drawInstant(tenant, day, random, 'office'),
      kind: random.chance(0.04) ? 1 : 0,
      sequence,
    }));
  },
  row(event, day, tenant) {
    const random = rowStream(tenant, 'IdentityLogonEvents', day, event.sequence);
    const user = random.pick(tenant.organization.users);
    return {
      TimeGenerated: utcText(event.atMs),
      AccountUpn: user.upn,
      AccountObjectId: user.id,
      AccountName: user.account,
      AccountDomain: tenant.context.customer.domain,
      ActionType: event.kind === 1 ? 'LogonFailed' : 'LogonSuccess',
      LogonType: 'Credentials validation',
      Application: 'Active Directory',
      Protocol: random.chance(0.7) ? 'Kerberos' : 'Ntlm',
      IPAddress: user.site.officeIp,
      DestinationDeviceName: `dc0${random.integer(1, 3)}.${tenant.context.customer.domain}`,
      ...(event.kind === 1 ? { FailureReason: 'WrongPassword' } : {}),
    };
  },
};
