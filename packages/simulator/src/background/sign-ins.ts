import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedUser } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { hourMs, instantsOf, minuteMs } from './background.ts';
import type { Place } from './people.ts';

interface CloudApplication {
  readonly name: string;
  readonly appId: string;
  readonly resource: string;
}

/** Application ids of Microsoft as published; those of others are made up. */
const webApplications: readonly CloudApplication[] = [
  { name: 'Office 365 Exchange Online', appId: '00000002-0000-0ff1-ce00-000000000000', resource: 'Office 365 Exchange Online' },
  { name: 'Microsoft Teams Web Client', appId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', resource: 'Microsoft Teams Services' },
  { name: 'Office 365 SharePoint Online', appId: '00000003-0000-0ff1-ce00-000000000000', resource: 'Office 365 SharePoint Online' },
  { name: 'OfficeHome', appId: '4765445b-32c6-49b0-83e6-1d93765276ca', resource: 'OfficeHome' },
  { name: 'Workday', appId: '3a0c6f1b-58d2-4a7e-9c41-0b7d2e5f8a13', resource: 'Workday' },
];
const adminPortal: CloudApplication = {
  name: 'Azure Portal',
  appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  resource: 'Windows Azure Service Management API',
};
const clientApplications: readonly CloudApplication[] = [
  { name: 'Microsoft Office', appId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c', resource: 'Microsoft Graph' },
  { name: 'Microsoft Teams', appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', resource: 'Microsoft Teams Services' },
  { name: 'OneDrive SyncEngine', appId: 'ab9b8c07-8f02-4f72-87fa-80105867a763', resource: 'Office 365 SharePoint Online' },
];

const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

type Outcome = readonly [code: string, description: string, detail: string];
const success: Outcome = ['0', '', 'MFA requirement satisfied by claim in the token'];
const wrongPassword: Outcome = ['50126', 'Error validating credentials due to invalid username or password.', ''];
const promptDenied: Outcome = [
  '500121',
  'Authentication failed during strong authentication request.',
  'MFA denied; user declined the authentication',
];
const promptIgnored: Outcome = [
  '500121',
  'Authentication failed during strong authentication request.',
  'MFA denied; user did not respond to mobile app notification',
];
const blockedByPolicy: Outcome = ['53003', 'Access has been blocked by Conditional Access policies.', ''];
const interrupted: Outcome = ['50074', 'Strong Authentication is required.', ''];

function placeColumns({ address, city, state, country }: Place) {
  return { IPAddress: address, Location: country, details: { city, state, countryOrRegion: country, geoCoordinates: {} } };
}

function signIn(
  background: Background,
  user: SimulatedUser,
  atMs: number,
  place: Place,
  application: CloudApplication,
  [code, description, detail]: Outcome,
  random: RandomStream,
  isOnPhone: boolean,
): LogRow {
  const { tenant, people } = background;
  const device = people.deviceOf(user);
  const { details, ...where } = placeColumns(place);
  const isStrong = code === '500121' || random.chance(0.85);
  return {
    TimeGenerated: utcText(atMs),
    CreatedDateTime: utcText(atMs),
    OperationName: 'Sign-in activity',
    Category: 'SignInLogs',
    ResultType: code,
    ResultDescription: description,
    ResultSignature: code === '0' ? 'SUCCESS' : 'FAILURE',
    Identity: user.displayName,
    UserDisplayName: user.displayName,
    UserPrincipalName: user.upn,
    AlternateSignInName: user.upn,
    UserId: user.id,
    UserType: 'Member',
    AppDisplayName: application.name,
    AppId: application.appId,
    ResourceDisplayName: application.resource,
    ResourceIdentity: '00000003-0000-0000-c000-000000000000',
    ...where,
    LocationDetails: details,
    AutonomousSystemNumber: place.address.includes(':') ? '64501' : '64500',
    Status: { errorCode: Number(code), ...(description === '' ? {} : { failureReason: description }), additionalDetails: detail },
    DeviceDetail: isOnPhone
      ? {
          deviceId: '',
          displayName: '',
          operatingSystem: 'Ios 26',
          browser: 'Mobile Safari 26',
          isCompliant: false,
          isManaged: false,
          trustType: '',
        }
      : {
          deviceId: device.aadDeviceId,
          displayName: device.name.split('.')[0] ?? '',
          operatingSystem: device.osPlatform,
          browser: 'Edge 142.0.0',
          isCompliant: true,
          isManaged: true,
          trustType: 'Azure AD joined',
        },
    UserAgent: isOnPhone ? phone : edge,
    ClientAppUsed: 'Browser',
    AuthenticationRequirement: isStrong ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    AuthenticationDetails: JSON.stringify([
      {
        authenticationMethod: 'Password',
        authenticationMethodDetail: 'Password Hash Sync',
        succeeded: code !== '50126',
        authenticationStepResultDetail: description,
      },
    ]),
    AuthenticationProtocol: 'none',
    ConditionalAccessStatus: code === '53003' ? 'failure' : code === '0' ? 'success' : 'notApplied',
    ConditionalAccessPolicies: [
      {
        id: '6b1f7c52-0a0e-4a3d-9f7c-9c2d2f6b1e01',
        displayName: 'Require multifactor authentication',
        result: code === '53003' ? 'failure' : code === '0' ? 'success' : 'notApplied',
      },
    ],
    RiskLevelDuringSignIn: 'none',
    RiskLevelAggregated: 'none',
    RiskState: 'none',
    RiskDetail: 'none',
    RiskEventTypes: '[]',
    RiskEventTypes_V2: '[]',
    IsInteractive: true,
    TokenIssuerType: 'AzureAD',
    IncomingTokenType: 'none',
    HomeTenantId: tenant.context.customer.tenantId,
    ResourceTenantId: tenant.context.customer.tenantId,
    AADTenantId: tenant.context.customer.tenantId,
    CrossTenantAccessType: 'none',
    CorrelationId: random.guid(),
    OriginalRequestId: random.guid(),
    SessionId: random.guid(),
    Id: random.guid(),
    UniqueTokenIdentifier: random.hex(22),
  };
}

/**
 * Interactive sign-ins. Near misses: mistyped passwords in small runs that end well, prompts denied by mistake, sleepers on the phone that are
 * asked again, travellers, a site whose users share one address, passwords that expire on Monday mornings.
 */
export const signinLogs: BackgroundTable = {
  name: 'SigninLogs',
  rows(day, background, random) {
    const { people } = background;
    const rows: LogRow[] = [];
    const add = (
      user: SimulatedUser,
      atMs: number,
      application: CloudApplication,
      outcome: Outcome,
      place?: Place,
      onPhone?: boolean,
    ): void => {
      const isOnPhone = onPhone ?? random.chance(0.12);
      rows.push(signIn(background, user, atMs, place ?? people.placeOf(user, day, random), application, outcome, random, isOnPhone));
    };
    for (const atMs of instantsOf(day, background, random, 170, 0.2)) {
      const user = random.pick(people.users);
      const place = people.placeOf(user, day, random);
      const application = random.pick(webApplications);
      if (random.chance(0.035)) {
        const wrong = random.integer(1, 3);
        for (let attempt = 0; attempt < wrong; attempt++) add(user, atMs - (wrong - attempt) * 25_000, application, wrongPassword, place);
      }
      if (random.chance(0.02)) add(user, atMs - 90_000, application, random.chance(0.5) ? promptDenied : promptIgnored, place);
      if (random.chance(0.015)) add(user, atMs - 40_000, application, interrupted, place);
      add(user, atMs, application, success, place);
    }
    // A private device or a country that is not allowed: stopped, and that is the end of it.
    for (const atMs of instantsOf(day, background, random, 3, 0.4))
      add(random.pick(people.users), atMs, webApplications[0]!, blockedByPolicy, undefined, true);
    // Mistyped on Monday morning, after the weekend in which passwords ran out.
    if (new Date(day.startMs + 12 * hourMs).getUTCDay() === 1)
      for (const user of people.users.slice(20, 26))
        add(user, day.startMs + 8 * hourMs + random.integer(0, 50) * minuteMs, webApplications[0]!, wrongPassword);
    for (const administrator of people.administrators)
      for (const atMs of instantsOf(day, background, random, 1.5, 0.05)) add(administrator, atMs, adminPortal, success, undefined, false);
    return rows;
  },
};

/** Tokens that programs renew. Objects are text here; the addresses are those of the person. */
export const nonInteractiveSignIns: BackgroundTable = {
  name: 'AADNonInteractiveUserSignInLogs',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 240, 0.3).map((atMs) => {
      const user = random.pick(people.users);
      const outcome: Outcome = random.chance(0.015)
        ? ['70043', 'The refresh token has expired due to sign-in frequency checks.', '']
        : success;
      const row = signIn(
        background,
        user,
        atMs,
        people.placeOf(user, day, random),
        random.pick(clientApplications),
        outcome,
        random,
        false,
      );
      return {
        ...row,
        Category: 'NonInteractiveUserSignInLogs',
        IsInteractive: false,
        ClientAppUsed: 'Mobile Apps and Desktop clients',
        AuthenticationRequirement: 'singleFactorAuthentication',
        IncomingTokenType: 'primaryRefreshToken',
        Status: JSON.stringify(row['Status']),
        LocationDetails: JSON.stringify(row['LocationDetails']),
        DeviceDetail: JSON.stringify(row['DeviceDetail']),
        ConditionalAccessPolicies: JSON.stringify(row['ConditionalAccessPolicies']),
      };
    });
  },
};

/** Applications that sign in by themselves, each from its own addresses; a secret has run out now and then. */
export const servicePrincipalSignIns: BackgroundTable = {
  name: 'AADServicePrincipalSignInLogs',
  rows(day, { tenant, people }, random) {
    return people.applications.flatMap((application) =>
      Array.from({ length: 8 }, (_, slot): LogRow => {
        const atMs = day.startMs + slot * 3 * hourMs + random.integer(0, 20) * minuteMs;
        const isExpired = random.chance(0.003);
        return {
          TimeGenerated: utcText(atMs),
          CreatedDateTime: utcText(atMs),
          OperationName: 'Sign-in activity',
          Category: 'ServicePrincipalSignInLogs',
          ResultType: isExpired ? '7000222' : '0',
          ResultDescription: isExpired ? 'The provided client secret keys are expired.' : '',
          ServicePrincipalName: application.name,
          ServicePrincipalId: application.objectId,
          AppId: application.appId,
          ServicePrincipalCredentialKeyId: application.keyId,
          ClientCredentialType: 'clientSecret',
          ResourceDisplayName: application.resource,
          ResourceIdentity: '00000003-0000-0000-c000-000000000000',
          IPAddress: random.pick(application.addresses),
          Location: application.country,
          LocationDetails: JSON.stringify({ city: '', state: '', countryOrRegion: application.country }),
          ConditionalAccessStatus: 'notApplied',
          AADTenantId: tenant.context.customer.tenantId,
          CorrelationId: random.guid(),
          Id: random.guid(),
        };
      }),
    );
  },
};

/** Risks that Entra ID Protection sees in honest users: low, closed by a second factor or dismissed. */
export const userRiskEvents: BackgroundTable = {
  name: 'AADUserRiskEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 0.5, 0.5).map((atMs) => {
      const user = random.pick(people.users);
      const place = people.placeOf(user, day, random);
      return {
        TimeGenerated: utcText(atMs + 5 * minuteMs),
        ActivityDateTime: utcText(atMs),
        DetectedDateTime: utcText(atMs + 4 * minuteMs),
        LastUpdatedDateTime: utcText(atMs + 5 * minuteMs),
        Activity: 'signin',
        AdditionalInfo: [{ Key: 'userAgent', Value: edge }],
        DetectionTimingType: 'realtime',
        IpAddress: place.address,
        Location: { city: place.city, state: place.state, countryOrRegion: place.country },
        OperationName: 'User Risk Detection',
        RiskDetail: 'userPassedMFADrivenByRiskBasedPolicy',
        RiskEventType: random.pick(['unfamiliarFeatures', 'unlikelyTravel', 'newCountry']),
        RiskLevel: 'low',
        RiskState: 'remediated',
        Source: 'IdentityProtection',
        TokenIssuerType: 'AzureAD',
        UserDisplayName: user.displayName,
        UserPrincipalName: user.upn,
        UserId: user.id,
        CorrelationId: random.guid(),
        RequestId: random.guid(),
        Id: random.hex(32),
      };
    });
  },
};
