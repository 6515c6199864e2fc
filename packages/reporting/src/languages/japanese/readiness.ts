import type { readiness as english } from '../english/readiness.ts';
import type { Wording } from '../messages.ts';

/** Words of the readiness report. */
export const readiness = {
  values: {
    verdict: {
      ready: '準備完了',
      'ready-with-waivers': '猶予付きで準備完了',
      'not-ready': '未準備',
      undetermined: '判定できません',
    },
    urgency: { 'complete-now': '至急完了', 'find-out-now': '至急確認', later: '後日' },
    progress: {
      'to-complete': '未完了',
      'in-progress': '対応中',
      'not-known': '不明',
      accepted: '許容済み',
      completed: '完了',
      'not-needed': '不要',
    },
    effect: { blocks: '開始を妨げる', coverage: '対象範囲を狭める', advice: '助言' },
    area: {
      tenant: 'テナント',
      licences: 'ライセンス',
      devices: 'デバイス',
      access: 'アクセス権',
      contacts: '連絡先',
      workspace: 'ワークスペース',
    },
    state: { met: '満たす', 'not-met': '満たさない', unknown: '不明', 'not-applicable': '対象外', unlicensed: 'ライセンスなし' },
    party: { customer: 'お客様', operator: 'サービス' },
    asset: { devices: 'デバイス', identities: 'ID' },
    product: {
      'defender-for-endpoint': 'Defender for Endpoint',
      'defender-for-office-365': 'Defender for Office 365',
      'defender-for-identity': 'Defender for Identity',
      'defender-for-cloud-apps': 'Defender for Cloud Apps',
      'entra-id': 'Entra ID',
    },
    coverage: { covered: '対応済み', 'not-covered': '未対応', unknown: '不明', 'not-in-scope': '対象外' },
    depth: {
      actionable: 'サービスが対応可能',
      'guidance-only': '案内のみ',
      blind: '見えない',
      undetermined: '不明',
    },
    change: {
      'new-failing': '新たに不適合',
      'still-failing': '引き続き不適合',
      fixed: '解消',
      'became-unknown': '不明になった',
      'now-known': '再び判明',
      waived: 'その後に猶予',
      other: '変更あり',
    },
    standing: {
      'to-complete': '未完了',
      'to-complete-overdue': '未完了、期限超過',
      'in-progress': '対応中',
      'in-progress-overdue': '対応中、期限超過',
      'not-known': '不明',
      'not-known-overdue': '不明、期限超過',
      accepted: '許容済み',
      completed: '完了',
      'not-needed': '不要',
      contradicted: '完了とされたが、確認できない',
    },
    difference: { beyond: '合意を超える', missing: '不足', otherwise: '合意と異なる' },
    unread: {
      permission: '権限不足',
      throttled: '要求の制限',
      'api-off': 'インターフェイスまたは製品が無効',
      error: '要求の失敗',
      'not-in-file': 'ファイルにない',
    },
    waiver: { accepted: '有効', expired: '期限切れ', exceeded: '対象の資産数を超過' },
    fact: {
      openIdConfiguration: 'テナントのクラウド',
      subscribedSkus: 'ライセンス',
      users: 'ユーザーとプラン',
      devices: 'デバイス',
      antivirus: 'ウイルス対策のモード',
      groups: 'グループ',
      conditionalAccessPolicies: '条件付きアクセスポリシー',
      delegations: 'Azureの委任',
      crossTenantAccess: 'テナント間アクセス設定',
      delegatedAdminRelationships: 'サービスプロバイダーとの関係',
      serviceSignIns: 'サービス担当者のサインイン',
      grantedPermissions: 'アプリケーション自身の権限',
      secureScore: 'セキュアスコア',
      workspace: 'ワークスペース',
      dataConnectors: 'データコネクタ',
      sentinelSettings: 'Sentinelの設定',
      diagnosticSettings: '診断設定',
    },
  },

  summary: {
    ready: '準備完了：サービスの開始を妨げるものはありません',
    withWaivers: (_count, text) => `猶予付きで準備完了：${text}件の確認項目を当面許容`,
    notReady: (_count, text, unknown, unknownText) =>
      `未準備：${text}件の確認項目が開始を妨げています${unknown === 0 ? '' : `。ほか${unknownText}件は不明です`}`,
    undetermined: (_count, text) => `判定できません：開始を妨げうる確認項目${text}件が不明です`,
  },
  trendMoved: (before, now, since, runs) => `直近${runs}回の結果で、不適合の確認項目は${before}件（${since}）から${now}件になりました。`,
  actionsHeading: (open, openText, blocking, blockingText) =>
    open === 0
      ? '必要な対応はありません'
      : `未完了の対応は${openText}件、${blocking === 0 ? '開始を妨げるものはなし' : `うち${blockingText}件が開始を妨げています`}`,
  stepsHeading: (done, all, unknown, unknownText) =>
    `オンボーディングの${all}段階のうち${done}段階が完了${unknown === 0 ? '' : `、${unknownText}段階は報告なし`}`,
  assetsHeading: {
    against: (devices, target) => `保護されたデバイスは${devices}台、目標は${target}台`,
    noTarget: (devices) => `保護されたデバイスは${devices}台、目標は不明`,
    notKnown: '保護されたデバイスの数は不明です',
    none: '対象の製品にデバイスを保護するものはありません',
  },
  coverageHeading: (covered, all, unknown, unknownText) =>
    `対象の${all}製品のうち${covered}製品に対応${unknown === 0 ? '' : `、${unknownText}製品は不明`}`,
  checksHeading: (met, all, unknown, unknownText) =>
    `確認項目${all}件のうち${met}件を満たす${unknown === 0 ? '' : `、${unknownText}件は不明`}`,
  waiversHeading: {
    none: '猶予はありません',
    hold: (_count, text) => `有効な猶予は${text}件。確認項目の判定は変わりません`,
    fail: (_failed, failedText, all) => `猶予${all}件のうち${failedText}件が失効`,
  },
  driftHeading: {
    some: (_count, text) => `アクセス権が合意と${text}か所で異なります`,
    none: 'アクセス権は合意どおりです',
    notRuledOut: (_count, text) => `分かっている相違はありませんが、アクセス権の確認項目${text}件を判定できませんでした`,
  },
  changesHeading: {
    first: '最初の結果です',
    none: (since) => `${since}以降、悪化も改善もありません`,
    some: (worse, worseText, better, betterText, since) =>
      `${since}以降、悪化${worse === 0 ? 'なし' : `${worseText}件`}、改善${better === 0 ? 'なし' : `${betterText}件`}`,
  },
  scoreHeading: {
    value: (points, most, day) => `セキュアスコア：${day}は${most}点中${points}点`,
    none: 'セキュアスコアを読み取れませんでした',
  },
  unreadHeading: (count, text) => (count === 0 ? 'すべての事実を読み取りました' : `読み取れなかった事実は${text}件`),

  blocks: (title, found) => `「${title}」を満たしておらず、開始を妨げています：${found}。`,
  wouldBlock: (title, found) => `「${title}」は不明で、開始を妨げる可能性があります：${found}。`,
  everyBlockerMet: '開始を妨げる確認項目はすべて満たされています。',
  everyBlockerSettled: '開始を妨げる確認項目はすべて満たされているか、許容されています。',
  acceptedUntil: (title, day, owner) => `「${title}」を満たしていませんが、${day}まで${owner}が許容しています。`,
  notCovered: (names) => `未対応：${names}。`,
  coverageNotKnown: (names) => `対応の有無が不明：${names}。`,
  depth: (act, guidance, blind, unknown) =>
    `対象のオンボード済みデバイスのうち、サービスが対応できるものは${act}台、案内のみは${guidance}台、見えないものは${blind}台、最近の情報がないものは${unknown}台です。`,
  contradicted: (titles) => `完了とされましたが、確認項目では確かめられません：${titles}。`,
  overdue: (_count, text) => `期限を過ぎた対応または段階が${text}件あります。`,
  waiverFailed: (title, why) => `猶予が失効しました（${why}）：${title}。`,
  basis: (rules, facts) =>
    `規則「${rules}」により、${facts}の事実に基づいて判定しました。読み取れなかったものは、満たすとも満たさないとも数えません。`,
  sample: '事実は見本であり、その日付の時点で判定しています。',
  otherRules: '前回の結果は別の規則によるもので、変化は規則の違いによる可能性があります。',
  driftNotJudged: (titles) => `判定できず、相違の可能性が残ります：${titles}。`,
  scoreIsFact:
    'スコアはMicrosoftの計算どおりに示しています。事実であり、確認項目ではありません。お客様が達すべきスコアを定めた出典はありません。',
  pointsMoved: (change, since) => `${since}から${change}点の変化です。`,
  nobody: '担当者の指定なし',
  noDay: '期日の合意なし',
  overdueDay: (day) => `${day}、期限超過`,
  found: (effect, title, found) => `${effect}。「${title}」：${found}。`,
  moreActions: (_count, text) => `ほか${text}件の対応は「必要な対応」にあります。`,
  unreadFacts: (names) => `読み取れなかったもの：${names}。`,
  everyFact: (facts) => `確認に必要な事実をすべて読み取りました（${facts}）`,
} satisfies Wording<typeof english>;
