import type { coverageWords as english } from '../english/coverage-words.ts';
import type { Wording } from '../messages.ts';

export const coverageWords = {
  heading: (covered, all) => `ATT&CKの手法${all}件のうち${covered}件を検出で対応`,
  headingWithFired: (covered, all, _firedCount, fired) =>
    `ATT&CKの手法${all}件のうち${covered}件を検出で対応、うち${fired}件でアラート発生`,
  none: 'ATT&CKの手法に対応する検出なし',
  state: (name, count) => `${name}（${count}）`,
  meanings: {
    Fired: '検出がアラートを出しました',
    'Has data': '検出が配備され、参照するすべてのテーブルにデータがあります。アラートは出ていません',
    Deployed: '検出が配備されています。データまたはアラートの一部が確認できません',
    'No data': '検出は配備されていますが、参照するテーブルにデータがありません',
    'Not covered': '対応する検出は配備されていません',
  },
  share: (covered, all) => `${covered}／${all}`,
  rules: (count, text, tested, testedText) =>
    // Short: a cell of the matrix is two centimetres wide on paper.
    `${text}件・${tested === count ? 'テスト済' : tested === 0 ? '未テスト' : `${testedText}件テスト済`}`,
  onPaper: (count) => `検出が対応していない手法${count}件は、印刷版では省略しています。`,
} satisfies Wording<typeof english>;
