import type { redactionWords as english } from '../english/redaction-words.ts';
import type { Wording } from '../messages.ts';

export const redactionWords = {
  kinds: { users: 'Benutzer', hosts: 'Geräte', addresses: 'IP-Adressen' },
  callout: 'Namen sind durch Pseudonyme ersetzt',
  keyed: (kinds) =>
    `Pseudonyme stehen für: ${kinds}. Derselbe Name hat in jedem Bericht dieses Kunden, der mit demselben Schlüssel erstellt wird, dasselbe Pseudonym; den Schlüssel verwahrt der Betreiber.`,
  order: (kinds) =>
    `Pseudonyme stehen für: ${kinds}. Sie sind in diesem Bericht gezählt: In einem anderen Bericht steht dasselbe Pseudonym für etwas anderes.`,
  classified: (classification) => `${classification}, Namen ersetzt`,
} satisfies Wording<typeof english>;
