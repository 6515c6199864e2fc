import type { redactionWords as english } from '../english/redaction-words.ts';
import type { Wording } from '../messages.ts';

export const redactionWords = {
  kinds: { users: 'utilisateurs', hosts: 'appareils', addresses: 'adresses IP' },
  callout: 'Les noms sont remplacés par des pseudonymes',
  keyed: (kinds) =>
    `Des pseudonymes remplacent : ${kinds}. Le même nom porte le même pseudonyme dans chaque rapport de ce client établi avec la même clé ; l’opérateur conserve la clé.`,
  order: (kinds) =>
    `Des pseudonymes remplacent : ${kinds}. Ils sont numérotés dans ce rapport : dans un autre, le même pseudonyme désigne autre chose.`,
  classified: (classification) => `${classification}, noms remplacés`,
} satisfies Wording<typeof english>;
