/** What only decks say. */
export const deckWords = {
  agenda: 'Agenda',
  /** Of a section or table that takes several slides. */
  partOf: (title: string, part: string, parts: string) => `${title} (${part} of ${parts})`,
  /** First line of the speaker's notes. */
  point: (heading: string) => `The point: ${heading}`,
  chartAlt: (title: string, subtitle: string) => `Chart: ${title}. ${subtitle}.`,
  /** A question that is likely, and what to say then. */
  ask: (question: string, answer: string) => `If asked "${question}": ${answer}`,
  /** Last lines of the notes: what the numbers are called, and what they stand on. */
  sayMetrics: (ids: string) => `Metrics: ${ids}`,
  saySources: (sources: string) => `Sources: ${sources}`,
} as const;
