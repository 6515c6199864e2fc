import type { redactionWords as english } from '../english/redaction-words.ts';
import type { Wording } from '../messages.ts';

export const redactionWords = {
  kinds: { users: 'gebruikers', hosts: 'apparaten', addresses: 'IP-adressen' },
  callout: 'Namen zijn vervangen door pseudoniemen',
  keyed: (kinds) =>
    `Pseudoniemen staan voor: ${kinds}. Dezelfde naam heeft hetzelfde pseudoniem in elk rapport van deze klant dat met dezelfde sleutel is gemaakt; de dienstverlener bewaart de sleutel.`,
  order: (kinds) =>
    `Pseudoniemen staan voor: ${kinds}. Ze zijn in dit rapport geteld: in een ander rapport staat hetzelfde pseudoniem voor iets anders.`,
  classified: (classification) => `${classification}, namen vervangen`,
} satisfies Wording<typeof english>;
