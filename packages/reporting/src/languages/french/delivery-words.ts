import type { deliveryWords as english } from '../english/delivery-words.ts';
import type { Wording } from '../messages.ts';

export const deliveryWords = {
  metrics: 'Indicateurs',
  value: 'Valeur',
  change: 'Évolution',
  findings: 'Constats',
  decisions: 'Ce qui demande votre décision',
  ownerAndDue: (owner, due) => `${owner}, ${due}`,
  attached: 'Le rapport complet est joint en PDF.',
  elsewhere: 'Le rapport complet vient en PDF.',
  issued: (issued, operator) => `Émis le ${issued} par ${operator}.`,
  tenant: (tenantId) => `Locataire ${tenantId}`,
  more: (count) => `${count} de plus dans le rapport.`,
} satisfies Wording<typeof english>;
