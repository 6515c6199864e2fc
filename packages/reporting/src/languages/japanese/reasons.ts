import type { reasons as english } from '../english/reasons.ts';
import type { Wording } from '../messages.ts';

export const reasons = {
  tablesMissing: (_count, names) => `テーブル ${names} がワークスペースにありません。`,
  queryFailed: (query, message) => `クエリ「${query}」が失敗しました：${message}`,
  queryNotRun: (query) => `この期間にはクエリ「${query}」を実行していません。`,
  noRecords: (_count, names) => `${names} にこの期間の記録がありません。`,
  noColumn: (query, column) => `クエリ「${query}」の結果に列 ${column} がありません。`,
  noHunts: 'このお客様のハンティング台帳がありません。',
  noRecommendations: 'このお客様の推奨事項台帳がありません。',
  noTuning: 'このお客様の調整内容がレポートに渡されていません。',
  noDetections: 'このお客様の検出ルールがレポートに渡されていません。',
  noReadiness: '確認の結果がレポートに渡されていません。',
  devicesUnread: 'デバイスまたはそのウイルス対策を読み取れませんでした。',
  noEarlierResult: '比較できる以前の結果がありません。',
  silenceElsewhere: '途絶は対象期間についてのみ確認します。',
  tablesUnreadable: '監視対象のテーブルを一つも読み取れませんでした。',
  beforeData: 'この期間より前のデータがありません。',
  dataBeginsWithin: 'データはその期間の途中から始まっています。',
  notAsked: (source) => `このレポートは「${source}」を照会していません。`,
  ownMetricAbsent: 'テーブルまたは行がない場合：取得できません。',
  silentFor: (hours) => `${hours}時間途絶しています。`,
  neverSpoke: '確認できる範囲に記録がありません。',
  queryComplete: '完全',
  queryIncomplete: (message) => `不完全：${message}`,
  queryBroken: (message) => `失敗：${message}`,
} satisfies Wording<typeof english>;
