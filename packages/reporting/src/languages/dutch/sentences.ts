import type { sentences as english } from '../english/sentences.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('nl');

export const sentences = {
  delta: {
    versus: (change, base) => `${change} t.o.v. ${base}`,
    same: (base) => `gelijk aan ${base}`,
    withShare: (change, share) => `${change} (${share})`,
    points: (change) => `${change} punten`,
    firstPeriod: 'eerste periode',
    incompleteBase: (base) => `geen vergelijking: ${base} is onvolledig`,
    noBase: (base) => `geen vergelijking met ${base}`,
    small: (text, base) => `${base}: ${text}`,
  },
  note: {
    median: (n, mean, p90) => `mediaan van ${n}; gemiddelde ${mean}; 90% binnen ${p90}`,
    mean: (n, median, p90) => `gemiddelde van ${n}; mediaan ${median}; 90% binnen ${p90}`,
    lowSample: (n) => `slechts ${n}: met zorg lezen`,
    share: (part, whole) => `${part} van ${whole}`,
    without: (count) => `${count} nog niet`,
    negative: (count) => `${count} negatief`,
    incomplete: (reason) => `onvolledig: ${reason}`,
  },
  incomplete: (reason) => `Onvolledig: ${reason}`,
  upTo: (subtitle, period) => `${subtitle}, tot en met ${period}`,
  within: (subtitle, period) => `${subtitle}, ${period}`,
  notWhole: 'Een maand zonder punt is niet bekend: de gegevens reiken niet zo ver terug.',
  rounding: 'Aandelen zijn afgerond en tellen niet altijd op tot 100%.',
  nothingToChart: (title, period) => `${title}: niets in ${period}.`,
  leads: (title, name, value) => `${title}: ${name} gaat voorop met ${value}`,
  mendGeneric: 'Vraag de dienst om de query’s in de bijlage over volledigheid van gegevens te bekijken.',
  headingUnavailable: (topic) => `${topic}: niet beschikbaar voor deze periode`,

  summaryHeading: (investigated, investigatedText, resolved, waiting, waitingText) =>
    `${investigatedText} ${plural(investigated, 'incident', 'incidenten')} onderzocht, ${resolved} opgelost, ${waiting === 0 ? 'geen enkel wacht op u' : `${waitingText} ${plural(waiting, 'wacht', 'wachten')} op u`}`,
  actionsHeading: {
    waiting: (count, text) => `${text} ${plural(count, 'incident wacht', 'incidenten wachten')} op uw actie`,
    done: (completed, all) => `Er wacht niets op u: ${completed} van ${all} acties zijn afgerond`,
    none: 'Er wacht niets op u',
  },
  incidents: {
    changed: (direction, by, to) => `Aantal incidenten met ${by} ${direction === 'rose' ? 'gestegen' : 'gedaald'} tot ${to}`,
    same: (count) => `Aantal incidenten gelijk gebleven op ${count}`,
    first: (count, text, period) =>
      count === 0 ? `Geen incident aangemaakt in ${period}` : `${text} ${plural(count, 'incident', 'incidenten')} aangemaakt in ${period}`,
    withAlerts: (text, alerts, isAlike) =>
      isAlike
        ? `${text}, net als dat van waarschuwingen`
        : `${text}, dat van waarschuwingen ${{ rose: 'gestegen', fell: 'gedaald', same: 'gelijk gebleven' }[alerts]}`,
    resolved: (direct, help) => `Direct opgeloste incidenten: ${direct}; met uw hulp opgelost: ${help}.`,
    backlog: (count, text, waiting) =>
      count === 0
        ? 'Aan het einde van de periode stond niets open.'
        : `Aan het einde van de periode ${plural(count, 'stond', 'stonden')} ${text} ${plural(count, 'incident', 'incidenten')} open; daarvan wachtend op u: ${waiting}.`,
    reopened: (count, text) => (count === 0 ? 'Geen incident is heropend.' : `Incidenten zijn ${text} keer heropend.`),
  },
  times: {
    heading: (median) => `De helft van de incidenten is binnen ${median} door een persoon opgepakt`,
    faster: (text, base) => `${text}, sneller dan eerder (${base})`,
    slower: (text, base) => `${text}, trager dan eerder (${base})`,
    none: 'In deze periode is geen incident door een persoon opgepakt',
    unacknowledged: (count) => `Aan het einde nog door niemand opgepakte incidenten: ${count}; ze tellen niet mee in de tijden.`,
    split: (share) => `Van de tijd tot oplossing was ${share} tijd waarin incidenten op u wachtten.`,
    negative: (count) => `Tijden onder nul: ${count}. Ze komen van klokken die verschillen of van automatisering, en blijven staan.`,
    automation: (first, human) =>
      `De eerste wijziging van welke aard ook kwam na ${first}, de eerste door een persoon na ${human} (medianen): automatisering handelt eerst en telt niet als persoon.`,
  },
  sources: {
    heading: (name, part, whole) => `${name} meldde de meeste incidenten: ${part} van ${whole}`,
    none: 'In deze periode is geen incident onderzocht',
  },
  assets: {
    repeated: (users, usersText, devices, devicesText) =>
      `Bij meer dan één incident betrokken: ${users === 0 ? 'geen' : usersText} ${plural(users, 'gebruiker', 'gebruikers')} en ${devices === 0 ? 'geen' : devicesText} ${plural(devices, 'apparaat', 'apparaten')}`,
    none: 'Geen incident van deze periode noemt een gebruiker of een apparaat',
  },
  quality: {
    heading: (part, whole) => `${part} van ${whole} gesloten incidenten: terecht positief`,
    none: 'In deze periode is geen incident gesloten',
    noise: (part, whole) => `Onschuldig of fout-positief: ${part} van ${whole} gesloten incidenten.`,
    loudest: (name, noise, all) => `De meeste ruis geeft “${name}”: ${noise} van ${all} gesloten incidenten onschuldig of fout-positief.`,
    reduction: (alerts, incidents) => `Waarschuwingen: ${alerts}; incidenten die eruit ontstonden: ${incidents}.`,
  },
  hunting: {
    heading: (hunts, huntsText, confirmed, confirmedText) =>
      hunts === 0
        ? 'In deze periode is geen hunt beëindigd'
        : `${huntsText} ${plural(hunts, 'hunt', 'hunts')} beëindigd; ${confirmed === 0 ? 'geen enkele vond een dreiging' : `${confirmedText} ${plural(confirmed, 'vond', 'vonden')} een dreiging`}`,
    notifications: (count, text) =>
      count === 0 ? 'Er is geen expertmelding verstuurd' : `${text} ${plural(count, 'expertmelding', 'expertmeldingen')} verstuurd`,
    quiet: 'Een hunt die niets vindt, is een resultaat: de hypothese is getoetst en ging hier niet op.',
    spread: (hunts, categories) => `${hunts} hunts gingen over ${categories} categorieën van dreigingen`,
    categories: (name, part, whole) => `De meeste hunts zochten naar ‘${name}’: ${part} van ${whole}`,
    emerging: (held, heldText, all, allText) =>
      all === 0
        ? 'Geen hunt begon met een hypothese'
        : `${held === 0 ? 'Geen' : heldText} van ${allText} ${plural(all, 'hypothese', 'hypothesen')} ${held > 1 ? 'gingen' : 'ging'} hier op`,
    rules: (count, text) => `${text} ${plural(count, 'hunt werd een analyseregel', 'hunts werden analyseregels')}.`,
  },
  posture: {
    delivered: (count, text, whole) =>
      count === 0
        ? `Geen van de ${whole} berichten met een dreiging is afgeleverd`
        : `${text} van ${whole} berichten met een dreiging afgeleverd`,
    devices: (part, whole) => `${part} van ${whole} apparaten aangesloten`,
    signIns: (count, text) =>
      count === 0 ? 'Geen aanmelding had een hoog risico' : `${text} ${plural(count, 'aanmelding', 'aanmeldingen')} met hoog risico`,
  },
  platform: {
    heading: (volume) => `${volume} binnengekomen`,
    silent: (count, text) => (count === 0 ? 'geen tabel viel stil' : `${text} ${plural(count, 'tabel viel', 'tabellen vielen')} stil`),
    failures: (count, text) =>
      count === 0
        ? 'geen uitvoering van een regel mislukte'
        : `${text} ${plural(count, 'uitvoering van een regel mislukte', 'uitvoeringen van regels mislukten')}`,
    silentTables: (names) => `Stil aan het einde van de periode: ${names}.`,
    billable: (billable, total) => `${billable} van ${total} is factureerbaar.`,
    missing: (names) => `Niet aangesloten: ${names}.`,
    missingCount: (count, text) => `${text} ${plural(count, 'tabel', 'tabellen')} niet aangesloten`,
  },
  operations: {
    open: (open, openText, waiting, waitingText) =>
      open === 0
        ? 'Geen incident staat open'
        : `${openText} ${plural(open, 'incident staat', 'incidenten staan')} open, ${waiting === 0 ? 'geen daarvan wacht' : `${waitingText} daarvan ${plural(waiting, 'wacht', 'wachten')}`} op u`,
    targets: (taken, judged, resolved, all) =>
      `${taken} van ${judged} incidenten op tijd opgepakt, ${resolved} van ${all} op tijd opgelost`,
    acknowledged: (part, whole) => `${part} van ${whole} incidenten op tijd opgepakt`,
    resolved: (part, whole) => `${part} van ${whole} incidenten op tijd opgelost`,
    noTargets: 'Voor geen incident gold een doel',
    noise: (count, text, closed) =>
      count === 0
        ? `Geen van de ${closed} gesloten incidenten was ruis`
        : `${text} van ${closed} gesloten incidenten onschuldig of fout-positief`,
  },
  incident: {
    title: (title, incident) => `${title} ${incident}`,
    asOf: (instant) => `stand van ${instant}`,
    merged: (title) => `Samengevoegd met een ander incident: ${title}`,
    closed: (title) => `Gesloten: ${title}`,
    closedAs: (classification, title) => `Gesloten als “${classification}”: ${title}`,
    waiting: (title) => `Open, en wacht op u: ${title}`,
    open: (title) => `Open: ${title}`,
    timeline: (count, text, first, last) => `${text} ${plural(count, 'gebeurtenis', 'gebeurtenissen')} van ${first} tot ${last}`,
    scope: (alerts, alertsText, users, usersText, devices, devicesText) =>
      `${alerts === 0 ? 'Geen waarschuwing noemt' : `${alertsText} ${plural(alerts, 'waarschuwing noemt', 'waarschuwingen noemen')}`} ${users === 0 ? 'geen' : usersText} ${plural(users, 'gebruiker', 'gebruikers')} en ${devices === 0 ? 'geen' : devicesText} ${plural(devices, 'apparaat', 'apparaten')}`,
    actions: (open, openText, all, allText) =>
      all === 0
        ? 'Er is geen actie vastgelegd'
        : open === 0
          ? plural(all, 'De enige actie is afgerond', `Alle ${allText} acties zijn afgerond`)
          : `${openText} van ${allText} ${plural(all, 'actie', 'acties')} nog open`,
    created: (instant) => `Het incident is aangemaakt op ${instant}.`,
    takenUp: (time) => `Een persoon pakte het na ${time} op.`,
    notTakenUp: 'Nog niemand heeft het opgepakt.',
    closedAfter: (time) => `Het is ${time} na het aanmaken gesloten.`,
  },
  completeness: {
    complete: (tables, queries) => `Alle ${queries} query’s volledig beantwoord; ${tables} tabellen gelezen`,
    whole: 'Elke query die dit rapport nodig heeft, is volledig beantwoord',
    notConnected: (names) => `Niet aangesloten en buiten het rapport gelaten: ${names}.`,
    missing: (names) => `Ontbreekt: ${names}.`,
    partial: (names) => `Onvolledig: ${names}.`,
    failed: (names) => `Niet te beantwoorden: ${names}.`,
    heading: 'De gegevens achter dit rapport zijn niet volledig',
    callout: 'Dit rapport berust op onvolledige gegevens',
  },
  findings: {
    faster: (human, before, base) =>
      `Een persoon pakte de helft van de incidenten binnen ${human} op, sneller dan eerder (${base}: ${before}).`,
    slower: (human, before, base) =>
      `Een persoon pakte de helft van de incidenten binnen ${human} op, trager dan eerder (${base}: ${before}).`,
    pace: (human) => `Een persoon pakte de helft van de incidenten binnen ${human} op.`,
    backlogGrew: (by, to) => `Het aantal open incidenten steeg met ${by} tot ${to}.`,
    backlogShrank: (by, to) => `Het aantal open incidenten daalde met ${by} tot ${to}.`,
    missedTargets: (missed, text, whole) =>
      `${text} van ${whole} incidenten met een doel ${plural(missed, 'is', 'zijn')} niet op tijd opgepakt.`,
    waited: (share) => `${share} van de tijd tot oplossing ging op aan wachten op uw actie.`,
    noise: (part, whole) => `Onschuldig of fout-positief: ${part} van ${whole} gesloten incidenten. Afstemming zou aandacht vrijmaken.`,
    hunts: (confirmed, text) => `${text} ${plural(confirmed, 'hunt vond', 'hunts vonden')} een dreiging die geen waarschuwing had getoond.`,
    silent: (names) => `Er komen geen gegevens meer van ${names}: dreigingen daar zouden niet worden gezien.`,
    quiet: (period) => `${period} was rustig: er is geen incident aangemaakt.`,
    incidentsUnknown: (reason) => `Over incidenten is niets te zeggen: ${reason}`,
  },
  decisions: {
    waiting: (number, title) => `Rond de open acties van incident ${number} af: ${title}`,
    waitingDetail: (severity, since, open) => `Ernst: ${severity}; wacht sinds ${since}; ${open} open`,
    moreWaiting: (count, text) =>
      `Rond de open acties af van nog ${text} ${plural(count, 'incident dat op u wacht', 'incidenten die op u wachten')}`,
    moreDetail: 'Ze staan onder “Wat u nodig heeft”.',
    overdue: (title) => `Beslis over de aanbeveling die te laat is: ${title}`,
    overdueDetail: (incidents) => `Uit incidenten ${incidents}`,
    tune: (title) => `Beslis of de detectie wordt afgestemd: ${title}`,
    tuneDetail: (noise, all) => `${noise} van ${all} gesloten incidenten onschuldig of fout-positief, geen enkel terecht positief`,
    connect: (table) => `Maak de tabel ${table} beschikbaar`,
    more: (count, text) => `Nog ${text} ${plural(count, 'beslissing staat', 'beslissingen staan')} in de servicerapportage.`,
    atOnce: 'meteen',
    thisWeek: 'deze week',
    nextReview: 'volgende bespreking',
  },
  comparison: {
    name: 'Kengetal',
    target: 'Doel',
    atMost: (value) => `hoogstens ${value}`,
    atLeast: (value) => `minstens ${value}`,
    met: 'gehaald',
    missed: 'gemist',
    notJudged: 'niet beoordeeld',
    noTarget: 'geen doel',
    since: (date) => `Sinds ${date}`,
    history: (count, text) => `Mediaan van ${text} eerdere ${plural(count, 'maand', 'maanden')}`,
    noHistory: 'Mediaan van eerdere maanden',
  },
  funnel: {
    number: 'Aantal',
    ofBefore: (share, isOfFew) => (isOfFew ? share : `${share} van de vorige stap`),
  },
  matrixTotal: 'Alle',
  trend: {
    point: (month, value) => `${month} ${value}`,
    label: (name, points) => `${name} per maand: ${points}`,
  },
  timeline: {
    start: 'Van',
    end: 'Tot',
    first: (shown, all) => `De eerste ${shown} van ${all} gebeurtenissen.`,
    undated: (count, text) =>
      `${text} ${plural(count, 'gebeurtenis heeft geen tijd en is', 'gebeurtenissen hebben geen tijd en zijn')} niet getoond.`,
  },
  grid: {
    shown: (rows, allRows, columns, allColumns) => `De eerste ${rows} van ${allRows} rijen en ${columns} van ${allColumns} kolommen.`,
  },
  definitionNotes: (nullRule, traps) => `Zonder gegevens: ${nullRule} ${traps}`.trim(),
  list: (first, second) => `${first}, ${second}`,
  parts: (first, second) => `${first}; ${second}`,
  join: (first, second) => `${first} ${second}`,
  sentence: (text) => `${text}.`,
} satisfies Wording<typeof english>;
