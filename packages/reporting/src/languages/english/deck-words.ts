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
  /** Below a chart of the ATT&CK matrix. */
  techniquesByTactic: 'Techniques by tactic and coverage',
  tactic: 'Tactic',
  technique: 'Technique',
  state: 'Coverage',
  rules: 'Rules',
  /** The HTML of a deck. */
  skip: 'Skip to the slides',
  /** What a screen reader calls a part of the deck. */
  slide: 'slide',
  notes: 'Notes',
  /** What the script of the HTML writes; names in braces are replaced there. */
  script: {
    position: 'Slide {at} of {count}: {title}',
    goTo: 'Slide',
    of: 'of {count}',
    fullScreen: 'Full screen',
    overview: 'Overview',
    all: 'All slides',
    notes: 'Notes',
    presenter: 'Presenter view',
    audience: 'Open a window for the audience',
    help: 'Keys',
    close: 'Close',
    end: 'This was the last slide.',
    clock: 'Time',
    elapsed: 'Elapsed',
    restart: 'Start again',
    shortcuts: 'Keys without Ctrl or Alt work',
    keyNext: 'next slide',
    keyPrevious: 'previous slide',
    keyEnds: 'first and last slide',
    keyNumber: 'go to that slide',
    keyNumberName: 'number, Enter',
    keyBlack: 'black screen',
    keyEscape: 'back',
    keySpace: 'Space',
    keyHome: 'Home',
    keyEnd: 'End',
  },
} as const;
