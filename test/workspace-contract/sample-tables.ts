import type { MemoryRow } from '@mxdr/kql';

/** Instants that borders of windows are tried at. */
const instants = [
  '2026-09-30T23:59:59.9999999Z',
  '2026-10-01T00:00:00Z',
  '2026-10-01T00:00:00.0000001Z',
  '2026-10-15T12:00:00.1234567Z',
  '2026-10-15T12:00:00.1234568Z',
  '2026-10-31T23:59:59.9999999Z',
  '2026-11-01T00:00:00Z',
] as const;

/** Contoso: a sign-in at each instant, and one alert. */
export const contosoTables: Readonly<Record<string, readonly MemoryRow[]>> = {
  SigninLogs: instants.map((instant, index) => ({
    TimeGenerated: instant,
    UserPrincipalName: `user${index}@contoso.com`,
    ResultType: index % 2 === 0 ? '0' : '50126',
  })),
  SecurityAlert: [{ TimeGenerated: '2026-10-15T12:00:00Z', AlertName: 'Suspicious sign-in', AlertSeverity: 'High' }],
};

/** Fabrikam has other tables and another custom one: workspaces differ. */
export const fabrikamTables: Readonly<Record<string, readonly MemoryRow[]>> = {
  SigninLogs: [{ TimeGenerated: '2026-10-02T00:00:00Z', UserPrincipalName: 'bob@fabrikam.com', ResultType: '0' }],
};
