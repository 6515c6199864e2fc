import type { LocalDay } from './local-calendar.ts';
import { utcText } from './log-row.ts';
import type { LogRow } from './log-row.ts';
import type { SimulatedUser } from './organization.ts';
import type { RandomStream } from './random-stream.ts';
import type { PlannedEvent, TelemetryTable, Tenant } from './telemetry.ts';
import { campaignsOn, drawCampaignInstant, drawDailyCount, drawInstant, eventsOfDay, rowStream } from './telemetry.ts';
import type { TruthSignIns } from './truth.ts';

const apps = [
  'Office 365 Exchange Online',
  'Microsoft Teams',
  'Office 365 SharePoint Online',
  'Azure Portal',
  'Microsoft Office',
  'Salesforce',
  'Workday',
] as const;
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0 Edg/142.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile',
] as const;
const hostileAgent = `Mozilla/5.0 "><svg onload=alert(document.domain)> \u202egnp.scr`;
const failures = [
  { value: ['50126', 'Error validating credentials due to invalid username or password.'], weight: 60 },
  { value: ['50074', 'Strong Authentication is required.'], weight: 18 },
  { value: ['53003', 'Access has been blocked by Conditional Access policies.'], weight: 14 },
  { value: ['50053', 'The account is locked.'], weight: 8 },
] as const satisfies readonly { readonly value: readonly [string, string]; readonly weight: number }[];

/** Interactive sign-ins: columns that hold objects are dynamic. */
export const signinLogs: TelemetryTable = {
  name: 'SigninLogs',
  kinds: ['success', 'failure', 'success-high-risk'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'SigninLogs', day.date);
    const events: PlannedEvent[] = [];
    const count = drawDailyCount(tenant, day, random, 420, 0.16);
    for (let sequence = 0; sequence < count; sequence++) {
      events.push({ atMs: drawInstant(tenant, day, random, 'office'), kind: random.chance(0.045) ? 1 : 0, sequence });
    }
    for (const campaign of campaignsOn(tenant, day, 'password-spray')) {
      // The last two attempts succeed: that is what the incident is about.
      for (let attempt = 0; attempt < campaign.volume; attempt++) {
        events.push({
          atMs: drawCampaignInstant(campaign, random),
          kind: attempt >= campaign.volume - 2 ? 2 : 1,
          sequence: events.length,
          campaign,
        });
      }
    }
    return events;
  },
  row(event, day, tenant) {
    return interactiveRow(event, day, tenant);
  },
};

/** Token renewals by apps: the same columns hold the same objects, but as strings. */
export const nonInteractiveSignInLogs: TelemetryTable = {
  name: 'AADNonInteractiveUserSignInLogs',
  kinds: ['success', 'failure'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'AADNonInteractiveUserSignInLogs', day.date);
    return Array.from({ length: drawDailyCount(tenant, day, random, 810, 0.35) }, (_, sequence) => ({
      atMs: drawInstant(tenant, day, random, 'office'),
      kind: random.chance(0.02) ? 1 : 0,
      sequence,
    }));
  },
  row(event, day, tenant) {
    const { organization } = tenant;
    const random = rowStream(tenant, 'AADNonInteractiveUserSignInLogs', day, event.sequence);
    const user = random.pick(organization.users);
    const device = organization.devices[organization.devices.length - organization.users.length + user.index]!;
    const errorCode = event.kind === 1 ? random.pick([70043, 50173, 700082]) : 0;
    return {
      TimeGenerated: utcText(event.atMs),
      UserPrincipalName: user.upn,
      UserId: user.id,
      AppDisplayName: random.pick(apps),
      IPAddress: random.chance(0.35) ? user.homeIp : user.site.officeIp,
      Location: user.site.country,
      LocationDetails: JSON.stringify({ city: user.site.city, countryOrRegion: user.site.country }),
      ResultType: String(errorCode),
      Status: JSON.stringify({ errorCode }),
      DeviceDetail: JSON.stringify({ deviceId: device.aadDeviceId, operatingSystem: device.osPlatform }),
      IsInteractive: false,
    };
  },
};

function pickUser({ campaign }: PlannedEvent, random: RandomStream, { organization }: Tenant): SimulatedUser {
  return random.pick(campaign?.users ?? organization.users);
}

/** When each user signed in, kept apart from the rows that tell it. */
export function listSignIns(tenant: Tenant): readonly TruthSignIns[] {
  const { calendar, startMs, endMs } = tenant.context;
  const quarters = new Map<string, Set<number>>();
  for (const day of calendar.days(startMs, endMs)) {
    for (const event of eventsOfDay(signinLogs, day, tenant)) {
      const { id } = pickUser(event, rowStream(tenant, 'SigninLogs', day, event.sequence), tenant);
      quarters.set(id, (quarters.get(id) ?? new Set()).add(Math.floor((event.atMs - startMs) / (15 * 60_000))));
    }
  }
  return [...quarters].map(([userId, own]) => ({ userId, quarters: [...own].sort((left, right) => left - right) }));
}

function interactiveRow(event: PlannedEvent, day: LocalDay, tenant: Tenant): LogRow {
  const { context, organization } = tenant;
  const random = rowStream(tenant, 'SigninLogs', day, event.sequence);
  const { campaign } = event;
  const user = pickUser(event, random, tenant);
  const device = organization.devices[organization.devices.length - organization.users.length + user.index]!;
  const isFailure = event.kind === 1;
  const [resultType, resultDescription] = isFailure
    ? campaign
      ? failures[0].value
      : random.pickWeighted<readonly [string, string]>(failures)
    : ['0', ''];
  const isHome = random.chance(0.35);
  const isHostile = context.hostile && isFailure && campaign === undefined && random.chance(0.02);
  const isPortable = campaign !== undefined || random.chance(0.15);
  const place = campaign ? { city: 'Springfield', state: 'Unknown', country: 'ZZ' } : user.site;
  return {
    TimeGenerated: utcText(event.atMs),
    UserPrincipalName: user.upn,
    UserDisplayName: user.displayName,
    UserId: user.id,
    AppDisplayName: random.pick(campaign ? ['Office 365 Exchange Online'] : apps),
    IPAddress: campaign?.attackerIp ?? (isHome ? user.homeIp : user.site.officeIp),
    Location: place.country,
    LocationDetails: { city: place.city, countryOrRegion: place.country },
    ResultType: resultType,
    ResultDescription: resultDescription,
    Status: { errorCode: Number(resultType) },
    ConditionalAccessStatus: resultType === '53003' ? 'failure' : isFailure ? 'notApplied' : 'success',
    DeviceDetail: isPortable
      ? { deviceId: '', operatingSystem: campaign ? 'Linux' : 'Ios 26', browser: 'Mobile Safari', isCompliant: false, isManaged: false }
      : {
          deviceId: device.aadDeviceId,
          displayName: device.name,
          operatingSystem: device.osPlatform,
          browser: 'Edge 142',
          isCompliant: true,
          isManaged: true,
        },
    ClientAppUsed: campaign ? 'Other clients' : 'Browser',
    UserAgent: isHostile ? hostileAgent : random.pick(agents),
    AuthenticationRequirement: random.chance(0.82) ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    RiskLevelDuringSignIn: event.kind === 2 ? 'high' : 'none',
    Id: random.guid(),
    IsInteractive: true,
  };
}
