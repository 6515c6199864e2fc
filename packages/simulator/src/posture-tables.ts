import type { Product } from '@mxdr/core';
import { listedTable } from './listed-table.ts';
import type { ListedEvent } from './listed-table.ts';
import { utcText } from './log-row.ts';
import type { SimulatedDevice } from './organization.ts';
import type { TelemetryTable, Tenant } from './telemetry.ts';
import type { TruthAntivirus, TruthRiskDetection, TruthRiskyUser, TruthSecureScore, TruthWeakness } from './truth.ts';

/** How well the tenant is protected, as its products record it. */
export interface Posture {
  readonly tables: readonly TelemetryTable[];
  readonly riskDetections: readonly TruthRiskDetection[];
  readonly secureScores: readonly TruthSecureScore[];
  readonly weaknesses: readonly TruthWeakness[];
  readonly antivirus: TruthAntivirus | null;
}

export function makePosture(tenant: Tenant, riskyUsers: readonly TruthRiskyUser[]): Posture {
  const has = (product: Product): boolean => tenant.context.customer.products.includes(product);
  const riskDetections = has('entra-id') ? listDetections(tenant, riskyUsers) : [];
  const secureScores = listScores(tenant);
  const weaknesses = has('defender-for-endpoint') ? listWeaknesses(tenant) : [];
  const antivirus = has('defender-for-endpoint') ? describeAntivirus(tenant) : null;
  return {
    tables: [
      listedTable(
        'SecureScores',
        ['score'],
        secureScores.flatMap((score) => scoreEvents(tenant, score)),
      ),
      ...(riskDetections.length > 0 ? [detectionTable(tenant, riskDetections, riskyUsers)] : []),
      ...(weaknesses.length > 0
        ? [
            listedTable(
              'DeviceTvmSoftwareVulnerabilities',
              ['weakness'],
              weaknesses.flatMap((weakness) => weaknessEvents(tenant, weakness)),
            ),
            listedTable(
              'DeviceTvmSoftwareVulnerabilitiesKB',
              ['weakness'],
              weaknesses.flatMap((weakness) => knowledgeEvents(tenant, weakness)),
            ),
          ]
        : []),
      ...(antivirus ? [listedTable('DeviceTvmSecureConfigurationAssessment', ['antivirus', 'other'], assessments(tenant, antivirus))] : []),
    ],
    riskDetections,
    secureScores,
    weaknesses,
    antivirus,
  };
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const detectionTypes = [
  ['unfamiliarFeatures', 'medium'],
  ['anonymizedIPAddress', 'medium'],
  ['leakedCredentials', 'high'],
  ['maliciousIPAddress', 'low'],
] as const;

/** Each time a user comes to be at risk, something was detected; what became of the user became of the detection. */
function listDetections({ context }: Tenant, users: readonly TruthRiskyUser[]): readonly TruthRiskDetection[] {
  return users.flatMap((user) => {
    const changes = user.changes.filter(({ isDeleted }) => !isDeleted);
    const begins = changes.flatMap(({ state }, index) => (state === 'atRisk' ? [index] : []));
    return begins.map((from, which): TruthRiskDetection => {
      const random = context.random.split('risk-detection', user.id, which);
      const [type, level] = random.pick(detectionTypes);
      return {
        id: random.guid(),
        type,
        level,
        changes: changes.slice(from, begins[which + 1] ?? changes.length).map(({ atUtc, state }) => ({ atUtc, state })),
      };
    });
  });
}

function detectionTable(tenant: Tenant, detections: readonly TruthRiskDetection[], users: readonly TruthRiskyUser[]): TelemetryTable {
  const events = detections.flatMap((detection) =>
    detection.changes.map(({ atUtc, state }): ListedEvent => {
      const user = users.find(({ changes }) => changes.some((change) => change.atUtc === atUtc && change.state === state));
      return {
        atMs: Date.parse(atUtc),
        kind: state,
        row: {
          TimeGenerated: atUtc,
          Id: detection.id,
          UserId: user?.id ?? '',
          UserPrincipalName: user?.upn ?? '',
          RiskEventType: detection.type,
          RiskLevel: detection.level,
          RiskState: state,
          RiskDetail: 'none',
          DetectedDateTime: detection.changes[0]!.atUtc,
          LastUpdatedDateTime: atUtc,
          Source: 'IdentityProtection',
          OperationName: 'User Risk Detection',
          CorrelationId: tenant.context.random.split('AADUserRiskEvents', detection.id, atUtc).guid(),
        },
      };
    }),
  );
  return listedTable('AADUserRiskEvents', ['atRisk', 'confirmedCompromised', 'remediated', 'dismissed'], events);
}

/** Two subscriptions: a large one that tells its score morning and evening, and a small one that tells it once a day. */
function listScores({ context }: Tenant): readonly TruthSecureScore[] {
  const days = context.calendar.days(context.startMs, context.endMs);
  return [
    { weight: 90, base: 0.61, minutes: [6 * 60, 18 * 60] },
    { weight: 10, base: 0.43, minutes: [7 * 60] },
  ].map(({ weight, base, minutes }, index) => ({
    subscriptionId: context.random.split('subscription', index).guid(),
    weight,
    reports: days.flatMap((day) => {
      const random = context.random.split('secure-score', index, day.date);
      // It gets better by and by, with ups and downs.
      const drift = ((day.number % 365) / 365) * 0.1;
      return minutes
        .map(
          (minute) => [context.calendar.instant(day, minute), Math.round((base + drift + random.next() * 0.02) * 10_000) / 10_000] as const,
        )
        .filter(([atMs]) => atMs >= context.startMs && atMs < context.endMs)
        .map(([atMs, share]) => [utcText(atMs), share] as const);
    }),
  }));
}

function scoreEvents({ context }: Tenant, { subscriptionId, weight, reports }: TruthSecureScore): readonly ListedEvent[] {
  return reports.map(([atUtc, share]) => ({
    atMs: Date.parse(atUtc),
    kind: 'score',
    row: {
      TimeGenerated: atUtc,
      TenantId: context.workspaceId,
      SecureScoresSubscriptionId: subscriptionId,
      AssessedResourceId: `/subscriptions/${subscriptionId}`,
      DisplayName: 'ASC score',
      Environment: 'Azure',
      CurrentScore: Math.round(share * 60 * 100) / 100,
      MaxScore: 60,
      PercentageScore: share,
      Weight: weight,
      IsSnapshot: true,
    },
  }));
}

/** Snapshots are written on Mondays at four, by UTC. */
function snapshotsOf({ context: { startMs, endMs } }: Tenant): readonly number[] {
  const first = Math.floor(startMs / dayMs) * dayMs + 4 * hourMs;
  const days = Array.from({ length: Math.ceil((endMs - startMs) / dayMs) + 1 }, (_, index) => first + index * dayMs);
  return days.filter((atMs) => atMs >= startMs && atMs < endMs && new Date(atMs).getUTCDay() === 1);
}

const weaknessKinds = [
  ['CVE-2026-10021', 'contoso', 'office suite', 'Medium', false],
  ['CVE-2026-10340', 'fabrikam', 'browser', 'Critical', true],
  ['CVE-2026-10341', 'fabrikam', 'browser', 'High', false],
  ['CVE-2025-48812', 'adatum', 'archiver', 'Low', false],
  ['CVE-2026-10777', 'litware', 'remote access', 'Critical', false],
  ['CVE-2026-10902', 'litware', 'remote access', 'High', true],
] as const;

/** A device has a weakness for some weeks, until it is mended; other devices come to have it. */
function listWeaknesses(tenant: Tenant): readonly TruthWeakness[] {
  const snapshots = snapshotsOf(tenant);
  const devices = tenant.organization.protectedDevices.slice(0, 200);
  if (snapshots.length === 0) return [];
  return weaknessKinds.map(([cve, vendor, software, severity, hasExploit]) => ({
    cve,
    vendor,
    software,
    severity,
    hasExploit,
    devicesBySnapshot: snapshots.map(
      (atMs) => [utcText(atMs), devices.filter((device) => isWeak(tenant, device, cve, atMs)).map(({ id }) => id)] as const,
    ),
  }));
}

/** Three weeks in five, each device and weakness in a turn of its own; a third of the devices never. */
function isWeak({ context }: Tenant, device: SimulatedDevice, cve: string, atMs: number): boolean {
  const random = context.random.split('weakness', device.id, cve);
  return !random.chance(0.65) && (Math.floor(atMs / (7 * dayMs)) + random.integer(0, 4)) % 5 < 3;
}

function weaknessEvents({ organization }: Tenant, weakness: TruthWeakness): readonly ListedEvent[] {
  const devices = new Map(organization.protectedDevices.map((device) => [device.id, device]));
  return weakness.devicesBySnapshot.flatMap(([atUtc, ids]) =>
    ids.map((id) => {
      const device = devices.get(id);
      return {
        atMs: Date.parse(atUtc),
        kind: 'weakness',
        row: {
          TimeGenerated: atUtc,
          DeviceId: id,
          DeviceName: device?.name ?? '',
          OSPlatform: device?.osPlatform ?? '',
          OSVersion: device?.osVersion ?? '',
          SoftwareVendor: weakness.vendor,
          SoftwareName: weakness.software,
          SoftwareVersion: '1.0',
          CveId: weakness.cve,
          VulnerabilitySeverityLevel: weakness.severity,
          RecommendedSecurityUpdate: 'Update to the current version',
        },
      };
    }),
  );
}

function knowledgeEvents({ context }: Tenant, { cve, severity, hasExploit, devicesBySnapshot }: TruthWeakness): readonly ListedEvent[] {
  const score =
    { Critical: 9.2, High: 7.6, Medium: 5.4, Low: 2.1 }[severity] + context.random.split('weakness-score', cve).integer(0, 7) / 10;
  return devicesBySnapshot.map(([atUtc]) => ({
    atMs: Date.parse(atUtc),
    kind: 'weakness',
    row: {
      TimeGenerated: atUtc,
      CveId: cve,
      CvssScore: Math.round(score * 10) / 10,
      IsExploitAvailable: hasExploit,
      VulnerabilitySeverityLevel: severity,
    },
  }));
}

const modes: Readonly<Record<SimulatedDevice['antivirusMode'], string>> = { active: '0', passive: '1', disabled: '2' };

function describeAntivirus(tenant: Tenant): TruthAntivirus {
  const { protectedDevices: devices } = tenant.organization;
  const count = (mode: SimulatedDevice['antivirusMode']): number => devices.filter(({ antivirusMode }) => antivirusMode === mode).length;
  return {
    snapshotsUtc: snapshotsOf(tenant).map(utcText),
    active: count('active'),
    guidanceOnly: count('passive'),
    blind: count('disabled'),
  };
}

/** The assessment that tells the mode, and one beside it that does not. */
function assessments({ organization }: Tenant, { snapshotsUtc }: TruthAntivirus): readonly ListedEvent[] {
  return snapshotsUtc.flatMap((atUtc) =>
    organization.protectedDevices.flatMap((device) =>
      ['scid-2010', 'scid-91'].map((configurationId): ListedEvent => ({
        atMs: Date.parse(atUtc),
        kind: configurationId === 'scid-2010' ? 'antivirus' : 'other',
        row: {
          TimeGenerated: atUtc,
          DeviceId: device.id,
          DeviceName: device.name,
          OSPlatform: device.osPlatform,
          ConfigurationId: configurationId,
          ConfigurationCategory: 'Security controls',
          ConfigurationSubcategory: 'Antivirus',
          IsApplicable: true,
          IsCompliant: device.antivirusMode === 'active',
          Context: configurationId === 'scid-2010' ? [[modes[device.antivirusMode], 'Defender Antivirus']] : [],
        },
      })),
    ),
  );
}
