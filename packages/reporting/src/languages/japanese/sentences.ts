import type { sentences as english } from '../english/sentences.ts';
import type { Wording } from '../messages.ts';

export const sentences = {
  delta: {
    versus: (change, base) => `${change}（${base}比）`,
    same: (base) => `${base}と同じ`,
    withShare: (change, share) => `${change}、${share}`,
    points: (change) => `${change}ポイント`,
    firstPeriod: '最初の期間',
    incompleteBase: (base) => `比較なし：${base}は不完全`,
    noBase: (base) => `${base}との比較なし`,
    small: (text, base) => `${base}は${text}`,
  },
  note: {
    median: (n, mean, p90) => `${n}件の中央値。平均${mean}、90%は${p90}以内`,
    mean: (n, median, p90) => `${n}件の平均。中央値${median}、90%は${p90}以内`,
    lowSample: (n) => `${n}件のみ：慎重にお読みください`,
    share: (part, whole) => `${whole}のうち${part}`,
    without: (count) => `未了${count}件`,
    negative: (count) => `負の値${count}件`,
    incomplete: (reason) => `不完全：${reason}`,
  },
  incomplete: (reason) => `不完全：${reason}`,
  upTo: (subtitle, period) => `${subtitle}、${period}まで`,
  within: (subtitle, period) => `${subtitle}、${period}`,
  notWhole: '点のない月は不明です。データがその月まで遡りません。',
  rounding: '割合は四捨五入しており、合計が100%にならないことがあります。',
  nothingToChart: (title, period) => `${title}：${period}は該当なし。`,
  leads: (title, name, value) => `${title}：最多は${name}（${value}）`,
  mendGeneric: '付録のデータ完全性にあるクエリの確認をサービスにご依頼ください。',
  headingUnavailable: (topic) => `${topic}：この期間は取得できません`,

  summaryHeading: (_investigated, investigatedText, resolved, waiting, waitingText) =>
    `インシデント${investigatedText}件を調査、${resolved}件を解決、${waiting === 0 ? 'お客様の対応待ちはなし' : `${waitingText}件がお客様の対応待ち`}`,
  actionsHeading: {
    waiting: (_count, text) => `インシデント${text}件がお客様の対応を待っています`,
    done: (completed, all) => `お客様の対応待ちはありません：${all}件の対応のうち${completed}件が完了`,
    none: 'お客様の対応待ちはありません',
  },
  incidents: {
    changed: (direction, by, to) => `インシデントは${by}件${direction === 'rose' ? '増加' : '減少'}し${to}件`,
    same: (count) => `インシデントは変わらず${count}件`,
    first: (count, text, period) =>
      count === 0 ? `${period}に作成されたインシデントはありません` : `${period}に作成されたインシデントは${text}件`,
    withAlerts: (text, alerts, isAlike) =>
      isAlike ? `${text}、アラートも同様` : `${text}、アラートは${{ rose: '増加', fell: '減少', same: '横ばい' }[alerts]}`,
    resolved: (direct, help) => `直接解決したインシデントは${direct}件、お客様のご協力で解決したものは${help}件です。`,
    backlog: (count, text, waiting) =>
      count === 0
        ? '期間末に未解決のものはありませんでした。'
        : `期間末に未解決のインシデントは${text}件、うち${waiting}件がお客様の対応待ちでした。`,
    reopened: (count, text) =>
      count === 0 ? '再オープンされたインシデントはありません。' : `インシデントの再オープンは${text}回ありました。`,
  },
  times: {
    heading: (median) => `インシデントの半数に${median}以内に人が着手`,
    faster: (text, base) => `${text}、${base}より短縮`,
    slower: (text, base) => `${text}、${base}より長期化`,
    none: 'この期間に人が着手したインシデントはありません',
    unacknowledged: (count) => `期間末に人が未着手のインシデントは${count}件です。時間の統計には含みません。`,
    split: (share) => `解決までの時間のうち${share}は、お客様の対応を待つ時間でした。`,
    negative: (count) => `ゼロ未満の時間が${count}件あります。時計のずれや自動処理によるもので、そのまま残しています。`,
    automation: (first, human) =>
      `何らかの最初の変更は${first}後、人による最初の変更は${human}後でした（中央値）。先に動くのは自動処理で、人としては数えません。`,
  },
  sources: {
    heading: (name, part, whole) => `最も多くのインシデントを検出したのは${name}：${whole}件のうち${part}件`,
    none: 'この期間に調査したインシデントはありません',
  },
  assets: {
    repeated: (users, usersText, devices, devicesText) =>
      `複数のインシデントに関係：ユーザー${users === 0 ? 'なし' : `${usersText}人`}、デバイス${devices === 0 ? 'なし' : `${devicesText}台`}`,
    none: 'この期間のインシデントにユーザーやデバイスの記載はありません',
  },
  quality: {
    heading: (part, whole) => `終了したインシデント${whole}件のうち${part}件が真陽性`,
    none: 'この期間に終了したインシデントはありません',
    noise: (part, whole) => `終了したインシデント${whole}件のうち${part}件が良性の陽性または偽陽性でした。`,
    loudest: (name, noise, all) =>
      `最もノイズの多い検出は「${name}」です：終了した${all}件のうち${noise}件が良性の陽性または偽陽性でした。`,
    reduction: (alerts, incidents) => `アラート${alerts}件がインシデント${incidents}件になりました。`,
  },
  hunting: {
    heading: (hunts, huntsText, confirmed, confirmedText) =>
      hunts === 0
        ? 'この期間に終了したハンティングはありません'
        : `ハンティング${huntsText}件が終了、${confirmed === 0 ? '脅威の発見なし' : `${confirmedText}件で脅威を発見`}`,
    notifications: (count, text) => (count === 0 ? '専門家通知の送信はありません' : `専門家通知を${text}件送信`),
    quiet: '何も見つからないことも結果です。仮説は検証され、ここには当てはまりませんでした。',
    spread: (hunts, categories) => `ハンティング${hunts}件が${categories}種類の脅威を対象`,
    categories: (name, part, whole) => `最も多いハンティングの対象は「${name}」：${whole}件のうち${part}件`,
    emerging: (held, heldText, all, allText) =>
      all === 0
        ? '仮説から始まったハンティングはありません'
        : held === 0
          ? `仮説${allText}件のうち当てはまったものはなし`
          : `仮説${allText}件のうち${heldText}件が当てはまる`,
    rules: (_count, text) => `ハンティング${text}件が分析ルールになりました。`,
  },
  posture: {
    delivered: (count, text, whole) =>
      count === 0 ? `脅威を含む${whole}通のうち配信されたものはなし` : `脅威を含む${whole}通のうち${text}通が配信`,
    devices: (part, whole) => `デバイス${whole}台のうち${part}台がオンボード済み`,
    signIns: (count, text) => (count === 0 ? '高リスクと判定されたサインインはなし' : `高リスクと判定されたサインインは${text}回`),
  },
  platform: {
    heading: (volume) => `取り込み量${volume}`,
    silent: (count, text) => (count === 0 ? '途絶したテーブルなし' : `途絶したテーブル${text}個`),
    failures: (count, text) => (count === 0 ? 'ルール実行の失敗なし' : `ルール実行の失敗${text}回`),
    silentTables: (names) => `期間末に途絶していたテーブル：${names}。`,
    billable: (billable, total) => `${total}のうち${billable}が課金対象です。`,
    missing: (names) => `未接続：${names}。`,
    missingCount: (_count, text) => `未接続のテーブル${text}個`,
  },
  operations: {
    open: (open, openText, waiting, waitingText) =>
      open === 0
        ? '未解決のインシデントはありません'
        : `未解決のインシデント${openText}件、${waiting === 0 ? 'お客様の対応待ちはなし' : `うち${waitingText}件がお客様の対応待ち`}`,
    targets: (taken, judged, resolved, all) => `${judged}件のうち${taken}件に期限内に着手、${all}件のうち${resolved}件を期限内に解決`,
    acknowledged: (part, whole) => `インシデント${whole}件のうち${part}件に期限内に着手`,
    resolved: (part, whole) => `インシデント${whole}件のうち${part}件を期限内に解決`,
    noTargets: '目標のあるインシデントはありません',
    noise: (count, text, closed) =>
      count === 0
        ? `終了したインシデント${closed}件にノイズはなし`
        : `終了したインシデント${closed}件のうち${text}件が良性の陽性または偽陽性`,
  },
  incident: {
    title: (title, incident) => `${title} ${incident}`,
    asOf: (instant) => `${instant}現在`,
    merged: (title) => `別のインシデントに統合：${title}`,
    closed: (title) => `終了：${title}`,
    closedAs: (classification, title) => `${classification}として終了：${title}`,
    waiting: (title) => `未解決、お客様の対応待ち：${title}`,
    open: (title) => `未解決：${title}`,
    timeline: (_count, text, first, last) => `${first}から${last}までの出来事${text}件`,
    scope: (alerts, alertsText, users, usersText, devices, devicesText) =>
      `アラート${alerts === 0 ? 'なし' : `${alertsText}件`}、ユーザー${users === 0 ? 'なし' : `${usersText}人`}、デバイス${devices === 0 ? 'なし' : `${devicesText}台`}`,
    actions: (open, openText, all, allText) =>
      all === 0
        ? '記録された対応はありません'
        : open === 0
          ? `対応${allText}件はすべて完了`
          : `対応${allText}件のうち${openText}件が未完了`,
    created: (instant) => `インシデントは${instant}に作成されました。`,
    takenUp: (time) => `${time}後に人が着手しました。`,
    notTakenUp: 'まだ人が着手していません。',
    closedAfter: (time) => `作成から${time}後に終了しました。`,
  },
  completeness: {
    complete: (tables, queries) => `全${queries}件のクエリに完全な回答、${tables}個のテーブルを参照`,
    whole: 'このレポートに必要なすべてのクエリに完全な回答がありました',
    notConnected: (names) => `未接続のためレポートから除外：${names}。`,
    missing: (names) => `不足：${names}。`,
    partial: (names) => `不完全：${names}。`,
    failed: (names) => `回答を得られなかったもの：${names}。`,
    heading: 'このレポートのデータは完全ではありません',
    callout: 'このレポートは不完全なデータに基づいています',
  },
  findings: {
    faster: (human, before, base) => `インシデントの半数に${human}以内に人が着手し、${base}（${before}）より短縮しました。`,
    slower: (human, before, base) => `インシデントの半数に人が着手するまでに${human}かかり、${base}（${before}）より長くなりました。`,
    pace: (human) => `インシデントの半数に${human}以内に人が着手しました。`,
    backlogGrew: (by, to) => `未解決のインシデントは${by}件増えて${to}件になりました。`,
    backlogShrank: (by, to) => `未解決のインシデントは${by}件減って${to}件になりました。`,
    missedTargets: (_missed, text, whole) => `目標のあるインシデント${whole}件のうち${text}件は期限内に着手されませんでした。`,
    waited: (share) => `解決までの時間の${share}はお客様の対応を待つ時間でした。`,
    noise: (part, whole) =>
      `終了したインシデント${whole}件のうち${part}件が良性の陽性または偽陽性でした。調整すれば、より重要なものに注力できます。`,
    hunts: (_confirmed, text) => `ハンティング${text}件が、アラートには現れなかった脅威を発見しました。`,
    silent: (names) => `${names}からのデータが途絶えています。そこでの脅威は見えません。`,
    quiet: (period) => `${period}は平穏で、作成されたインシデントはありませんでした。`,
    incidentsUnknown: (reason) => `インシデントについては分かりません：${reason}`,
  },
  decisions: {
    waiting: (number, title) => `インシデント${number}の未完了の対応を完了する：${title}`,
    waitingDetail: (severity, since, open) => `重大度：${severity}。${since}から待機中、未完了${open}件`,
    moreWaiting: (_count, text) => `お客様の対応を待つほか${text}件のインシデントの対応を完了する`,
    moreDetail: '「お客様にお願いしたいこと」に一覧があります。',
    overdue: (title) => `期限を過ぎた推奨事項について判断する：${title}`,
    overdueDetail: (incidents) => `関連インシデント：${incidents}`,
    tune: (title) => `検出を調整するか判断する：${title}`,
    tuneDetail: (noise, all) => `終了した${all}件のうち${noise}件が良性の陽性または偽陽性、真陽性はなし`,
    connect: (table) => `テーブル ${table} を利用できるようにする`,
    more: (_count, text) => `ほか${text}件の判断事項はサービスレビューにあります。`,
    atOnce: '至急',
    thisWeek: '今週中',
    nextReview: '次回レビュー',
  },
  comparison: {
    name: '指標',
    target: '目標',
    atMost: (value) => `${value}以下`,
    atLeast: (value) => `${value}以上`,
    met: '達成',
    missed: '未達',
    notJudged: '判定なし',
    noTarget: '目標なし',
    since: (date) => `${date}以降`,
    history: (_count, text) => `以前の${text}か月の中央値`,
    noHistory: '以前の月の中央値',
  },
  funnel: {
    number: '件数',
    ofBefore: (share, isOfFew) => (isOfFew ? share : `前段階の${share}`),
  },
  matrixTotal: '合計',
  trend: {
    point: (month, value) => `${month} ${value}`,
    label: (name, points) => `${name}の月次推移：${points}`,
  },
  timeline: {
    start: '開始',
    end: '終了',
    first: (shown, all) => `全${all}件のうち最初の${shown}件。`,
    undated: (_count, text) => `日時のない${text}件は示していません。`,
  },
  grid: {
    shown: (rows, allRows, columns, allColumns) => `全${allRows}行のうち先頭の${rows}行、全${allColumns}列のうち先頭の${columns}列。`,
  },
  definitionNotes: (nullRule, traps) => `データがない場合：${nullRule}${traps}`,
  list: (first, second) => `${first}、${second}`,
  parts: (first, second) => `${first}。${second}`,
  join: (first, second) => `${first}${second}`,
  sentence: (text) => `${text}。`,
} satisfies Wording<typeof english>;
