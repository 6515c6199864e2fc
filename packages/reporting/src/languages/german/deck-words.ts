import type { Messages } from '../messages.ts';

export const deckWords: Messages['deck'] = {
  agenda: 'Agenda',
  partOf: (title, part, parts) => `${title} (${part} von ${parts})`,
  point: (heading) => `Das Wichtige: ${heading}`,
  chartAlt: (title, subtitle) => `Diagramm: ${title}. ${subtitle}.`,
  ask: (question, answer) => `Auf die Frage „${question}“: ${answer}`,
  sayMetrics: (ids) => `Kennzahlen: ${ids}`,
  saySources: (sources) => `Quellen: ${sources}`,
};
