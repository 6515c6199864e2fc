/** What only decks say. */
export const deckWords = {
  agenda: 'Agenda',
  /** Of a section or table that takes several slides. */
  partOf: (title: string, part: string, parts: string) => `${title} (${part} of ${parts})`,
  /** First line of the speaker's notes. */
  point: (heading: string) => `The point: ${heading}`,
  chartAlt: (title: string, subtitle: string) => `Chart: ${title}. ${subtitle}.`,
} as const;
