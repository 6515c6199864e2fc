import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { BackgroundTable } from './background.ts';
import { hourMs, minuteMs } from './background.ts';
import { deviceColumns } from './endpoint-rows.ts';

/** The daily state of every device. */
export const deviceInfo: BackgroundTable = {
  name: 'DeviceInfo',
  rows(day, { tenant }, random) {
    return tenant.organization.devices.map((device): LogRow => {
      const isServer = device.kind === 'Server';
      const os = device.osPlatform;
      return {
        ...deviceColumns(device, day.startMs + random.integer(0, 23 * 60) * minuteMs, random),
        AadDeviceId: device.aadDeviceId,
        DeviceType: device.kind,
        DeviceCategory: 'Endpoint',
        OSPlatform: os,
        OSVersion: device.osVersion,
        OSArchitecture: '64-bit',
        OnboardingStatus: device.onboardingStatus,
        SensorHealthState: device.sensorHealth,
        ExposureLevel: device.exposureLevel,
        AssetValue: isServer ? 'High' : 'Normal',
        IsInternetFacing: isServer && device.index < 2,
        IsAzureADJoined: !isServer,
        JoinType: isServer ? 'Domain Joined' : 'AAD Joined',
        PublicIP: device.site.officeIp,
        LoggedOnUsers: device.owner === undefined ? [] : [{ UserName: device.owner.account, DomainName: 'contoso' }],
        MergedToDeviceId: device.mergedToDeviceId,
        MitigationStatus: '{}',
        ClientVersion: '10.8800.1.0',
      };
    });
  },
};

const weaknesses = [
  ['CVE-2026-10021', 'microsoft', 'office', '16.0.1', 'Medium'],
  ['CVE-2026-10340', 'google', 'chrome', '141.0', 'High'],
  ['CVE-2025-48812', '7-zip', '7-zip', '24.0', 'Medium'],
  ['CVE-2026-10777', 'microsoft', 'windows_server_2022', '10.0', 'High'],
] as const;

/** Weaknesses that wait for their update: a snapshot every Monday. */
export const deviceVulnerabilities: BackgroundTable = {
  name: 'DeviceTvmSoftwareVulnerabilities',
  rows(day, { people }, random) {
    if (new Date(day.startMs + 12 * hourMs).getUTCDay() !== 1) return [];
    return people.workstations.slice(0, 40).flatMap((device) =>
      weaknesses
        .filter(() => random.chance(0.4))
        .map(([cve, vendor, software, version, severity]): LogRow => ({
          TimeGenerated: utcText(day.startMs + 4 * hourMs),
          DeviceId: device.id,
          DeviceName: device.name,
          OSPlatform: device.osPlatform,
          OSVersion: device.osVersion,
          OSArchitecture: 'x64',
          SoftwareVendor: vendor,
          SoftwareName: software,
          SoftwareVersion: version,
          CveId: cve,
          VulnerabilitySeverityLevel: severity,
          RecommendedSecurityUpdate: 'Update to the current version',
        })),
    );
  },
};
