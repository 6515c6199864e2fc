import type { MetricText, MetricTexts } from '../metric-text.ts';

const leftOut = '他に統合されたインシデントとテスト通知は除きます。';
const noIncident = 'インシデントなし：0。テーブルなし：取得できません。';
const noTask = 'タスクなし：0。テーブルなし：取得できません。';
const noRows = 'テーブルがない、または期間内の行がない：取得できません。';
const dedupe = 'SecurityIncidentには変更ごとに一行あります。どの絞り込みより先に、基準時点で最新の行を採ります。';
const statistics = '中央値、平均、90パーセンタイル、件数で示し、代表値は中央値です。';
const splitStatistics =
  '平均、中央値、90パーセンタイル、件数で示します。二つの部分の合計が解決までの平均時間になるよう、代表値は平均です。';

const classShare = (name: string, words: string): MetricText => ({
  name,
  definition: `期間内に終了したインシデントのうち、${words}割合。${leftOut}`,
  nullRule: '終了したものなし：該当なし。',
  traps: ['未確定は別に数えます。再オープンされたインシデントは最後の終了時の分類を採ります。'],
});

/** Metrics in Japanese. */
export const metrics: MetricTexts = {
  inc_created: {
    name: '作成されたインシデント',
    definition: `期間内に作成されたインシデント。重大度と検出元は問いません。${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'インシデント番号はワークスペース間で重複するため、IncidentNameで区別します。'],
  },
  inc_investigated: {
    name: '調査したインシデント',
    definition: `期間内に作成され、サービスが着手したインシデント。ラベル「Defender Experts」が付いています。${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, '統合されたインシデントは二重に数えられてしまいます。'],
  },
  inc_resolved: {
    name: '解決したインシデント',
    definition: `サービスが着手し、最後の終了が期間内にあるインシデント。作成の時期は問いません。${leftOut}`,
    nullRule: noIncident,
    traps: ['再オープンされたインシデントは、最後の終了時に一度だけ数えます。'],
  },
  inc_resolved_direct: {
    name: '直接解決',
    definition: '解決したインシデントのうち、お客様が完了したタスクのないもの。サービスだけで終了しました。',
    nullRule: noIncident,
    traps: ['見送られた、または失敗したタスクは協力とみなしません。'],
  },
  inc_resolved_help: {
    name: 'ご協力により解決',
    definition: '解決したインシデントのうち、お客様がタスクを一つ以上完了したもの。',
    nullRule: noIncident,
    traps: [],
  },
  inc_pct_resolved: {
    name: '解決率',
    definition:
      '期間内に解決したインシデントを、期間内に調査したインシデントで割ったもの。二つの集合は異なるため、100%を超えることがあります。',
    nullRule: '調査したものなし：該当なし。',
    traps: ['期間内に作成されたインシデントの終了率ではありません。'],
  },
  inc_backlog: {
    name: '期間末の未解決',
    definition: '期間末より前に作成され、期間末に終了していないインシデント。参照期間の開始以降に変更があったものに限ります。',
    nullRule: noIncident,
    traps: ['参照期間の開始以降に誰も触れていないインシデントは見えません。'],
  },
  inc_reopened: {
    name: '再オープン',
    definition: '終了後に新規またはアクティブへ戻った回数。戻った期間で数えます。',
    nullRule: noIncident,
    traps: ['インシデントに表示される終了時刻は最後のものです。'],
  },
  action_required: {
    name: 'お客様の対応が必要だったインシデント',
    definition: '期間内にお客様へタスクが一つ以上渡されたインシデント。その後の経過と作成の時期は問いません。',
    nullRule: noIncident,
    traps: [],
  },
  inc_waiting: {
    name: '現在の対応待ち',
    definition: '期間末に未解決で、ラベル「Awaiting Customer Action」が付いたインシデント。',
    nullRule: noIncident,
    traps: [],
  },
  actions_completed: {
    name: '完了いただいた対応',
    definition: '期間内にお客様へ渡され、お客様が完了したタスク。基準時点で分かる範囲です。',
    nullRule: noTask,
    traps: [],
  },
  actions_pending: {
    name: '未完了の対応',
    definition: '期間内にお客様へ渡され、未着手または対応中のタスク。基準時点で分かる範囲です。',
    nullRule: noTask,
    traps: [],
  },
  actions_skipped: {
    name: '見送られた対応',
    definition: '期間内にお客様へ渡され、お客様が見送ったタスク。基準時点で分かる範囲です。',
    nullRule: noTask,
    traps: [],
  },
  actions_failed: {
    name: '失敗した対応',
    definition: '期間内にお客様へ渡され、失敗したタスク。基準時点で分かる範囲です。',
    nullRule: noTask,
    traps: [],
  },
  actions_waiting: {
    name: 'お客様を待つ対応',
    definition: '基準時点で未着手または対応中のタスク。時期は問わず、期間末に未解決でその後も終了していないインシデントのもの。',
    nullRule: noTask,
    traps: ['終了したインシデントに残るタスクは待っていません。'],
  },
  task_completion: {
    name: '対応の完了までの時間',
    definition:
      'お客様へタスクを渡してから完了まで。期間内に完了したタスクが対象です。中央値、平均、90パーセンタイル、件数で示し、代表値は中央値です。',
    nullRule: '完了したタスクなし：該当なし。',
    traps: ['完了時刻はタスクの最後の変更時刻です。'],
  },
  mttd: {
    name: '検出までの時間',
    definition: `最初の活動からインシデントの作成まで。期間内に作成されたインシデントが対象です。${statistics}`,
    nullRule: '最初の活動が不明なものは除きます。残りがない場合：該当なし。',
    traps: ['負の時間はそのまま残し、件数を示します。0に切り上げることはありません。'],
  },
  tta_first_touch: {
    name: '最初の変更までの時間',
    definition: `作成から、自動処理を含む最初の変更まで。期間内に作成されたインシデントが対象です。人の速さを測るものではありません。${statistics}`,
    nullRule: '変更のなかったものは除きます。残りがない場合：該当なし。',
    traps: ['自動処理により短く見えます。人による最初の対応までの時間と併せてお読みください。'],
  },
  tta_human: {
    name: '人による最初の対応までの時間',
    definition: `作成から、人による最初の変更まで。期間内に作成され、サービスが着手したインシデントが対象です。「Alert Grouping」「Fusion」「Incident created from alert」とオートメーションルールによる変更は人とみなしません。${statistics}`,
    nullRule: '人が触れていないものは未着手と数え、0とはしません。残りがない場合：該当なし。',
    traps: ['最初の変更時刻は自動処理が設定するため、その列は使いません。'],
  },
  mttr: {
    name: '解決までの時間',
    definition: `作成から最後の終了まで。サービスが着手し、期間内に終了したインシデントが対象です。自動処理による終了は除きます。${statistics}`,
    nullRule: '未解決のものは除きます。残りがない場合：該当なし。',
    traps: ['再オープンすると終了時刻が動きます。再オープンは別に数えます。'],
  },
  mttr_expert: {
    name: '専門家の時間',
    definition: `解決までの時間のうち、お客様を待っていなかった部分。${splitStatistics}`,
    nullRule: '解決までの時間と同じ。',
    traps: ['待ち時間は、このサービスが付けるラベル「Awaiting Customer Action」から読み取ります。'],
  },
  mttr_customer: {
    name: 'お客様を待った時間',
    definition: `解決までの時間のうち、お客様を待っていた部分。一度も待たなかったインシデントは0とします。${splitStatistics}`,
    nullRule: '解決までの時間と同じ。',
    traps: ['ほとんどのインシデントは待ちがないため、中央値はしばしば0です。'],
  },
  ack_sla: {
    name: '期限内の着手',
    definition:
      '期間内に作成されサービスが着手したインシデントのうち、人による最初の対応が重大度ごとに合意した分数以内だった割合。目標のない重大度は除きます。',
    nullRule: '合意した目標がない、または目標のあるインシデントがない：該当なし。',
    traps: ['人が触れていないインシデントは、目標時間を過ぎた時点で期限外となります。'],
  },
  resolve_sla: {
    name: '期限内の解決',
    definition: '期間内に解決したインシデントのうち、重大度ごとに合意した分数以内に終了した割合。目標のない重大度は除きます。',
    nullRule: '合意した目標がない、または目標のあるインシデントがない：該当なし。',
    traps: ['お客様を待った時間も含みます。'],
  },
  potential_saving: {
    name: '短縮の余地',
    definition: '解決したインシデントがお客様を待った時間の合計。サービスが対応を許されていれば短縮できた時間です。',
    nullRule: '待ちなし：0。テーブルなし：取得できません。',
    traps: ['上限値です。許可の範囲にかかわらず、お客様にしかできない対応があります。'],
  },
  class_true_positive: classShare('真陽性', '真陽性に分類された'),
  class_benign_positive: classShare('良性の陽性', '良性の陽性に分類された'),
  class_false_positive: classShare('偽陽性', '偽陽性に分類された'),
  class_undetermined: classShare('未確定', '未確定または分類されなかった'),
  alerts_recorded: {
    name: 'アラート',
    definition: '最初の行が期間内に記録されたアラート。重複は除き、インシデントを写した行も除きます。',
    nullRule: 'アラートなし：0。テーブルなし：取得できません。',
    traps: ['SecurityAlertにはアラートごとに複数の行があります。', '相関インシデント（Fusion）はSecurityAlertに現れません。'],
  },
  alert_reduction: {
    name: 'インシデントあたりのアラート',
    definition: '期間内に記録されたアラートの数を、期間内に作成されたインシデントの数で割ったもの。',
    nullRule: 'インシデントなし：該当なし。',
    traps: ['一つのインシデントに入るアラートは150件までです。'],
  },
  dens_sent: {
    name: '専門家通知',
    definition: 'ハンターからの通知：期間内に作成され、題名が「Defender Experts」で始まるインシデント。テスト通知は除きます。',
    nullRule: '通知なし：0。テーブルなし：取得できません。',
    traps: ['テスト通知も同じ語で始まります。'],
  },
  hunts_run: {
    name: 'ハンティング',
    definition: 'お客様の台帳にあり、期間内に終了したハンティング。発見の有無は問いません。',
    nullRule: '台帳なし：取得できません。',
    traps: ['平穏な月にもハンティングはあります。'],
  },
  hunts_confirmed: {
    name: '脅威を発見したハンティング',
    definition: '期間内のハンティングのうち、脅威が確認されたもの。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  devices_seen: {
    name: 'デバイス',
    definition: '期間内に報告のあったデバイス。最新の報告に基づきます。他に統合されたデバイスは除きます。',
    nullRule: noRows,
    traps: ['DeviceInfoには報告ごとに一行あります。'],
  },
  devices_onboarded: {
    name: 'オンボード済み',
    definition: 'Defender for Endpointにオンボードされたデバイスの割合。',
    nullRule: noRows,
    traps: [],
  },
  devices_healthy: {
    name: '正常なセンサー',
    definition: 'オンボード済みデバイスのうち、センサーがアクティブなものの割合。',
    nullRule: noRows,
    traps: [],
  },
  devices_exposed: {
    name: '露出の高いデバイス',
    definition: '最新の報告で露出レベルが高のデバイス。',
    nullRule: noRows,
    traps: [],
  },
  mail_messages: {
    name: 'メール',
    definition: '期間内に記録されたメールの配送。受信、送信、内部を含みます。一人の宛先への一通を一件とします。',
    nullRule: noRows,
    traps: ['一つの配送を複数の行が伝えることがあります。'],
  },
  mail_threats: {
    name: '脅威を含むメール',
    definition: 'フィッシングまたはマルウェアが見つかった配送。配信の有無は問いません。スパムは脅威に数えません。',
    nullRule: noRows,
    traps: [],
  },
  mail_threats_delivered: {
    name: '配信された脅威',
    definition: 'フィッシングまたはマルウェアが見つかり、最初に受信トレイまたは迷惑メールフォルダーへ届いた配送。',
    nullRule: noRows,
    traps: ['配信後に削除されたメールも含みます。最初は配信されたためです。'],
  },
  url_clicks_through: {
    name: '警告を越えたクリック',
    definition: 'ユーザーが警告を越えて先へ進んだリンクのクリック。',
    nullRule: noRows,
    traps: [],
  },
  url_clicks_blocked: {
    name: 'ブロックしたクリック',
    definition: 'クリックの時点でブロックされたリンクのクリック。',
    nullRule: noRows,
    traps: [],
  },
  sign_ins: {
    name: 'サインイン',
    definition: '期間内に記録されたユーザーの対話型サインイン。',
    nullRule: noRows,
    traps: [],
  },
  sign_ins_failed: {
    name: 'サインインの失敗率',
    definition: '対話型サインインのうち、何らかのエラーで終わったものの割合。',
    nullRule: noRows,
    traps: ['第二要素の要求など、中断されたサインインにもエラーコードがあります。'],
  },
  sign_ins_high_risk: {
    name: '高リスクのサインイン',
    definition: 'その時点で高リスクと判定された対話型サインイン。',
    nullRule: noRows,
    traps: [],
  },
  users_at_risk: {
    name: 'リスクのあるユーザー',
    definition: '最新の状態がリスクあり、または侵害の確認済みのユーザー。',
    nullRule: noRows,
    traps: ['Entra IDの診断設定とP2プランが必要です。'],
  },
  ingestion_total: {
    name: '取り込みデータ',
    definition: 'Log Analyticsが期間内に記録した量。1000メガバイト単位のギガバイトで示します。',
    nullRule: noRows,
    traps: ['Usageはメガバイトで数えます。1000と1024では2.4%の差があり、ここでは常に1000を使います。'],
  },
  ingestion_billable: {
    name: '課金対象データ',
    definition: '取り込みデータのうち課金対象の部分。1000メガバイト単位のギガバイトで示します。',
    nullRule: noRows,
    traps: ['アラートとインシデントは無料です。特典とコミットメント階層は差し引いていません。'],
  },
  table_silence: {
    name: '途絶したテーブル',
    definition: 'このレポートの一覧にあるテーブルのうち、期間末の時点で最後の記録が許容時間より古いもの。',
    nullRule: '存在しないテーブルは途絶とせず、テーブルなしとして示します。',
    traps: ['何かが起きたときだけ書かれるテーブルには、長い許容時間が必要です。'],
  },
  rule_failures: {
    name: 'ルール実行の失敗',
    definition: '期間内の分析ルールの実行のうち、成功で終わらなかったもの。',
    nullRule: noRows,
    traps: ['SentinelHealthは二時間以上遅れることがあり、正常性の監視を有効にするまで空です。'],
  },
  rules_failing: {
    name: '失敗のあるルール',
    definition: '期間内に成功で終わらなかった実行が一回以上ある分析ルール。',
    nullRule: noRows,
    traps: [],
  },
};
