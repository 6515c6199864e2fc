import type { Messages } from '../messages.ts';

export const checkInWords: Messages['checkIn'] = {
  since: (date, _created, createdText, resolved) => `${date}の定例会以降、インシデントは${createdText}件発生し、${resolved}件解決しました`,
  countedFrom: (date, period) => `「以降」は、前回の定例会の日である${date}の始まりから${period}の終わりまでを数えます。`,
  noCheckIn: (period) => `${period}の終わりより前に定例会の記録がありません`,
  noLedger: '定例会の台帳がありません',
  comparedWith: (reason, period, base) => `${reason}：${period}を${base}と比較します`,
  uncompared: (reason) => `${reason}。比較は行いません`,
  needsYou: {
    waiting: (_count, text) => `${text}件のインシデントがお客様の対応を待っています`,
    decisions: (_count, text) => `${text}件の決定が必要です`,
    overdue: (_count, text) => `${text}件の推奨事項が期限を過ぎています`,
    nothing: 'お客様の対応を待つものはありません',
  },
  recommendations: {
    open: (open, openText, overdue, overdueText) =>
      open === 0
        ? '未完了の推奨事項はありません'
        : `未完了の推奨事項は${openText}件、うち期限超過は${overdue === 0 ? 'なし' : `${overdueText}件`}`,
    done: (text, done, doneText) => (done === 0 ? text : `${text}。${doneText}件が完了しました`),
    ofIncident: (count, text, open, openText) =>
      count === 0
        ? 'このインシデントから生まれた推奨事項はありません'
        : `このインシデントから生まれた推奨事項は${text}件、うち未完了は${open === 0 ? 'なし' : `${openText}件`}`,
  },
  questions: {
    open: (count, text) => (count === 0 ? '未回答の質問はありません' : `未回答の質問は${text}件です`),
    credits: (text, _count, credits, day) => `${text}。クレジットは${day}まで残り${credits}です`,
    quarter: (quarter, carried, granted, used, remaining) =>
      `${quarter}：繰り越し${carried}、付与${granted}、使用${used}、残り${remaining}。`,
    expire: (_count, credits, day) => `使われなければ、${credits}クレジットが${day}に失効します。`,
    capped: (credits) => `一つの四半期に使えるのは最大二十のため、そのうち${credits}は失効しました。`,
    overdrawn: (credits) => `残りを${credits}超えて求められました。`,
  },
  next: {
    checkIn: (day) => `次回の定例会は${day}です`,
    noCheckIn: '次回の定例会はまだ決まっていません',
    ahead: (text, count, countText) => (count === 0 ? text : `${text}。ほかに${countText}件の予定があります`),
  },
  service: {
    quiet: 'この期間にサービスの障害の記録はありません',
    outages: (_count, text) => `サービスの障害または性能低下は${text}件でした`,
  },
  decide: (title) => `決定：${title}`,
  nextCheckIn: '次回の定例会',
};
