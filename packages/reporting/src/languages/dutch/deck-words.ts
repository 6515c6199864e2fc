import type { Messages } from '../messages.ts';

export const deckWords: Messages['deck'] = {
  agenda: 'Agenda',
  partOf: (title, part, parts) => `${title} (${part} van ${parts})`,
  point: (heading) => `De kern: ${heading}`,
  chartAlt: (title, subtitle) => `Grafiek: ${title}. ${subtitle}.`,
  ask: (question, answer) => `Op de vraag ‘${question}’: ${answer}`,
  sayMetrics: (ids) => `Meetwaarden: ${ids}`,
  saySources: (sources) => `Bronnen: ${sources}`,
};
