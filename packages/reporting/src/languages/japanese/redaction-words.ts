import type { redactionWords as english } from '../english/redaction-words.ts';
import type { Wording } from '../messages.ts';

export const redactionWords = {
  kinds: { users: 'ユーザー', hosts: 'デバイス', addresses: 'IPアドレス' },
  callout: '名前は仮名に置き換えています',
  keyed: (kinds) =>
    `${kinds}を仮名で示しています。同じ鍵で作成したこのお客様のレポートでは、同じ名前は常に同じ仮名になります。鍵は運用者が保管します。`,
  order: (kinds) => `${kinds}を仮名で示しています。仮名はこのレポート内の通し番号で、別のレポートの同じ仮名は別のものを指します。`,
  classified: (classification) => `${classification}、仮名化済み`,
} satisfies Wording<typeof english>;
