import type { sentences as english } from '../english/sentences.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('de');

export const sentences = {
  delta: {
    versus: (change, base) => `${change} gegenüber ${base}`,
    same: (base) => `wie ${base}`,
    withShare: (change, share) => `${change} (${share})`,
    points: (change) => `${change} Punkte`,
    firstPeriod: 'erster Zeitraum',
    incompleteBase: (base) => `kein Vergleich: ${base} ist unvollständig`,
    noBase: (base) => `kein Vergleich mit ${base}`,
    small: (text, base) => `${base}: ${text}`,
  },
  note: {
    median: (n, mean, p90) => `Median von ${n}; Mittel ${mean}; 90 % innerhalb von ${p90}`,
    mean: (n, median, p90) => `Mittel von ${n}; Median ${median}; 90 % innerhalb von ${p90}`,
    lowSample: (n) => `nur ${n}: mit Vorsicht lesen`,
    share: (part, whole) => `${part} von ${whole}`,
    without: (count) => `${count} noch nicht`,
    negative: (count) => `${count} negativ`,
    incomplete: (reason) => `unvollständig: ${reason}`,
  },
  incomplete: (reason) => `Unvollständig: ${reason}`,
  upTo: (subtitle, period) => `${subtitle}, bis ${period}`,
  within: (subtitle, period) => `${subtitle}, ${period}`,
  notWhole: 'Ein Monat ohne Punkt ist nicht bekannt: So weit reichen die Daten nicht zurück.',
  rounding: 'Anteile sind gerundet und ergeben zusammen nicht immer 100 %.',
  nothingToChart: (title, period) => `${title}: nichts im Zeitraum ${period}.`,
  leads: (title, name, value) => `${title}: ${name} führt mit ${value}`,
  mendGeneric: 'Bitten Sie den Dienst, die Abfragen im Anhang zur Vollständigkeit der Daten zu prüfen.',
  headingUnavailable: (topic) => `${topic}: für diesen Zeitraum nicht verfügbar`,

  summaryHeading: (investigated, investigatedText, resolved, waiting, waitingText) =>
    `${investigatedText} ${plural(investigated, 'Vorfall', 'Vorfälle')} untersucht, ${resolved} gelöst, ${waiting === 0 ? 'keiner wartet auf Sie' : `${waitingText} ${plural(waiting, 'wartet', 'warten')} auf Sie`}`,
  actionsHeading: {
    waiting: (count, text) => `${text} ${plural(count, 'Vorfall wartet', 'Vorfälle warten')} auf Ihre Maßnahme`,
    done: (completed, all) => `Nichts wartet auf Sie: ${completed} von ${all} Maßnahmen sind erledigt`,
    none: 'Nichts wartet auf Sie',
  },
  incidents: {
    changed: (direction, by, to) => `Zahl der Vorfälle um ${by} auf ${to} ${direction === 'rose' ? 'gestiegen' : 'gesunken'}`,
    same: (count) => `Zahl der Vorfälle unverändert bei ${count}`,
    first: (count, text, period) =>
      count === 0 ? `${period}: kein Vorfall angelegt` : `${period}: ${text} ${plural(count, 'Vorfall', 'Vorfälle')} angelegt`,
    withAlerts: (text, alerts, isAlike) =>
      isAlike
        ? `${text}, ebenso die der Warnungen`
        : `${text}, die der Warnungen ${{ rose: 'gestiegen', fell: 'gesunken', same: 'unverändert' }[alerts]}`,
    resolved: (direct, help) => `Direkt gelöste Vorfälle: ${direct}; mit Ihrer Hilfe gelöste: ${help}.`,
    backlog: (count, text, waiting) =>
      count === 0
        ? 'Am Ende des Zeitraums war nichts offen.'
        : `Am Ende des Zeitraums ${plural(count, 'war', 'waren')} ${text} ${plural(count, 'Vorfall', 'Vorfälle')} offen; davon auf Sie wartend: ${waiting}.`,
    reopened: (count, text) =>
      count === 0 ? 'Kein Vorfall wurde wieder geöffnet.' : `Vorfälle wurden ${count === 1 ? 'einmal' : `${text}-mal`} wieder geöffnet.`,
  },
  times: {
    heading: (median) => `Die Hälfte der Vorfälle wurde innerhalb von ${median} von einer Person aufgegriffen`,
    faster: (text, base) => `${text}, schneller als zuvor (${base})`,
    slower: (text, base) => `${text}, langsamer als zuvor (${base})`,
    none: 'In diesem Zeitraum wurde kein Vorfall von einer Person aufgegriffen',
    unacknowledged: (count) => `Am Ende noch von keiner Person aufgegriffene Vorfälle: ${count}; sie fehlen in den Zeiten.`,
    split: (share) => `${share} der Zeit bis zur Lösung haben Vorfälle auf Sie gewartet.`,
    negative: (count) => `Zeiten unter null: ${count}. Sie kommen von abweichenden Uhren oder von Automatisierung und werden beibehalten.`,
    automation: (first, human) =>
      `Die erste Änderung gleich welcher Art kam nach ${first}, die erste einer Person nach ${human} (Mediane): Automatisierung handelt zuerst und zählt nicht als Person.`,
  },
  sources: {
    heading: (name, part, whole) => `${name} meldete die meisten Vorfälle: ${part} von ${whole}`,
    none: 'In diesem Zeitraum wurde kein Vorfall untersucht',
  },
  assets: {
    repeated: (users, usersText, devices, devicesText) =>
      `An mehr als einem Vorfall beteiligt: ${users === 0 ? 'kein' : usersText} Benutzer und ${devices === 0 ? 'kein' : devicesText} ${plural(devices, 'Gerät', devices === 0 ? 'Gerät' : 'Geräte')}`,
    none: 'Kein Vorfall dieses Zeitraums nennt einen Benutzer oder ein Gerät',
  },
  quality: {
    heading: (part, whole) => `${part} von ${whole} geschlossenen Vorfällen: richtig positiv`,
    none: 'In diesem Zeitraum wurde kein Vorfall geschlossen',
    noise: (part, whole) => `Harmlos oder falsch positiv: ${part} von ${whole} geschlossenen Vorfällen.`,
    loudest: (name, noise, all) => `Am meisten rauscht „${name}“: ${noise} von ${all} geschlossenen Vorfällen harmlos oder falsch positiv.`,
    reduction: (alerts, incidents) => `Warnungen: ${alerts}; daraus entstandene Vorfälle: ${incidents}.`,
  },
  hunting: {
    heading: (hunts, huntsText, confirmed, confirmedText) =>
      hunts === 0
        ? 'In diesem Zeitraum endete keine Suche'
        : `${huntsText} ${plural(hunts, 'Suche', 'Suchen')} beendet; ${confirmed === 0 ? 'keine fand eine Bedrohung' : `${confirmedText} ${plural(confirmed, 'fand', 'fanden')} eine Bedrohung`}`,
    notifications: (count, text) =>
      count === 0
        ? 'Es wurde keine Expertenbenachrichtigung gesendet'
        : `${text} ${plural(count, 'Expertenbenachrichtigung', 'Expertenbenachrichtigungen')} gesendet`,
    quiet: 'Auch eine Suche ohne Fund ist ein Ergebnis: Die Annahme wurde geprüft und traf hier nicht zu.',
    spread: (hunts, categories) => `${hunts} Suchen galten ${categories} Kategorien von Bedrohungen`,
    categories: (name, part, whole) => `Die meisten Suchen galten „${name}“: ${part} von ${whole}`,
    emerging: (held, heldText, all, allText) =>
      all === 0
        ? 'Keine Suche begann mit einer Annahme'
        : `${held === 0 ? 'Keine' : heldText} von ${allText} ${plural(all, 'Annahme', 'Annahmen')} ${held > 1 ? 'trafen' : 'traf'} hier zu`,
    rules: (count, text) => `${text} ${plural(count, 'Suche wurde zur Analyseregel', 'Suchen wurden zu Analyseregeln')}.`,
  },
  posture: {
    delivered: (count, text, whole) =>
      count === 0
        ? `Keine von ${whole} Nachrichten mit einer Bedrohung wurde zugestellt`
        : `${text} von ${whole} Nachrichten mit einer Bedrohung zugestellt`,
    devices: (part, whole) => `${part} von ${whole} Geräten eingebunden`,
    signIns: (count, text) =>
      count === 0
        ? 'Keine Anmeldung galt als hohes Risiko'
        : `${text} ${plural(count, 'Anmeldung', 'Anmeldungen')} mit hohem Risiko eingestuft`,
  },
  platform: {
    heading: (volume) => `${volume} aufgenommen`,
    silent: (count, text) => (count === 0 ? 'keine Tabelle verstummt' : `${text} ${plural(count, 'Tabelle', 'Tabellen')} verstummt`),
    failures: (count, text) =>
      count === 0 ? 'kein Regellauf fehlgeschlagen' : `${text} ${plural(count, 'Regellauf', 'Regelläufe')} fehlgeschlagen`,
    silentTables: (names) => `Am Ende des Zeitraums verstummt: ${names}.`,
    billable: (billable, total) => `${billable} von ${total} sind abrechenbar.`,
    missing: (names) => `Nicht angebunden: ${names}.`,
    missingCount: (count, text) => `${text} ${plural(count, 'Tabelle', 'Tabellen')} nicht angebunden`,
  },
  incident: {
    title: (title, incident) => `${title} ${incident}`,
    asOf: (instant) => `Stand ${instant}`,
    merged: (title) => `In einen anderen Vorfall überführt: ${title}`,
    closed: (title) => `Geschlossen: ${title}`,
    closedAs: (classification, title) => `Geschlossen als „${classification}“: ${title}`,
    waiting: (title) => `Offen und wartet auf Sie: ${title}`,
    open: (title) => `Offen: ${title}`,
    timeline: (count, text, first, last) => `${text} ${plural(count, 'Ereignis', 'Ereignisse')} von ${first} bis ${last}`,
    scope: (alerts, alertsText, users, usersText, devices, devicesText) =>
      `${alerts === 0 ? 'Keine Warnung nennt' : `${alertsText} ${plural(alerts, 'Warnung nennt', 'Warnungen nennen')}`} ${users === 0 ? 'keine' : usersText} Benutzer und ${devices === 0 ? 'keine' : devicesText} ${plural(devices, 'Gerät', 'Geräte')}`,
    actions: (open, openText, all, allText) =>
      all === 0
        ? 'Keine Maßnahme ist verzeichnet'
        : open === 0
          ? plural(all, 'Die eine Maßnahme ist erledigt', `Alle ${allText} Maßnahmen sind erledigt`)
          : `${openText} von ${allText} ${plural(all, 'Maßnahme', 'Maßnahmen')} noch offen`,
    created: (instant) => `Der Vorfall wurde am ${instant} angelegt.`,
    takenUp: (time) => `Eine Person griff ihn nach ${time} auf.`,
    notTakenUp: 'Noch hat ihn keine Person aufgegriffen.',
    closedAfter: (time) => `Er wurde ${time} nach dem Anlegen geschlossen.`,
  },
  operations: {
    open: (open, openText, waiting, waitingText) =>
      open === 0
        ? 'Kein Vorfall ist offen'
        : `${openText} ${plural(open, 'Vorfall ist', 'Vorfälle sind')} offen, ${waiting === 0 ? 'keiner davon wartet' : `${waitingText} davon ${plural(waiting, 'wartet', 'warten')}`} auf Sie`,
    targets: (taken, judged, resolved, all) =>
      `${taken} von ${judged} Vorfällen rechtzeitig aufgegriffen, ${resolved} von ${all} rechtzeitig gelöst`,
    acknowledged: (part, whole) => `${part} von ${whole} Vorfällen rechtzeitig aufgegriffen`,
    resolved: (part, whole) => `${part} von ${whole} Vorfällen rechtzeitig gelöst`,
    noTargets: 'Für keinen Vorfall galt ein Ziel',
    noise: (count, text, closed) =>
      count === 0
        ? `Keiner von ${closed} geschlossenen Vorfällen war Rauschen`
        : `${text} von ${closed} geschlossenen Vorfällen harmlos oder falsch positiv`,
  },
  completeness: {
    complete: (tables, queries) => `Alle ${queries} Abfragen vollständig beantwortet; ${tables} Tabellen gelesen`,
    whole: 'Jede Abfrage, die dieser Bericht braucht, wurde vollständig beantwortet',
    notConnected: (names) => `Nicht angebunden und im Bericht ausgelassen: ${names}.`,
    missing: (names) => `Fehlt: ${names}.`,
    partial: (names) => `Unvollständig: ${names}.`,
    failed: (names) => `Nicht zu beantworten: ${names}.`,
    heading: 'Die Daten hinter diesem Bericht sind nicht vollständig',
    callout: 'Dieser Bericht steht auf unvollständigen Daten',
  },
  findings: {
    faster: (human, before, base) =>
      `Eine Person griff die Hälfte der Vorfälle innerhalb von ${human} auf, schneller als zuvor (${base}: ${before}).`,
    slower: (human, before, base) =>
      `Eine Person griff die Hälfte der Vorfälle innerhalb von ${human} auf, langsamer als zuvor (${base}: ${before}).`,
    pace: (human) => `Eine Person griff die Hälfte der Vorfälle innerhalb von ${human} auf.`,
    backlogGrew: (by, to) => `Die Zahl der offenen Vorfälle stieg um ${by} auf ${to}.`,
    backlogShrank: (by, to) => `Die Zahl der offenen Vorfälle sank um ${by} auf ${to}.`,
    missedTargets: (missed, text, whole) =>
      `${text} von ${whole} Vorfällen mit einem Ziel ${plural(missed, 'wurde', 'wurden')} nicht rechtzeitig aufgegriffen.`,
    waited: (share) => `${share} der Zeit bis zur Lösung vergingen mit dem Warten auf Ihre Maßnahme.`,
    noise: (part, whole) =>
      `Harmlos oder falsch positiv: ${part} von ${whole} geschlossenen Vorfällen. Anpassungen würden Aufmerksamkeit freisetzen.`,
    hunts: (confirmed, text) =>
      `${text} ${plural(confirmed, 'Suche fand', 'Suchen fanden')} eine Bedrohung, die keine Warnung gezeigt hatte.`,
    silent: (names) => `Keine Daten mehr aus ${names}: Bedrohungen dort blieben ungesehen.`,
    quiet: (period) => `${period} war ruhig: Es wurde kein Vorfall angelegt.`,
    incidentsUnknown: (reason) => `Über Vorfälle lässt sich nichts sagen: ${reason}`,
  },
  decisions: {
    waiting: (number, title) => `Offene Maßnahmen des Vorfalls ${number} abschließen: ${title}`,
    waitingDetail: (severity, since, open) => `Schweregrad ${severity}; wartet seit ${since}; ${open} offen`,
    moreWaiting: (count, text) =>
      `Offene Maßnahmen ${plural(count, `von ${text} weiteren Vorfall abschließen, der`, `von ${text} weiteren Vorfällen abschließen, die`)} auf Sie ${plural(count, 'wartet', 'warten')}`,
    moreDetail: 'Sie stehen unter „Was von Ihnen gebraucht wird“.',
    overdue: (title) => `Über die überfällige Empfehlung entscheiden: ${title}`,
    overdueDetail: (incidents) => `Aus den Vorfällen ${incidents}`,
    tune: (title) => `Entscheiden, ob die Erkennung angepasst wird: ${title}`,
    tuneDetail: (noise, all) => `${noise} von ${all} geschlossenen Vorfällen harmlos oder falsch positiv, keiner richtig positiv`,
    connect: (table) => `Die Tabelle ${table} verfügbar machen`,
    more: (count, text) => `${text} weitere ${plural(count, 'Entscheidung steht', 'Entscheidungen stehen')} im Servicebericht.`,
    atOnce: 'sofort',
    thisWeek: 'diese Woche',
    nextReview: 'nächste Besprechung',
  },
  comparison: {
    name: 'Kennzahl',
    target: 'Ziel',
    atMost: (value) => `höchstens ${value}`,
    atLeast: (value) => `mindestens ${value}`,
    met: 'erreicht',
    missed: 'verfehlt',
    notJudged: 'nicht beurteilt',
    noTarget: 'kein Ziel',
    since: (date) => `Seit ${date}`,
    history: (_count, text) => `Median aus ${text} früheren Monaten`,
    noHistory: 'Median früherer Monate',
  },
  funnel: {
    number: 'Anzahl',
    ofBefore: (share, isOfFew) => (isOfFew ? share : `${share} der vorigen Stufe`),
  },
  matrixTotal: 'Alle',
  trend: {
    point: (month, value) => `${month} ${value}`,
    label: (name, points) => `${name} nach Monat: ${points}`,
  },
  timeline: {
    start: 'Von',
    end: 'Bis',
    first: (shown, all) => `Die ersten ${shown} von ${all} Ereignissen.`,
    undated: (count, text) =>
      `${text} ${plural(count, 'Ereignis hat keine Zeit und ist', 'Ereignisse haben keine Zeit und sind')} nicht eingezeichnet.`,
  },
  grid: {
    shown: (rows, allRows, columns, allColumns) => `Die ersten ${rows} von ${allRows} Zeilen und ${columns} von ${allColumns} Spalten.`,
  },
  definitionNotes: (nullRule, traps) => `Ohne Daten: ${nullRule} ${traps}`.trim(),
  list: (first, second) => `${first}, ${second}`,
  parts: (first, second) => `${first}; ${second}`,
  join: (first, second) => `${first} ${second}`,
  sentence: (text) => `${text}.`,
} satisfies Wording<typeof english>;
