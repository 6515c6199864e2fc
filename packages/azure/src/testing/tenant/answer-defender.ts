import type { DeviceKind, TenantModel } from './tenant-model.ts';
import type { TenantAnswer, TenantQuestion } from './tenant-server.ts';

const largestPage = 10_000;

/** Defender for Endpoint: machines and their antivirus, with its page sizes, and 404 where there is nothing. */
export function answerDefender(model: TenantModel, question: TenantQuestion): TenantAnswer {
  const { url, isGranted, origin } = question;
  const isMachines = url.pathname === '/api/machines';
  if (!isMachines && url.pathname !== '/api/deviceavinfo')
    return { status: 404, body: { error: { code: 'NotFound', message: url.pathname } } };
  if (!isGranted('Machine.Read.All')) {
    const message = 'The application does not have any of the required application permissions (Machine.Read.All).';
    return { status: 403, body: { error: { code: 'Forbidden', message, target: '|x' } } };
  }
  const size = Number(url.searchParams.get('$top') ?? (isMachines ? largestPage : 20));
  if (size > largestPage) return { status: 400, body: { error: { code: 'BadRequest', message: `$top is at most ${largestPage}.` } } };
  const offset = Number(url.searchParams.get('$skip') ?? 0);
  const kinds = isMachines ? model.devices : model.devices.filter(({ avMode }) => avMode !== undefined);
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  if (offset >= total) return { status: 404, body: { error: { code: 'ResourceNotFound', message: 'Nothing was found.' } } };
  const rows = pageOf(kinds, offset, size, (kind, index) => (isMachines ? machineRow(kind, index) : antivirusRow(model, kind, index)));
  const isLast = offset + rows.length >= total;
  const next = `${origin}${url.pathname}?$top=${size}&$skip=${offset + rows.length}`;
  return { status: 200, body: { ...(isLast || model.omitsNextLinks === true ? {} : { '@odata.nextLink': next }), value: rows } };
}

function pageOf<Row>(
  kinds: readonly DeviceKind[],
  offset: number,
  size: number,
  make: (kind: DeviceKind, index: number) => Row,
): readonly Row[] {
  const rows: Row[] = [];
  let before = 0;
  for (const kind of kinds) {
    for (let index = Math.max(0, offset - before); index < kind.count && rows.length < size; index += 1) rows.push(make(kind, index));
    before += kind.count;
  }
  return rows;
}

function deviceIdOf({ prefix }: DeviceKind, index: number): string {
  return `${Buffer.from(prefix).toString('hex')}${index.toString(16)}`.padEnd(40, '0');
}

function machineRow(kind: DeviceKind, index: number): unknown {
  const { count: _count, prefix, avMode: _avMode, ...rest } = kind;
  return {
    id: deviceIdOf(kind, index),
    computerDnsName: `${prefix}-${index}.contoso.example`,
    firstSeen: '2025-01-01T00:00:00Z',
    lastSeen: '2026-11-20T06:00:00Z',
    version: '23H2',
    lastIpAddress: '10.0.0.1',
    lastExternalIpAddress: '198.51.100.1',
    riskScore: 'None',
    exposureLevel: 'Low',
    aadDeviceId: null,
    defenderAvStatus: 'NotSupported',
    ...rest,
  };
}

function antivirusRow(model: TenantModel, kind: DeviceKind, index: number): unknown {
  return {
    id: String(index),
    machineId: deviceIdOf(kind, index),
    computerDnsName: `${kind.prefix}-${index}.contoso.example`,
    osKind: 'windows',
    osPlatform: kind.osPlatform,
    avMode: kind.avMode,
    avEngineVersion: '1.1.24090.11',
    lastSeenTime: model.antivirusAt,
    dataRefreshTimestamp: model.antivirusAt,
  };
}

/** Rows of the two tables that are hunted in; undefined for any other. */
export function huntingRows(model: TenantModel, query: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const [table] = query.split('\n');
  const most = 100_000;
  if (table === 'DeviceInfo')
    return pageOf(model.devices, 0, most, (kind, index) => ({
      DeviceId: deviceIdOf(kind, index),
      DeviceName: `${kind.prefix}-${index}.contoso.example`,
      OSPlatform: kind.osPlatform,
      OnboardingStatus: kind.onboardingStatus === 'CanBeOnboarded' ? 'Can be onboarded' : kind.onboardingStatus,
      SensorHealthState: kind.healthStatus,
      MachineGroup: kind.rbacGroupName ?? 'UnassignedGroup',
    }));
  if (table === 'DeviceTvmInfoGathering')
    return pageOf(
      model.devices.filter(({ avMode }) => avMode !== undefined),
      0,
      most,
      (kind, index) => ({ DeviceId: deviceIdOf(kind, index), AvMode: kind.avMode, Timestamp: model.antivirusAt }),
    );
  return undefined;
}
