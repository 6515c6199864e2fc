import type { DetectionRecords } from '../dataset/detection-records.ts';
import type { TrueViews } from './true-incident-views.ts';
import type { MeasuredPeriod } from './true-period.ts';

/**
 * What is deployed at the customer of the tenant: rules whose names its alerts bear, one that never alerted, one that reads a table that the tenant
 * does not have, and techniques that nothing covers.
 */
export const trueDetections: DetectionRecords = {
  attackRelease: '18.1',
  rules: [
    {
      name: 'Inbox rule hides or forwards mail',
      severity: 'Medium',
      version: '1.2.0',
      since: '2026-09-15',
      owner: 'engineering',
      isTested: true,
      tables: ['SecurityAlert', 'SigninLogs'],
    },
    {
      name: 'Conditional Access policy weakened',
      severity: 'High',
      version: '1.0.0',
      since: '2026-10-20',
      owner: 'engineering',
      isTested: true,
      tables: ['SigninLogs'],
    },
    {
      name: 'A door that nobody opened',
      severity: 'Low',
      version: '1.0.0',
      since: null,
      owner: null,
      isTested: false,
      tables: ['SigninLogs'],
    },
    {
      name: 'Printer speaks to strangers',
      severity: 'Low',
      version: '0.9.0',
      since: '2026-01-31',
      owner: 'engineering',
      isTested: false,
      tables: ['Printers_CL', 'SigninLogs'],
    },
  ],
  cells: [
    { tactic: 'InitialAccess', technique: 'T1078', name: 'Valid Accounts', rules: ['A door that nobody opened'] },
    { tactic: 'InitialAccess', technique: 'T1566', name: 'Phishing', rules: [] },
    { tactic: 'Persistence', technique: 'T1078', name: 'Valid Accounts', rules: [] },
    {
      tactic: 'Persistence',
      technique: 'T1564',
      name: 'Hide Artifacts',
      rules: ['Inbox rule hides or forwards mail', 'A door that nobody opened'],
    },
    { tactic: 'Persistence', technique: 'T1556', name: 'Modify Authentication Process', rules: ['Conditional Access policy weakened'] },
    { tactic: 'Exfiltration', technique: 'T1041', name: 'Exfiltration Over C2 Channel', rules: ['Printer speaks to strangers'] },
  ],
};

/** Views of the detections, worked out by hand for the records above but for what the story of the tenant decides: alerts, and days gone by. */
export function trueDetectionViews({ ruleAlerts, asOfUtc, endUtc, truth }: MeasuredPeriod, timeZone: string): TrueViews {
  const of = (rule: string) => ruleAlerts.find((one) => one.rule === rule);
  const fired = (rule: string): boolean => (of(rule)?.alerts ?? 0) > 0;
  const hasSignIns = truth.ingestion.some(({ table, gigabytes }) => table === 'SigninLogs' && gigabytes > 0);
  const hasAlerts = truth.ingestion.some(({ table, gigabytes }) => table === 'SecurityAlert' && gigabytes > 0);
  const state = (rules: readonly string[], hasData: boolean): string => (rules.some(fired) ? 'Fired' : hasData ? 'Has data' : 'No data');
  const inbox = 'Inbox rule hides or forwards mail';
  const access = 'Conditional Access policy weakened';
  const hidden = state([inbox], hasSignIns);
  const weakened = state([access], hasSignIns);
  const [alertsInbox, alertsAccess] = [Number(fired(inbox)), Number(fired(access))];
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(
    Math.min(Date.parse(asOfUtc), Date.parse(endUtc)) - 1,
  );
  const age = (since: string): number | null => (since > day ? null : (Date.parse(day) - Date.parse(since)) / 86_400_000);
  const yes = (is: boolean): string => (is ? 'Yes' : 'No');
  const gap = (table: string, rules: number, techniques: number, detections: string) => ({
    Table: table,
    HasData: 'No',
    Rules: rules,
    Techniques: techniques,
    Detections: detections,
  });
  const cell = (tactic: string, technique: string, name: string, is: string, rules: number, tested: number) => ({
    Tactic: tactic,
    Technique: technique,
    Name: name,
    State: is,
    Rules: rules,
    Tested: tested,
  });
  const rule = (name: string, owner: string | null, severity: string, version: string, since: string | null, rest: object) => ({
    Name: name,
    Owner: owner,
    Severity: severity,
    Version: version,
    Since: since,
    AgeDays: since === null ? null : age(since),
    ...rest,
    Alerts: of(name)?.alerts ?? 0,
    LastFired: of(name)?.lastUtc ?? null,
  });
  return {
    'attack-matrix': [
      cell('InitialAccess', 'T1078', 'Valid Accounts', hasSignIns ? 'Has data' : 'No data', 1, 0),
      cell('InitialAccess', 'T1566', 'Phishing', 'Not covered', 0, 0),
      cell('Persistence', 'T1078', 'Valid Accounts', 'Not covered', 0, 0),
      cell('Persistence', 'T1564', 'Hide Artifacts', hidden, 2, 1),
      cell('Persistence', 'T1556', 'Modify Authentication Process', weakened, 1, 1),
      cell('Exfiltration', 'T1041', 'Exfiltration Over C2 Channel', 'No data', 1, 0),
    ],
    'coverage-by-tactic': [
      { Tactic: 'InitialAccess', Techniques: 2, Deployed: 1, Tested: 0, HasData: Number(hasSignIns), Fired: 0 },
      { Tactic: 'Persistence', Techniques: 3, Deployed: 2, Tested: 2, HasData: hasSignIns ? 2 : 0, Fired: alertsInbox + alertsAccess },
      { Tactic: 'Exfiltration', Techniques: 1, Deployed: 1, Tested: 0, HasData: 0, Fired: 0 },
    ],
    'data-gaps': [
      ...(hasSignIns ? [] : [gap('SigninLogs', 4, 4, `A door that nobody opened; ${access}; ${inbox}; Printer speaks to strangers`)]),
      gap('Printers_CL', 1, 1, 'Printer speaks to strangers'),
      ...(hasAlerts ? [] : [gap('SecurityAlert', 1, 1, inbox)]),
    ],
    'detection-rules': [
      rule('A door that nobody opened', null, 'Low', '1.0.0', null, { Tested: 'No', HasData: yes(hasSignIns) }),
      rule(access, 'engineering', 'High', '1.0.0', '2026-10-20', { Tested: 'Yes', HasData: yes(hasSignIns) }),
      rule(inbox, 'engineering', 'Medium', '1.2.0', '2026-09-15', { Tested: 'Yes', HasData: yes(hasSignIns && hasAlerts) }),
      rule('Printer speaks to strangers', 'engineering', 'Low', '0.9.0', '2026-01-31', { Tested: 'No', HasData: 'No' }),
    ],
  };
}
