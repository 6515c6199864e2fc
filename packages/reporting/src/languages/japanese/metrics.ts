import type { MetricText, MetricTexts } from '../metric-text.ts';

const leftOut = '他に統合されたインシデントとテスト通知は除きます。';
const noIncident = 'インシデントなし：0。テーブルなし：取得できません。';
const noTask = 'タスクなし：0。テーブルなし：取得できません。';
const noRows = 'テーブルがない、または期間内の行がない：取得できません。';
const noChecks = '確認の結果がない：取得できません。';
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
    traps: ['平穏な月にもハンティングはあります。終了したものがなければ0、台帳がなければ取得できません。'],
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
  events_recorded: {
    name: 'イベント',
    definition:
      'サインイン、ディレクトリの変更、メール、クリック、クラウドアプリ、Officeの活動、オンプレミスのIDの各テーブルにある期間内の記録。接続されているものに限り、デバイスの生のテレメトリは数えません。',
    nullRule: '該当するテーブルがない、または期間内の行がない：取得できません。',
    traps: ['後から接続されたテーブルにより、実際の活動が増えなくても数が増えます。'],
  },
  inc_notified: {
    name: 'お客様に報告したインシデント',
    definition:
      '期間内に作成され、サービスが着手し、専門家通知または期間内に渡したタスクでお客様に伝えたインシデント。他に統合されたインシデントとテスト通知は除きます。',
    nullRule: 'インシデントなし：0。テーブルなし：取得できません。',
    traps: ['電話での連絡はログに残りません。'],
  },
  rule_last_fired: {
    name: 'アラートのないルール',
    definition:
      '期間内に実行され、参照期間の開始から基準時点までアラートを出さなかった分析ルール。発報しないルールは、よく守っているか、何も見えていないかのどちらかです。',
    nullRule: noRows,
    traps: [
      '配置と発報は別です。ルールの配置は実行から分かるため、一度も実行されていないものは数えません。',
      'アラートには複数の行があり、日付は最初の行のものです。',
    ],
  },
  suspicious_investigated: {
    name: '疑わしい発見',
    definition: '期間内のハンティングのうち、疑わしいものに行き当たったもの。脅威と確認されたか、説明がついたかは問いません。',
    nullRule: '台帳なし：取得できません。',
    traps: ['平穏な月にもハンティングはあります。終了したものがなければ0、台帳がなければ取得できません。'],
  },
  hunts_confirmed: {
    name: '脅威を発見したハンティング',
    definition: '期間内のハンティングのうち、脅威が確認されたもの。',
    nullRule: '台帳なし：取得できません。',
    traps: ['平穏な月にもハンティングはあります。終了したものがなければ0、台帳がなければ取得できません。'],
  },
  hunt_to_rule: {
    name: 'ルール化されたハンティング',
    definition: '期間内のハンティングのうち、クエリが分析ルールとして動いているもの。',
    nullRule: '台帳なし：取得できません。',
    traps: ['平穏な月にもハンティングはあります。終了したものがなければ0、台帳がなければ取得できません。'],
  },
  mail_removed: {
    name: '配信後に削除されたメール',
    definition: '到着後にメールボックスから、自動または手動で削除された配送。期間内に削除が成功したメールと宛先の組を数えます。',
    nullRule: '削除なし：0。テーブルなし：取得できません。',
    traps: ['一つの配送に、失敗した削除と成功した削除の複数の行があることがあります。'],
  },
  identity_risk: {
    name: '解消したリスクユーザー',
    definition:
      '参照期間の開始以降にリスクが記録されたユーザーのうち、最新の状態が修復済みまたは却下の割合。その他はリスクあり、または侵害の確認済みです。',
    nullRule: 'テーブルがない、またはリスクのあるユーザーがいない：取得できません。',
    traps: ['リスクのあるまま削除されたアカウントは、未解消でも解消済みでもないため除きます。'],
  },
  risk_detections: {
    name: 'リスク検出',
    definition: '最初の行が期間内に記録されたID保護の検出。重複は除きます。',
    nullRule: '検出なし：0。テーブルなし：取得できません。',
    traps: ['検出には状態の変化ごとに一行あり、基準時点で最新の行が未解消かどうかを示します。', 'Entra IDの診断設定とP2プランが必要です。'],
  },
  secure_score_azure: {
    name: 'Azureのセキュアスコア',
    definition: '期間内の各サブスクリプションの最新のセキュアスコアを、Defender for Cloudと同じ重みで合わせたもの。',
    nullRule: noRows,
    traps: [
      '一日に複数のスコアが記録され、各サブスクリプションの最新を採ります。',
      'Defender for Cloudの連続エクスポートが必要です。Microsoft 365のスコアとは別のものです。',
    ],
  },
  vulns: {
    name: '重大な脆弱性',
    definition: '期間内の各デバイスの最新スナップショットで、一台以上に残っている重大な脆弱性（CVE）。重複は除きます。',
    nullRule: noRows,
    traps: [
      'テーブルはスナップショットです。修正済みのものも古い分には残るため、各デバイスの最新だけを読みます。',
      '脆弱性のないデバイスには行がありません。直近七日間のスナップショットにないものは除きます。',
    ],
  },
  vulns_devices: {
    name: '重大な脆弱性のあるデバイス',
    definition: '期間内の最新スナップショットで、重大な脆弱性が一つ以上残っているデバイス。',
    nullRule: noRows,
    traps: ['重大な脆弱性の項をご覧ください。'],
  },
  vulns_exploitable: {
    name: '悪用可能な脆弱性',
    definition: '一台以上のデバイスに残り、悪用方法が知られている脆弱性（CVE）。深刻度は問わず、重複は除きます。',
    nullRule: noRows,
    traps: ['脆弱性のナレッジベースのテーブルが必要です。ない場合はこの数値のみ取得できません。'],
  },
  av_coverage: {
    name: 'ウイルス対策が有効',
    definition:
      '期間内に評価されたデバイスのうち、Defender Antivirusがアクティブモードで動作し、サービスが対応できる割合。その他では案内のみか、何も見えません。',
    nullRule: noRows,
    traps: ['パッシブモードとエンドポイント検出によるブロックでは案内しかできません。評価のないデバイスは数えません。'],
  },
  recommendations_open: {
    name: '未完了の推奨事項',
    definition: '期間末より前にお客様の台帳に記載され、期間末までに完了していない推奨事項。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  recommendations_overdue: {
    name: '期限を過ぎた推奨事項',
    definition: '未完了の推奨事項のうち、お客様のタイムゾーンで期間末に最終日を過ぎていたもの。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  recommendations_done: {
    name: '完了した推奨事項',
    definition: '期間内に完了した推奨事項。記載の時期は問いません。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  connector_health: {
    name: '異常なコネクタ',
    definition: '基準時点までの最新のデータ取得報告が失敗であるデータコネクタ。',
    nullRule: 'テーブルがない、または参照期間の開始以降の報告がない：取得できません。',
    traps: [
      '報告するコネクタは一部だけです。Entra IDとDefender XDRは報告しないため、途絶したテーブルで監視します。',
      'コネクタは状態が変わったときに報告するため、最新の報告が期間より古いことがあります。',
    ],
  },
  rule_windows_skipped: {
    name: '調べられなかった時間枠',
    definition: '六回以上の実行が失敗し、一度も成功しなかった分析ルールの時間枠。Sentinelはそのような時間枠を放棄します。',
    nullRule: noRows,
    traps: ['一つの時間枠の失敗は同じことの試行です。六回で一つの欠落です。'],
  },
  rules_auto_disabled: {
    name: 'Sentinelが停止したルール',
    definition: '期間内の正常性記録で名前が「AUTO DISABLED」で始まる分析ルール。失敗が長く続き、Sentinelが停止したものです。',
    nullRule: noRows,
    traps: ['ルールのIDは変わらず名前が変わるため、IDで区別します。'],
  },
  dropped_entities: {
    name: '失われたエンティティ',
    definition: '期間内に、マッピングが合わず分析ルールがアラートに付けられなかったエンティティ。',
    nullRule: noRows,
    traps: ['エンティティのないアラートは他と結び付けられません。'],
  },
  rule_tampering: {
    name: '手動で変更されたルール',
    definition: '期間内に個人のアカウントが成功させた分析ルールの変更と削除。サービスの配置はアプリケーションによるため数えません。',
    nullRule: '変更なし：0。テーブルなし：取得できません。',
    traps: [
      'SentinelAuditではリソースの種類が単数形の「Analytic Rule」です。',
      '配置以外のアプリケーションによる変更はここでは数えません。',
    ],
  },
  automation_failures: {
    name: '自動化の失敗',
    definition: '期間内のプレイブックとオートメーションルールの実行のうち、全部または一部が成功で終わらなかったもの。',
    nullRule: noRows,
    traps: ['一部の成功は失敗です。行われなかったことがあります。'],
  },
  query_abuse: {
    name: '秘密情報を探すクエリ',
    definition: '期間内に成功したワークスペースのクエリのうち、パスワード、トークン、鍵を求めるもの。',
    nullRule: noRows,
    traps: ['防御側も同様に調べます。誰が、いつ、何行読んだかが重要です。'],
  },
  query_newcomers: {
    name: 'ワークスペースの新しい閲覧者',
    definition: '期間内にワークスペースへ照会し、参照期間の開始から期間の開始までは照会していなかったアカウント。',
    nullRule: noRows,
    traps: ['ワークスペースの最初の数か月は全員が新しい閲覧者です。'],
  },
  cap_warnings: {
    name: '取り込みに関する警告',
    definition: 'データの拒否、切り詰め、停止をワークスペース自身が伝えた期間内の警告とエラー。速度または一日の上限に達したものです。',
    nullRule: '警告なし：0。テーブルなし：取得できません。',
    traps: ['上限に達すると、セキュリティデータも含め何も取り込まれません。その日の静けさは平穏ではありません。'],
  },
  ingest_anomaly: {
    name: 'データ量が異例の日',
    definition: '期間内のUTCの丸一日とテーブルの組のうち、曜日と直前の日々から見込まれる量から大きく外れたもの。',
    nullRule: '異常な日なし：0。テーブルがない、または履歴が14日に満たない：取得できません。',
    traps: ['十四日分の履歴がないテーブルは見込みを立てられないため除きます。', '量はUsageから読み、テーブル自体からは読みません。'],
  },
  inc_notified_closed: {
    name: '報告し終了したもの',
    definition: 'お客様に報告したインシデントのうち、基準時点で終了していたもの。終了させた人は問いません。',
    nullRule: 'インシデントなし：0。テーブルなし：取得できません。',
    traps: ['終了日で数える解決件数とは異なります。'],
  },
  readiness_complete_now: {
    name: '開始を妨げる',
    definition: '満たしておらず、許容もされていないため、サービスの開始を妨げている確認項目。',
    nullRule: noChecks,
    traps: ['判定できなかったものは含まず、別に数えます。'],
  },
  readiness_find_out_now: {
    name: '不明で、妨げうる',
    definition: 'サービスの開始を妨げる可能性があり、満たすかどうかが事実から分からない確認項目。',
    nullRule: noChecks,
    traps: ['満たすとも満たさないとも数えません。'],
  },
  readiness_to_complete: {
    name: '未完了',
    definition: '満たさず、許容されておらず、誰も対応中と報告していない確認項目。影響の大きさは問いません。',
    nullRule: noChecks,
    traps: ['完了と報告されてもなお満たさないものを含みます。'],
  },
  readiness_in_progress: {
    name: '対応中',
    definition: '満たさず、許容されておらず、対応中と報告されている確認項目。影響の大きさは問いません。',
    nullRule: noChecks,
    traps: [],
  },
  readiness_overdue: {
    name: '期限超過',
    definition: '完了しておらず、お客様のタイムゾーンで最終日を過ぎた対応とオンボーディングの段階。',
    nullRule: noChecks,
    traps: ['期日の合意がない対応は期限超過になりません。'],
  },
  readiness_accepted: {
    name: '当面許容',
    definition: '満たしていないが、期限内で対象すべてを含む猶予が有効な確認項目。',
    nullRule: noChecks,
    traps: ['許容しても状態は変わらず、満たしていないままです。'],
  },
  readiness_completed: {
    name: '完了',
    definition: '規則がこのお客様に求め、事実により満たしている確認項目。',
    nullRule: noChecks,
    traps: ['規則がこのお客様に求めないものは数えません。'],
  },
  questions_open: {
    name: '未回答の質問',
    definition: 'お客様の台帳にあるエキスパートへの質問のうち、期間末までに寄せられ、まだ片付いていないもの。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  questions_answered: {
    name: '回答した質問',
    definition: '期間内に回答したエキスパートへの質問。質問の時期は問いません。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  credits_used: {
    name: '使用したクレジット',
    definition: '期間の最終日を含む暦四半期に寄せられた質問が使うクレジット。取り下げられた質問とサービスの対象外だった質問は使いません。',
    nullRule: '台帳なし、または契約期間の取り決めなし：取得できません。契約期間外：該当なし。',
    traps: [],
  },
  credits_remaining: {
    name: '残りのクレジット',
    definition:
      '期間の最終日に残るクレジット：繰り越し分と暦四半期の十を合わせて最大二十とし、その四半期の使用分を引いたもの。暦年末と契約期間末の早いほうで失効します。',
    nullRule: '台帳なし、または契約期間の取り決めなし：取得できません。契約期間外：該当なし。',
    traps: ['ある四半期のクレジットを別の四半期に使うことはありません。超えた分は別に示します。'],
  },
  decisions_needed: {
    name: '必要な決定',
    definition: 'お客様の台帳にある決定のうち、期間末までに必要で、まだ下されていないもの。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  decisions_taken: {
    name: '下された決定',
    definition: '期間内に下され、期間末にも有効だった決定。',
    nullRule: '台帳なし：取得できません。',
    traps: [],
  },
  service_outages: {
    name: 'サービスの障害',
    definition: '期間中のいずれかの時点で続いていた、サービス自体の障害と性能低下。',
    nullRule: '台帳なし：取得できません。',
    traps: ['期間末をまたぐものは両方で数えます。'],
  },
};
