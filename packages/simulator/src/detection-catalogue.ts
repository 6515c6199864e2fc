import type { Product, Severity } from '@mxdr/core';

export type Classification = 'TruePositive' | 'BenignPositive' | 'FalsePositive' | 'Undetermined';

/** Where a signal comes from: a Defender product, Microsoft's correlation, or an analytics rule of the workspace. */
export type AlertSource = Product | 'defender-xdr' | 'sentinel';

/** How a product names itself in `SecurityAlert` and in `AdditionalData.alertProductNames`. */
export const alertSources: Readonly<Record<AlertSource, { readonly productName: string; readonly providerName: string; readonly idPrefix: string }>> = {
  'defender-for-endpoint': { productName: 'Microsoft Defender Advanced Threat Protection', providerName: 'MDATP', idPrefix: 'da' },
  'defender-for-office-365': { productName: 'Office 365 Advanced Threat Protection', providerName: 'OATP', idPrefix: 'fa' },
  'defender-for-identity': { productName: 'Azure Advanced Threat Protection', providerName: 'Azure Advanced Threat Protection', idPrefix: 'aa' },
  'defender-for-cloud-apps': { productName: 'Microsoft Cloud App Security', providerName: 'MCAS', idPrefix: 'ca' },
  'entra-id': { productName: 'Azure Active Directory Identity Protection', providerName: 'IPC', idPrefix: 'ad' },
  'defender-xdr': { productName: 'Microsoft 365 Defender', providerName: 'Microsoft Threat Protection', idPrefix: 'ra' },
  sentinel: { productName: 'Azure Sentinel', providerName: 'ASI Scheduled Alerts', idPrefix: 'sn' },
};

/** One kind of detection: what the incident is called, where it comes from and how it usually ends. */
export interface DetectionKind {
  readonly id: string;
  /** `{user}`, `{host}` and `{count}` are filled in. */
  readonly title: string;
  readonly alertNames: readonly string[];
  readonly source: AlertSource;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly severity: Severity;
  /** How often it occurs in background noise, relative to the others; 0 for campaigns only. */
  readonly weight: number;
  /** Relative odds of the outcomes: true positive, benign positive, false positive, undetermined. */
  readonly outcome: readonly [number, number, number, number];
  readonly asset: 'user' | 'device' | 'both';
  readonly alerts: readonly [number, number];
  /** What experts ask for or do when it is real. */
  readonly actions: readonly ('isolateDevice' | 'stopAndQuarantineFile' | 'runAntiVirusScan' | 'disableUser' | 'forceUserPasswordReset' | 'softDeleteEmail' | 'submitIocRule' | 'text')[];
  /** Id of the analytics rule, for `sentinel` only. */
  readonly ruleId?: string;
}

export const detectionKinds: readonly DetectionKind[] = [
  { id: 'phish-zap', title: 'Email messages containing malicious URL removed after delivery', alertNames: ['Email messages containing malicious URL removed after delivery'], source: 'defender-for-office-365', tactics: ['InitialAccess'], techniques: ['T1566'], severity: 'Medium', weight: 14, outcome: [52, 18, 24, 6], asset: 'user', alerts: [1, 3], actions: ['softDeleteEmail', 'text'] },
  { id: 'url-click', title: 'A user clicked through to a potentially malicious URL involving one user', alertNames: ['A potentially malicious URL click was detected', 'A user clicked through to a potentially malicious URL'], source: 'defender-for-office-365', tactics: ['InitialAccess'], techniques: ['T1566', 'T1204'], severity: 'High', weight: 6, outcome: [60, 14, 20, 6], asset: 'user', alerts: [1, 3], actions: ['forceUserPasswordReset', 'submitIocRule', 'text'] },
  { id: 'user-reported', title: 'Email reported by user as malware or phish', alertNames: ['Email reported by user as malware or phish'], source: 'defender-for-office-365', tactics: ['InitialAccess'], techniques: ['T1566'], severity: 'Low', weight: 12, outcome: [22, 38, 34, 6], asset: 'user', alerts: [1, 1], actions: ['softDeleteEmail'] },
  { id: 'malware-blocked', title: 'Malware was prevented on one endpoint', alertNames: ['Malware was prevented', 'An active malware was blocked'], source: 'defender-for-endpoint', tactics: ['Execution'], techniques: ['T1204'], severity: 'Low', weight: 9, outcome: [46, 26, 24, 4], asset: 'device', alerts: [1, 3], actions: ['runAntiVirusScan', 'stopAndQuarantineFile'] },
  { id: 'suspicious-script', title: 'Suspicious PowerShell activity on one endpoint', alertNames: ['Suspicious PowerShell command line', 'A suspicious file was observed'], source: 'defender-for-endpoint', tactics: ['Execution', 'DefenseEvasion'], techniques: ['T1059', 'T1027'], severity: 'Medium', weight: 9, outcome: [26, 46, 22, 6], asset: 'both', alerts: [2, 6], actions: ['isolateDevice', 'runAntiVirusScan', 'text'] },
  { id: 'credential-dump', title: 'Possible credential theft on one endpoint', alertNames: ['Suspicious access to LSASS process memory', 'Sensitive credential memory read'], source: 'defender-for-endpoint', tactics: ['CredentialAccess'], techniques: ['T1003'], severity: 'High', weight: 3, outcome: [48, 36, 12, 4], asset: 'both', alerts: [2, 6], actions: ['isolateDevice', 'forceUserPasswordReset'] },
  { id: 'unwanted-software', title: 'Unwanted software was detected on one endpoint', alertNames: ['An unwanted application was detected'], source: 'defender-for-endpoint', tactics: ['Execution'], techniques: ['T1204'], severity: 'Informational', weight: 6, outcome: [12, 60, 24, 4], asset: 'device', alerts: [1, 1], actions: ['stopAndQuarantineFile'] },
  { id: 'persistence-task', title: 'Unusual scheduled task created on one endpoint', alertNames: ['Suspicious scheduled task', 'Anomalous task registration'], source: 'defender-for-endpoint', tactics: ['Persistence', 'Execution'], techniques: ['T1053'], severity: 'Medium', weight: 5, outcome: [18, 58, 20, 4], asset: 'both', alerts: [1, 4], actions: ['text', 'runAntiVirusScan'] },
  { id: 'ldap-recon', title: 'Reconnaissance using directory queries from one endpoint', alertNames: ['Security principal reconnaissance (LDAP)'], source: 'defender-for-identity', tactics: ['Discovery'], techniques: ['T1087'], severity: 'Medium', weight: 4, outcome: [22, 52, 20, 6], asset: 'both', alerts: [1, 3], actions: ['text'] },
  { id: 'kerberoast', title: 'Suspected Kerberos service ticket exposure involving one user', alertNames: ['Suspected Kerberos SPN exposure'], source: 'defender-for-identity', tactics: ['CredentialAccess'], techniques: ['T1558'], severity: 'High', weight: 2, outcome: [44, 36, 16, 4], asset: 'both', alerts: [1, 3], actions: ['forceUserPasswordReset', 'text'] },
  { id: 'brute-force-ad', title: 'Suspected brute-force attack on an on-premises account', alertNames: ['Suspected brute-force attack (Kerberos, NTLM)'], source: 'defender-for-identity', tactics: ['CredentialAccess'], techniques: ['T1110'], severity: 'Medium', weight: 4, outcome: [20, 56, 18, 6], asset: 'user', alerts: [1, 2], actions: ['forceUserPasswordReset'] },
  { id: 'impossible-travel', title: 'Impossible travel activity involving one user', alertNames: ['Impossible travel activity'], source: 'defender-for-cloud-apps', tactics: ['InitialAccess'], techniques: ['T1078'], severity: 'Medium', weight: 7, outcome: [12, 50, 34, 4], asset: 'user', alerts: [1, 2], actions: ['forceUserPasswordReset', 'disableUser'] },
  { id: 'mass-download', title: 'Mass download by one user', alertNames: ['Mass download by a single user'], source: 'defender-for-cloud-apps', tactics: ['Exfiltration', 'Collection'], techniques: ['T1567'], severity: 'Medium', weight: 5, outcome: [16, 64, 16, 4], asset: 'user', alerts: [1, 3], actions: ['disableUser', 'text'] },
  { id: 'oauth-app', title: 'Suspicious OAuth app consent involving one user', alertNames: ['Suspicious consent to an OAuth app', 'Unusual addition of credentials to an OAuth app'], source: 'defender-for-cloud-apps', tactics: ['Persistence', 'CredentialAccess'], techniques: ['T1098', 'T1528'], severity: 'High', weight: 1, outcome: [58, 26, 12, 4], asset: 'user', alerts: [1, 4], actions: ['text', 'forceUserPasswordReset'] },
  { id: 'unfamiliar-sign-in', title: 'Unfamiliar sign-in properties involving one user', alertNames: ['Unfamiliar sign-in properties'], source: 'entra-id', tactics: ['InitialAccess'], techniques: ['T1078'], severity: 'Medium', weight: 8, outcome: [22, 40, 32, 6], asset: 'user', alerts: [1, 2], actions: ['forceUserPasswordReset'] },
  { id: 'leaked-credentials', title: 'Leaked credentials involving one user', alertNames: ['Leaked credentials'], source: 'entra-id', tactics: ['CredentialAccess'], techniques: ['T1589'], severity: 'High', weight: 2, outcome: [70, 16, 10, 4], asset: 'user', alerts: [1, 1], actions: ['forceUserPasswordReset'] },
  { id: 'anonymous-ip', title: 'Sign-in from an anonymous IP address involving one user', alertNames: ['Anonymous IP address'], source: 'entra-id', tactics: ['InitialAccess'], techniques: ['T1090'], severity: 'Low', weight: 6, outcome: [14, 54, 28, 4], asset: 'user', alerts: [1, 1], actions: ['forceUserPasswordReset'] },
  { id: 'rule-inbox', title: 'Inbox rule hides or forwards mail', alertNames: ['Inbox rule hides or forwards mail'], source: 'sentinel', tactics: ['Persistence', 'DefenseEvasion'], techniques: ['T1564', 'T1114'], severity: 'Medium', weight: 4, outcome: [30, 50, 16, 4], asset: 'user', alerts: [1, 1], actions: ['forceUserPasswordReset', 'text'], ruleId: '6b1c5f0a-2d0e-4d0b-9a35-0d6d9a5c1e01' },
  { id: 'rule-ca-policy', title: 'Conditional Access policy weakened', alertNames: ['Conditional Access policy weakened'], source: 'sentinel', tactics: ['DefenseEvasion', 'Persistence'], techniques: ['T1562', 'T1556'], severity: 'High', weight: 2, outcome: [14, 74, 8, 4], asset: 'user', alerts: [1, 1], actions: ['text'], ruleId: '6b1c5f0a-2d0e-4d0b-9a35-0d6d9a5c1e02' },
  { id: 'rule-new-country', title: 'First sign-in of an administrator from a new country', alertNames: ['First sign-in of an administrator from a new country'], source: 'sentinel', tactics: ['InitialAccess'], techniques: ['T1078'], severity: 'Medium', weight: 6, outcome: [6, 46, 46, 2], asset: 'user', alerts: [1, 1], actions: ['forceUserPasswordReset'], ruleId: '6b1c5f0a-2d0e-4d0b-9a35-0d6d9a5c1e03' },
  { id: 'rule-security-service', title: 'Security service stopped on {host}', alertNames: ['Security service stopped'], source: 'sentinel', tactics: ['DefenseEvasion'], techniques: ['T1562'], severity: 'Medium', weight: 4, outcome: [12, 68, 16, 4], asset: 'device', alerts: [1, 2], actions: ['runAntiVirusScan', 'text'], ruleId: '6b1c5f0a-2d0e-4d0b-9a35-0d6d9a5c1e04' },
  { id: 'rule-mass-delete', title: 'Many SharePoint files deleted by {user}', alertNames: ['Many SharePoint files deleted'], source: 'sentinel', tactics: ['Impact'], techniques: ['T1485'], severity: 'Low', weight: 3, outcome: [6, 78, 12, 4], asset: 'user', alerts: [1, 1], actions: ['text'], ruleId: '6b1c5f0a-2d0e-4d0b-9a35-0d6d9a5c1e05' },
  { id: 'phish-wave', title: 'Phishing campaign delivered to {count} mailboxes', alertNames: ['Email messages from a campaign removed after delivery', 'Email messages containing malicious URL removed after delivery', 'A potentially malicious URL click was detected'], source: 'defender-for-office-365', tactics: ['InitialAccess', 'CredentialAccess'], techniques: ['T1566'], severity: 'High', weight: 0, outcome: [1, 0, 0, 0], asset: 'user', alerts: [4, 9], actions: ['softDeleteEmail', 'forceUserPasswordReset', 'submitIocRule'] },
  { id: 'password-spray', title: 'Password spray involving {count} users', alertNames: ['Password spray', 'Atypical travel', 'Suspicious sign-in after password spray'], source: 'entra-id', tactics: ['CredentialAccess', 'InitialAccess'], techniques: ['T1110', 'T1078'], severity: 'High', weight: 0, outcome: [1, 0, 0, 0], asset: 'user', alerts: [5, 8], actions: ['forceUserPasswordReset', 'disableUser', 'text'] },
  { id: 'hands-on-keyboard', title: 'Multi-stage incident involving initial access and lateral movement on {count} endpoints', alertNames: ['Suspicious remote session', 'Human-operated malicious activity', 'Suspicious access to LSASS process memory', 'Lateral movement with remote services', 'File backups were deleted', 'Possible ransomware staging', 'Connection to command and control infrastructure'], source: 'defender-for-endpoint', tactics: ['InitialAccess', 'Execution', 'CredentialAccess', 'LateralMovement', 'CommandAndControl', 'Impact'], techniques: ['T1078', 'T1059', 'T1003', 'T1021', 'T1071', 'T1490'], severity: 'High', weight: 0, outcome: [1, 0, 0, 0], asset: 'both', alerts: [18, 26], actions: ['isolateDevice', 'disableUser', 'forceUserPasswordReset', 'submitIocRule', 'stopAndQuarantineFile'] },
  { id: 'oauth-campaign', title: 'Consent phishing with a look-alike app involving {count} users', alertNames: ['Suspicious consent to an OAuth app', 'OAuth app with high mail permissions'], source: 'defender-for-cloud-apps', tactics: ['InitialAccess', 'Persistence', 'CredentialAccess'], techniques: ['T1528', 'T1566'], severity: 'High', weight: 0, outcome: [1, 0, 0, 0], asset: 'user', alerts: [3, 5], actions: ['text', 'forceUserPasswordReset'] },
  { id: 'expert-notification', title: 'Defender Experts: {topic}', alertNames: ['Defender Experts: {topic}'], source: 'defender-xdr', tactics: ['Discovery', 'LateralMovement'], techniques: ['T1018', 'T1021'], severity: 'Medium', weight: 0, outcome: [7, 3, 0, 0], asset: 'both', alerts: [1, 1], actions: ['text'] },
];

export function detectionKind(id: string): DetectionKind {
  const kind = detectionKinds.find((candidate) => candidate.id === id);
  if (!kind) throw new Error(`no detection kind ${id}`);
  return kind;
}

/** Subjects of expert notifications, for `{topic}`. */
export const notificationTopics = [
  'Remote management tool used outside the approved list',
  'Credential access staged through a helpdesk impersonation call',
  'Device code sign-ins from hosting providers',
  'Living-off-the-land discovery on a file server',
  'Inbox rules created shortly after risky sign-ins',
  'Suspicious use of a signed driver',
] as const;

export const testNotificationTitle = 'Defender Experts: Test Notification from Microsoft Defender Experts';
