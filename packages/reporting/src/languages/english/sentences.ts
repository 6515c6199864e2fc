import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');
/** Words for numbers that begin a sentence or stand alone in one. */
const noneOr = (count: number, text: string): string => (count === 0 ? 'No' : text);

/** Sentences and parts of sentences that are worded from the numbers. A number that decides the grammar comes beside its written form. */
export const sentences = {
  delta: {
    versus: (change: string, base: string) => `${change} vs ${base}`,
    same: (base: string) => `same as ${base}`,
    withShare: (change: string, share: string) => `${change} (${share})`,
    points: (change: string) => `${change} points`,
    firstPeriod: 'first period',
    incompleteBase: (base: string) => `no comparison: ${base} is incomplete`,
    noBase: (base: string) => `no comparison with ${base}`,
    small: (text: string, base: string) => `${text} in ${base}`,
  },
  note: {
    median: (n: string, mean: string, p90: string) => `median of ${n}; mean ${mean}; 90% within ${p90}`,
    mean: (n: string, median: string, p90: string) => `mean of ${n}; median ${median}; 90% within ${p90}`,
    lowSample: (n: string) => `only ${n}: read with care`,
    share: (part: string, whole: string) => `${part} of ${whole}`,
    without: (count: string) => `${count} not yet`,
    negative: (count: string) => `${count} negative`,
    incomplete: (reason: string) => `incomplete: ${reason}`,
  },
  incomplete: (reason: string) => `Incomplete: ${reason}`,
  upTo: (subtitle: string, period: string) => `${subtitle}, up to ${period}`,
  within: (subtitle: string, period: string) => `${subtitle}, ${period}`,
  notWhole: 'A month without a point is not known: the data does not reach back to it.',
  rounding: 'Shares are rounded and may not add up to 100%.',
  nothingToChart: (title: string, period: string) => `${title}: nothing in ${period}.`,
  leads: (title: string, name: string, value: string) => `${title}: ${name} leads with ${value}`,
  mendGeneric: 'Ask the service to look at the queries in the appendix of data completeness.',
  headingUnavailable: (topic: string) => `${topic}: not available for this period`,

  summaryHeading: (investigated: number, investigatedText: string, resolved: string, waiting: number, waitingText: string) =>
    `${investigatedText} ${plural(investigated, 'incident', 'incidents')} investigated, ${resolved} resolved, ${waiting === 0 ? 'none waiting for you' : `${waitingText} waiting for you`}`,
  actionsHeading: {
    waiting: (count: number, text: string) => `${text} ${plural(count, 'incident waits', 'incidents wait')} for your action`,
    done: (completed: string, all: string) => `Nothing waits for you: ${completed} of ${all} actions are completed`,
    none: 'Nothing waits for you',
  },
  incidents: {
    changed: (direction: 'rose' | 'fell', by: string, to: string) =>
      `Incidents ${direction === 'rose' ? 'rose' : 'fell'} by ${by} to ${to}`,
    same: (count: string) => `Incidents stayed at ${count}`,
    first: (count: number, text: string, period: string) =>
      count === 0
        ? `No incident was created in ${period}`
        : `${text} ${plural(count, 'incident was', 'incidents were')} created in ${period}`,
    withAlerts: (text: string, alerts: 'rose' | 'fell' | 'same', isAlike: boolean) =>
      isAlike ? `${text}, as did alerts` : alerts === 'same' ? `${text} while alerts stayed level` : `${text} while alerts ${alerts}`,
    resolved: (direct: string, help: string) => `${direct} incidents were resolved directly, ${help} with your help.`,
    backlog: (count: number, text: string, waiting: string) =>
      count === 0
        ? 'Nothing was open at the end of the period.'
        : `${text} ${plural(count, 'incident was', 'incidents were')} open at the end of the period, ${waiting} of them waiting for you.`,
    reopened: (count: number, text: string) =>
      count === 0 ? 'No incident was reopened.' : `Incidents were reopened ${count === 1 ? 'once' : `${text} times`}.`,
  },
  times: {
    heading: (median: string) => `Half of the incidents were taken up by a person within ${median}`,
    faster: (text: string, base: string) => `${text}, faster than in ${base}`,
    slower: (text: string, base: string) => `${text}, slower than in ${base}`,
    none: 'No incident was taken up by a person in this period',
    unacknowledged: (count: string) => `${count} incidents had not been taken up by a person at the end; they are not in the times.`,
    split: (share: string) => `Of the time to resolve, ${share} was time in which incidents waited for you.`,
    negative: (count: string) => `${count} times are below zero. They come from clocks that disagree or from automation, and are kept.`,
    automation: (first: string, human: string) =>
      `The first change of any kind came after ${first}, the first by a person after ${human} (medians): automation acts first, and is not counted as a person.`,
  },
  sources: {
    heading: (name: string, part: string, whole: string) => `${name} raised the most incidents: ${part} of ${whole}`,
    none: 'No incident was investigated in this period',
  },
  assets: {
    repeated: (users: number, usersText: string, devices: number, devicesText: string) =>
      `${noneOr(users, usersText)} ${plural(users, 'user', 'users')} and ${devices === 0 ? 'no' : devicesText} ${plural(devices, 'device', 'devices')} were part of more than one incident`,
    none: 'No incident of this period names a user or a device',
  },
  quality: {
    heading: (part: string, whole: string) => `${part} of ${whole} closed incidents were true positives`,
    none: 'No incident was closed in this period',
    noise: (part: string, whole: string) => `${part} of ${whole} closed incidents were benign or false positives.`,
    loudest: (name: string, noise: string, all: string) =>
      `The noisiest detection is "${name}": ${noise} of its ${all} closed incidents were benign or false positives.`,
    reduction: (alerts: string, incidents: string) => `${alerts} alerts became ${incidents} incidents.`,
  },
  hunting: {
    heading: (hunts: number, huntsText: string, confirmed: number, confirmedText: string) =>
      hunts === 0
        ? 'No hunt ended in this period'
        : `${huntsText} ${plural(hunts, 'hunt', 'hunts')} ended; ${confirmed === 0 ? 'none found a threat' : `${confirmedText} found a threat`}`,
    notifications: (count: number, text: string) =>
      count === 0 ? 'No expert notification was sent' : `${text} expert ${plural(count, 'notification was', 'notifications were')} sent`,
    quiet: 'A hunt that finds nothing is a result: the hypothesis was tested and did not hold here.',
    spread: (hunts: string, categories: string) => `${hunts} hunts looked into ${categories} categories of threats`,
    categories: (name: string, part: string, whole: string) => `Most hunts looked for ${name}: ${part} of ${whole}`,
    emerging: (held: number, heldText: string, all: number, allText: string) =>
      all === 0
        ? 'No hunt began with a hypothesis'
        : `${held === 0 ? 'None' : heldText} of ${allText} ${plural(all, 'hypothesis', 'hypotheses')} held here`,
    rules: (count: number, text: string) => `${text} ${plural(count, 'hunt became an analytics rule', 'hunts became analytics rules')}.`,
  },
  posture: {
    delivered: (count: number, text: string, whole: string) =>
      count === 0
        ? `No message with a threat was delivered, of ${whole} that carried one`
        : `${text} of ${whole} messages with a threat were delivered`,
    devices: (part: string, whole: string) => `${part} of ${whole} devices are onboarded`,
    signIns: (count: number, text: string) =>
      count === 0 ? 'No sign-in was rated high risk' : `${text} ${plural(count, 'sign-in was', 'sign-ins were')} rated high risk`,
  },
  platform: {
    heading: (volume: string) => `${volume} came in`,
    silent: (count: number, text: string) =>
      count === 0 ? 'no table fell silent' : `${text} ${plural(count, 'table fell', 'tables fell')} silent`,
    failures: (count: number, text: string) => (count === 0 ? 'no rule run failed' : `${text} rule ${plural(count, 'run', 'runs')} failed`),
    silentTables: (names: string) => `Silent at the end of the period: ${names}.`,
    billable: (billable: string, total: string) => `${billable} of ${total} are billable.`,
    missing: (names: string) => `Not connected: ${names}.`,
    missingCount: (count: number, text: string) => `${text} ${plural(count, 'table is', 'tables are')} not connected`,
  },
  operations: {
    open: (open: number, openText: string, waiting: number, waitingText: string) =>
      open === 0
        ? 'No incident is open'
        : `${openText} ${plural(open, 'incident is', 'incidents are')} open, ${waiting === 0 ? 'none of them waits' : `${waitingText} of them ${plural(waiting, 'waits', 'wait')}`} for you`,
    targets: (taken: string, judged: string, resolved: string, all: string) =>
      `${taken} of ${judged} incidents were taken up in time, ${resolved} of ${all} resolved in time`,
    acknowledged: (part: string, whole: string) => `${part} of ${whole} incidents were taken up in time`,
    resolved: (part: string, whole: string) => `${part} of ${whole} incidents were resolved in time`,
    noTargets: 'No incident had a target to be held to',
    noise: (count: number, text: string, closed: string) =>
      count === 0 ? `None of ${closed} closed incidents was noise` : `${text} of ${closed} closed incidents were benign or false positives`,
  },
  incident: {
    title: (title: string, incident: string) => `${title} ${incident}`,
    asOf: (instant: string) => `as of ${instant}`,
    merged: (title: string) => `Merged into another incident: ${title}`,
    closed: (title: string) => `Closed: ${title}`,
    closedAs: (classification: string, title: string) => `Closed as ${classification.toLowerCase()}: ${title}`,
    waiting: (title: string) => `Open, and waiting for you: ${title}`,
    open: (title: string) => `Open: ${title}`,
    timeline: (count: number, text: string, first: string, last: string) =>
      `${text} ${plural(count, 'event', 'events')} from ${first} to ${last}`,
    scope: (alerts: number, alertsText: string, users: number, usersText: string, devices: number, devicesText: string) =>
      `${noneOr(alerts, alertsText)} ${plural(alerts, 'alert names', 'alerts name')} ${users === 0 ? 'no' : usersText} ${plural(users, 'user', 'users')} and ${devices === 0 ? 'no' : devicesText} ${plural(devices, 'device', 'devices')}`,
    actions: (open: number, openText: string, all: number, allText: string) =>
      all === 0
        ? 'No action was recorded'
        : open === 0
          ? `${plural(all, 'The one action is', `All ${allText} actions are`)} done`
          : `${openText} of ${allText} ${plural(all, 'action', 'actions')} ${plural(open, 'is', 'are')} still open`,
    created: (instant: string) => `The incident was created on ${instant}.`,
    takenUp: (time: string) => `A person took it up after ${time}.`,
    notTakenUp: 'No person has taken it up yet.',
    closedAfter: (time: string) => `It was closed ${time} after its creation.`,
  },
  completeness: {
    complete: (tables: string, queries: string) => `All ${queries} queries were answered in full; ${tables} tables were read`,
    whole: 'Every query that this report needs was answered in full',
    notConnected: (names: string) => `Not connected, and left out of the report: ${names}.`,
    missing: (names: string) => `Missing: ${names}.`,
    partial: (names: string) => `Incomplete: ${names}.`,
    failed: (names: string) => `Could not be answered: ${names}.`,
    heading: 'The data behind this report is not complete',
    callout: 'This report stands on incomplete data',
  },
  findings: {
    faster: (human: string, before: string, base: string) =>
      `A person took up half of the incidents within ${human}, faster than in ${base} (${before}).`,
    slower: (human: string, before: string, base: string) =>
      `A person took up half of the incidents within ${human}, slower than in ${base} (${before}).`,
    pace: (human: string) => `A person took up half of the incidents within ${human}.`,
    backlogGrew: (by: string, to: string) => `The backlog grew by ${by} to ${to} open incidents.`,
    backlogShrank: (by: string, to: string) => `The backlog shrank by ${by} to ${to} open incidents.`,
    missedTargets: (missed: number, text: string, whole: string) =>
      `${text} of ${whole} incidents with a target ${plural(missed, 'was', 'were')} not taken up in time.`,
    waited: (share: string) => `${share} of the time to resolve was spent waiting for your action.`,
    noise: (part: string, whole: string) =>
      `${part} of ${whole} closed incidents were benign or false positives: tuning would free attention.`,
    hunts: (confirmed: number, text: string) => `${text} ${plural(confirmed, 'hunt', 'hunts')} found a threat that no alert had shown.`,
    silent: (names: string) => `Data stopped coming in from ${names}: threats there would not be seen.`,
    quiet: (period: string) => `${period} was quiet: no incident was created.`,
    incidentsUnknown: (reason: string) => `Incidents cannot be told: ${reason}`,
  },
  decisions: {
    waiting: (number: string, title: string) => `Complete the open actions of incident ${number}: ${title}`,
    waitingDetail: (severity: string, since: string, open: string) => `${severity} severity; waiting since ${since}; ${open} open`,
    moreWaiting: (count: number, text: string) =>
      `Complete the open actions of ${text} more ${plural(count, 'incident that waits', 'incidents that wait')} for you`,
    moreDetail: 'They are listed under "What needs you".',
    overdue: (title: string) => `Decide on the overdue recommendation: ${title}`,
    overdueDetail: (incidents: string) => `From incidents ${incidents}`,
    tune: (title: string) => `Decide whether to tune the detection: ${title}`,
    tuneDetail: (noise: string, all: string) =>
      `${noise} of ${all} closed incidents were benign or false positives, none was a true positive`,
    connect: (table: string) => `Make the table ${table} available`,
    more: (count: number, text: string) => `${text} more ${plural(count, 'decision is', 'decisions are')} in the service review.`,
    atOnce: 'at once',
    thisWeek: 'this week',
    nextReview: 'next review',
  },
  /** Blocks beside metrics, charts and tables of rows. */
  comparison: {
    name: 'Measure',
    target: 'Target',
    atMost: (value: string) => `at most ${value}`,
    atLeast: (value: string) => `at least ${value}`,
    met: 'met',
    missed: 'missed',
    notJudged: 'not judged',
    noTarget: 'no target',
    since: (date: string) => `Since ${date}`,
    history: (count: number, text: string) => `Median of ${text} earlier ${plural(count, 'month', 'months')}`,
    noHistory: 'Median of earlier months',
  },
  funnel: {
    number: 'Number',
    /** Of few, the share is told as `3 of 12`. */
    ofBefore: (share: string, isOfFew: boolean) => (isOfFew ? share : `${share} of the stage before`),
  },
  matrixTotal: 'All',
  trend: {
    point: (month: string, value: string) => `${month} ${value}`,
    label: (name: string, points: string) => `${name} by month: ${points}`,
  },
  timeline: {
    start: 'From',
    end: 'Until',
    first: (shown: string, all: string) => `The first ${shown} of ${all} events.`,
    undated: (count: number, text: string) =>
      `${text} ${plural(count, 'event has', 'events have')} no time and ${plural(count, 'is', 'are')} not shown.`,
  },
  grid: {
    shown: (rows: string, allRows: string, columns: string, allColumns: string) =>
      `The first ${rows} of ${allRows} rows and ${columns} of ${allColumns} columns.`,
  },
  definitionNotes: (nullRule: string, traps: string) => `Without data: ${nullRule} ${traps}`.trim(),
  /** Names or clauses, one after the other. */
  list: (first: string, second: string) => `${first}, ${second}`,
  /** Parts of a note. */
  parts: (first: string, second: string) => `${first}; ${second}`,
  /** Whole sentences. */
  join: (first: string, second: string) => `${first} ${second}`,
  sentence: (text: string) => `${text}.`,
} as const;
