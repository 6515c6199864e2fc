import type { deliveryWords as english } from '../english/delivery-words.ts';
import type { Wording } from '../messages.ts';

export const deliveryWords = {
  metrics: 'Kengetallen',
  value: 'Waarde',
  change: 'Verandering',
  findings: 'Bevindingen',
  decisions: 'Wat uw beslissing vraagt',
  ownerAndDue: (owner, due) => `${owner}, ${due}`,
  attached: 'Het volledige rapport is bijgevoegd als PDF.',
  elsewhere: 'Het volledige rapport komt als PDF.',
  issued: (issued, operator) => `Uitgegeven op ${issued} door ${operator}.`,
  tenant: (tenantId) => `Tenant ${tenantId}`,
  more: (count) => `Nog ${count} in het rapport.`,
} satisfies Wording<typeof english>;
