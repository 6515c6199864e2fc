import type { deliveryWords as english } from '../english/delivery-words.ts';
import type { Wording } from '../messages.ts';

export const deliveryWords = {
  metrics: 'Kennzahlen',
  value: 'Wert',
  change: 'Veränderung',
  findings: 'Feststellungen',
  decisions: 'Was Ihre Entscheidung braucht',
  ownerAndDue: (owner, due) => `${owner}, ${due}`,
  attached: 'Der vollständige Bericht liegt als PDF bei.',
  elsewhere: 'Der vollständige Bericht kommt als PDF.',
  issued: (issued, operator) => `Ausgestellt am ${issued} von ${operator}.`,
  tenant: (tenantId) => `Mandant ${tenantId}`,
  more: (count) => `${count} weitere im Bericht.`,
} satisfies Wording<typeof english>;
