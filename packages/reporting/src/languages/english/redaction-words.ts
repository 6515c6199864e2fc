/** What a report says of the names that it leaves out. */
export const redactionWords = {
  kinds: { users: 'users', hosts: 'devices', addresses: 'IP addresses' },
  callout: 'Names are replaced by pseudonyms',
  keyed: (kinds: string) =>
    `Pseudonyms stand for ${kinds}. The same name has the same pseudonym in every report of this customer that is made with the same key; the operator keeps the key.`,
  order: (kinds: string) =>
    `Pseudonyms stand for ${kinds}. They are counted in this report: in another report the same pseudonym stands for something else.`,
  /** Beside the classification, on every page. */
  classified: (classification: string) => `${classification}, names replaced`,
} as const;
