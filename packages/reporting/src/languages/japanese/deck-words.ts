import type { Messages } from '../messages.ts';

export const deckWords: Messages['deck'] = {
  agenda: '目次',
  partOf: (title, part, parts) => `${title}（${part}／${parts}）`,
  point: (heading) => `要点：${heading}`,
  chartAlt: (title, subtitle) => `グラフ：${title}。${subtitle}。`,
  ask: (question, answer) => `「${question}」と聞かれたら：${answer}`,
  sayMetrics: (ids) => `指標：${ids}`,
  saySources: (sources) => `出典：${sources}`,
};
