/** What a mail and a card for Teams say around the texts of the report. */
export const deliveryWords = {
  metrics: 'Metrics',
  value: 'Value',
  change: 'Change',
  findings: 'Findings',
  decisions: 'What needs your decision',
  ownerAndDue: (owner: string, due: string) => `${owner}, ${due}`,
  attached: 'The full report is attached as PDF.',
  elsewhere: 'The full report comes as PDF.',
  issued: (issued: string, operator: string) => `Issued ${issued} by ${operator}.`,
  tenant: (tenantId: string) => `Tenant ${tenantId}`,
  more: (count: string) => `${count} more in the report.`,
} as const;
