import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** What is said in a check-in: since last time, what is needed, what became of advice, questions, what comes next. */
export const checkInWords = {
  since: (date: string, created: number, createdText: string, resolved: string) =>
    `Since the check-in of ${date}, ${createdText} ${plural(created, 'incident was', 'incidents were')} created and ${resolved} resolved`,
  countedFrom: (date: string, period: string) =>
    `"Since" counts from the beginning of ${date}, the day of the last check-in, up to the end of ${period}.`,
  noCheckIn: (period: string) => `No check-in before the end of ${period} is on record`,
  noLedger: 'No ledger of check-ins is kept',
  comparedWith: (reason: string, period: string, base: string) => `${reason}: ${period} is compared with ${base}`,
  uncompared: (reason: string) => `${reason}, and nothing is compared`,
  needsYou: {
    waiting: (count: number, text: string) => `${text} ${plural(count, 'incident waits', 'incidents wait')} for your action`,
    decisions: (count: number, text: string) => `${text} ${plural(count, 'decision is', 'decisions are')} needed`,
    overdue: (count: number, text: string) => `${text} ${plural(count, 'recommendation is', 'recommendations are')} overdue`,
    nothing: 'Nothing waits for you',
  },
  recommendations: {
    open: (open: number, openText: string, overdue: number, overdueText: string) =>
      open === 0
        ? 'No recommendation is open'
        : `${openText} ${plural(open, 'recommendation is', 'recommendations are')} open, ${overdue === 0 ? 'none' : overdueText} of them overdue`,
    done: (text: string, done: number, doneText: string) =>
      done === 0 ? text : `${text}; ${doneText} ${plural(done, 'was', 'were')} done`,
    ofIncident: (count: number, text: string, open: number, openText: string) =>
      count === 0
        ? 'No recommendation came of this incident'
        : `${text} ${plural(count, 'recommendation', 'recommendations')} came of this incident, ${open === 0 ? 'none' : openText} still open`,
  },
  questions: {
    open: (count: number, text: string) =>
      count === 0 ? 'No question is open' : `${text} ${plural(count, 'question is', 'questions are')} open`,
    credits: (text: string, count: number, credits: string, day: string) =>
      `${text}; ${credits} ${plural(count, 'credit is', 'credits are')} left until ${day}`,
    quarter: (quarter: string, carried: string, granted: string, used: string, remaining: string) =>
      `${quarter}: ${carried} carried over, ${granted} granted, ${used} used, ${remaining} left.`,
    expire: (count: number, credits: string, day: string) =>
      `${credits} ${plural(count, 'credit expires', 'credits expire')} on ${day} unless ${plural(count, 'it is', 'they are')} used.`,
    capped: (credits: string) => `${credits} of them were lost, for at most twenty can be used in a quarter.`,
    overdrawn: (credits: string) => `${credits} more were asked for than there were.`,
  },
  next: {
    checkIn: (day: string) => `The next check-in is on ${day}`,
    noCheckIn: 'No check-in is planned yet',
    ahead: (text: string, count: number, countText: string) =>
      count === 0 ? text : `${text}; ${countText} more dated ${plural(count, 'item lies', 'items lie')} ahead`,
  },
  service: {
    quiet: 'No outage of the service is on record for this period',
    outages: (count: number, text: string) =>
      `The service had ${text} ${plural(count, 'outage or degradation', 'outages or degradations')}`,
  },
  decide: (title: string) => `Decide: ${title}`,
  nextCheckIn: 'next check-in',
} as const;
