import type { Messages } from '../messages.ts';

export const deckWords: Messages['deck'] = {
  agenda: 'Ordre du jour',
  partOf: (title, part, parts) => `${title} (${part} sur ${parts})`,
  point: (heading) => `L’essentiel : ${heading}`,
  chartAlt: (title, subtitle) => `Graphique : ${title}. ${subtitle}.`,
  ask: (question, answer) => `À la question « ${question} » : ${answer}`,
  sayMetrics: (ids) => `Indicateurs : ${ids}`,
  saySources: (sources) => `Sources : ${sources}`,
};
