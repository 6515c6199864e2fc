import type { deliveryWords as english } from '../english/delivery-words.ts';
import type { Wording } from '../messages.ts';

export const deliveryWords = {
  metrics: '指標',
  value: '値',
  change: '増減',
  findings: '所見',
  decisions: 'ご判断いただきたいこと',
  ownerAndDue: (owner, due) => `${owner}、${due}`,
  attached: 'レポート全体をPDFで添付しています。',
  elsewhere: 'レポート全体はPDFでお届けします。',
  issued: (issued, operator) => `発行：${issued}、${operator}`,
  tenant: (tenantId) => `テナント ${tenantId}`,
  more: (count) => `ほか${count}件はレポートにあります。`,
} satisfies Wording<typeof english>;
