import type { sentences as english } from '../english/sentences.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('fr');

export const sentences = {
  delta: {
    versus: (change, base) => `${change} par rapport à ${base}`,
    same: (base) => `comme ${base}`,
    withShare: (change, share) => `${change} (${share})`,
    points: (change) => `${change} points`,
    firstPeriod: 'première période',
    incompleteBase: (base) => `pas de comparaison : ${base} est incomplet`,
    noBase: (base) => `pas de comparaison avec ${base}`,
    small: (text, base) => `${base} : ${text}`,
  },
  note: {
    median: (n, mean, p90) => `médiane de ${n} ; moyenne ${mean} ; 90 % en moins de ${p90}`,
    mean: (n, median, p90) => `moyenne de ${n} ; médiane ${median} ; 90 % en moins de ${p90}`,
    lowSample: (n) => `seulement ${n} : à lire avec prudence`,
    share: (part, whole) => `${part} sur ${whole}`,
    without: (count) => `pas encore : ${count}`,
    negative: (count) => `négatifs : ${count}`,
    incomplete: (reason) => `incomplet : ${reason}`,
  },
  incomplete: (reason) => `Incomplet : ${reason}`,
  upTo: (subtitle, period) => `${subtitle}, jusqu’à ${period}`,
  within: (subtitle, period) => `${subtitle}, ${period}`,
  notWhole: 'Un mois sans point n’est pas connu : les données ne remontent pas jusque-là.',
  rounding: 'Les parts sont arrondies et peuvent ne pas totaliser 100 %.',
  nothingToChart: (title, period) => `${title} : rien pour ${period}.`,
  leads: (title, name, value) => `${title} : ${name} en tête avec ${value}`,
  mendGeneric: 'Demandez au service d’examiner les requêtes de l’annexe sur la complétude des données.',
  headingUnavailable: (topic) => `${topic} : non disponible pour cette période`,

  summaryHeading: (investigated, investigatedText, resolved, waiting, waitingText) =>
    `${investigatedText} ${plural(investigated, 'incident examiné', 'incidents examinés')}, résolus : ${resolved}, ${waiting === 0 ? 'aucun ne vous attend' : `${waitingText} ${plural(waiting, 'vous attend', 'vous attendent')}`}`,
  actionsHeading: {
    waiting: (count, text) => `${text} ${plural(count, 'incident attend', 'incidents attendent')} votre action`,
    done: (completed, all) => `Rien ne vous attend : ${completed} des ${all} actions sont terminées`,
    none: 'Rien ne vous attend',
  },
  incidents: {
    changed: (direction, by, to) => `Les incidents ont ${direction === 'rose' ? 'augmenté' : 'diminué'} de ${by}, à ${to}`,
    same: (count) => `Les incidents sont restés à ${count}`,
    first: (count, text, period) =>
      count === 0 ? `${period} : aucun incident créé` : `${period} : ${text} ${plural(count, 'incident créé', 'incidents créés')}`,
    withAlerts: (text, alerts, isAlike) =>
      isAlike
        ? `${text}, comme les alertes`
        : `${text}, tandis que les alertes ${{ rose: 'ont augmenté', fell: 'ont diminué', same: 'sont restées stables' }[alerts]}`,
    resolved: (direct, help) => `Incidents résolus directement : ${direct} ; avec votre aide : ${help}.`,
    backlog: (count, text, waiting) =>
      count === 0
        ? 'Rien n’était ouvert à la fin de la période.'
        : `À la fin de la période, ${text} ${plural(count, 'incident était ouvert', 'incidents étaient ouverts')} ; vous attendaient : ${waiting}.`,
    reopened: (count, text) => (count === 0 ? 'Aucun incident n’a été rouvert.' : `Des incidents ont été rouverts ${text} fois.`),
  },
  times: {
    heading: (median) => `La moitié des incidents a été prise en charge par une personne en moins de ${median}`,
    faster: (text, base) => `${text}, plus vite qu’auparavant (${base})`,
    slower: (text, base) => `${text}, moins vite qu’auparavant (${base})`,
    none: 'Aucun incident n’a été pris en charge par une personne dans cette période',
    unacknowledged: (count) =>
      `Incidents non encore pris en charge par une personne à la fin : ${count} ; ils ne sont pas dans les délais.`,
    split: (share) => `Du délai de résolution, ${share} est du temps pendant lequel des incidents vous attendaient.`,
    negative: (count) => `Délais inférieurs à zéro : ${count}. Ils viennent d’horloges en désaccord ou d’automatismes, et sont conservés.`,
    automation: (first, human) =>
      `Le premier changement, quel qu’il soit, est venu après ${first}, le premier par une personne après ${human} (médianes) : les automatismes agissent d’abord et ne comptent pas comme une personne.`,
  },
  sources: {
    heading: (name, part, whole) => `${name} a signalé le plus d’incidents : ${part} sur ${whole}`,
    none: 'Aucun incident n’a été examiné dans cette période',
  },
  assets: {
    repeated: (users, usersText, devices, devicesText) =>
      `Dans plus d’un incident : ${users === 0 ? 'aucun utilisateur' : `${usersText} ${plural(users, 'utilisateur', 'utilisateurs')}`} et ${devices === 0 ? 'aucun appareil' : `${devicesText} ${plural(devices, 'appareil', 'appareils')}`}`,
    none: 'Aucun incident de cette période ne nomme d’utilisateur ni d’appareil',
  },
  quality: {
    heading: (part, whole) => `Vrais positifs : ${part} des ${whole} incidents fermés`,
    none: 'Aucun incident n’a été fermé dans cette période',
    noise: (part, whole) => `Positifs bénins ou faux positifs : ${part} des ${whole} incidents fermés.`,
    loudest: (name, noise, all) =>
      `La détection la plus bruyante est « ${name} » : ${noise} de ses ${all} incidents fermés étaient des positifs bénins ou de faux positifs.`,
    reduction: (alerts, incidents) => `Alertes : ${alerts} ; incidents qui en sont nés : ${incidents}.`,
  },
  hunting: {
    heading: (hunts, huntsText, confirmed, confirmedText) =>
      hunts === 0
        ? 'Aucune chasse ne s’est terminée dans cette période'
        : `${huntsText} ${plural(hunts, 'chasse terminée', 'chasses terminées')} ; ${confirmed === 0 ? 'aucune n’a trouvé de menace' : `${confirmedText} ${plural(confirmed, 'a trouvé', 'ont trouvé')} une menace`}`,
    notifications: (count, text) =>
      count === 0
        ? 'Aucune notification d’expert n’a été envoyée'
        : `${text} ${plural(count, 'notification d’expert envoyée', 'notifications d’expert envoyées')}`,
    quiet: 'Une chasse qui ne trouve rien est un résultat : l’hypothèse a été vérifiée et ne s’appliquait pas ici.',
    spread: (hunts, categories) => `${hunts} chasses ont porté sur ${categories} catégories de menaces`,
    categories: (name, part, whole) => `La plupart des chasses visaient « ${name} » : ${part} sur ${whole}`,
    emerging: (held, heldText, all, allText) =>
      all === 0
        ? 'Aucune chasse n’est partie d’une hypothèse'
        : held === 0
          ? `Aucune des ${allText} hypothèses ne s’est vérifiée ici`
          : `${heldText} hypothèse${held > 1 ? 's' : ''} sur ${allText} ${plural(held, 's’est vérifiée', 'se sont vérifiées')} ici`,
    rules: (count, text) =>
      `${text} ${plural(count, 'chasse est devenue une règle d’analyse', 'chasses sont devenues des règles d’analyse')}.`,
  },
  posture: {
    delivered: (count, text, whole) =>
      count === 0
        ? `Aucun des ${whole} messages porteurs d’une menace n’a été remis`
        : `${text} des ${whole} messages porteurs d’une menace ${plural(count, 'a été remis', 'ont été remis')}`,
    devices: (part, whole) => `Appareils intégrés : ${part} sur ${whole}`,
    signIns: (count, text) =>
      count === 0
        ? 'Aucune connexion n’a été jugée à haut risque'
        : `${text} ${plural(count, 'connexion jugée', 'connexions jugées')} à haut risque`,
  },
  platform: {
    heading: (volume) => `${volume} de données reçues`,
    silent: (count, text) =>
      count === 0 ? 'aucune table ne s’est tue' : `${text} ${plural(count, 'table s’est tue', 'tables se sont tues')}`,
    failures: (count, text) =>
      count === 0
        ? 'aucune exécution de règle n’a échoué'
        : `${text} ${plural(count, 'exécution de règle a échoué', 'exécutions de règles ont échoué')}`,
    silentTables: (names) => `Silencieuses à la fin de la période : ${names}.`,
    billable: (billable, total) => `${billable} sur ${total} sont facturables.`,
    missing: (names) => `Non raccordées : ${names}.`,
    missingCount: (count, text) => `${text} ${plural(count, 'table non raccordée', 'tables non raccordées')}`,
  },
  operations: {
    open: (open, openText, waiting, waitingText) =>
      open === 0
        ? 'Aucun incident n’est ouvert'
        : `${openText} ${plural(open, 'incident est ouvert', 'incidents sont ouverts')}, ${waiting === 0 ? 'aucun ne vous attend' : `${waitingText} ${plural(waiting, 'vous attend', 'vous attendent')}`}`,
    targets: (taken, judged, resolved, all) =>
      `${taken} des ${judged} incidents pris en charge à temps, ${resolved} sur ${all} résolus à temps`,
    acknowledged: (part, whole) => `${part} des ${whole} incidents pris en charge à temps`,
    resolved: (part, whole) => `${part} des ${whole} incidents résolus à temps`,
    noTargets: 'Aucun incident n’avait de cible à tenir',
    noise: (count, text, closed) =>
      count === 0
        ? `Aucun des ${closed} incidents fermés n’était du bruit`
        : `Positifs bénins ou faux positifs : ${text} des ${closed} incidents fermés`,
  },
  incident: {
    title: (title, incident) => `${title} ${incident}`,
    asOf: (instant) => `état au ${instant}`,
    merged: (title) => `Fusionné dans un autre incident : ${title}`,
    closed: (title) => `Fermé : ${title}`,
    closedAs: (classification, title) => `Fermé comme « ${classification} » : ${title}`,
    waiting: (title) => `Ouvert, et vous attend : ${title}`,
    open: (title) => `Ouvert : ${title}`,
    timeline: (count, text, first, last) => `${text} ${plural(count, 'événement', 'événements')}, de ${first} à ${last}`,
    scope: (alerts, alertsText, users, usersText, devices, devicesText) =>
      `Alertes : ${alerts === 0 ? 'aucune' : alertsText} ; utilisateurs nommés : ${users === 0 ? 'aucun' : usersText} ; appareils nommés : ${devices === 0 ? 'aucun' : devicesText}`,
    actions: (open, openText, all, allText) =>
      all === 0
        ? 'Aucune action n’est consignée'
        : open === 0
          ? plural(all, 'La seule action est terminée', `Les ${allText} actions sont terminées`)
          : `Actions encore ouvertes : ${openText} sur ${allText}`,
    created: (instant) => `L’incident a été créé le ${instant}.`,
    takenUp: (time) => `Une personne l’a pris en charge après ${time}.`,
    notTakenUp: 'Aucune personne ne l’a encore pris en charge.',
    closedAfter: (time) => `Il a été fermé ${time} après sa création.`,
  },
  completeness: {
    complete: (tables, queries) => `Les ${queries} requêtes ont reçu une réponse complète ; ${tables} tables ont été lues`,
    whole: 'Chaque requête dont ce rapport a besoin a reçu une réponse complète',
    notConnected: (names) => `Non raccordées et laissées hors du rapport : ${names}.`,
    missing: (names) => `Absentes : ${names}.`,
    partial: (names) => `Incomplètes : ${names}.`,
    failed: (names) => `Restées sans réponse : ${names}.`,
    heading: 'Les données de ce rapport ne sont pas complètes',
    callout: 'Ce rapport repose sur des données incomplètes',
  },
  findings: {
    faster: (human, before, base) =>
      `Une personne a pris en charge la moitié des incidents en moins de ${human}, plus vite qu’auparavant (${base} : ${before}).`,
    slower: (human, before, base) =>
      `Une personne a pris en charge la moitié des incidents en moins de ${human}, moins vite qu’auparavant (${base} : ${before}).`,
    pace: (human) => `Une personne a pris en charge la moitié des incidents en moins de ${human}.`,
    backlogGrew: (by, to) => `Les incidents ouverts ont augmenté de ${by}, à ${to}.`,
    backlogShrank: (by, to) => `Les incidents ouverts ont diminué de ${by}, à ${to}.`,
    missedTargets: (missed, text, whole) =>
      `${text} des ${whole} incidents ayant une cible ${plural(missed, 'n’a pas été pris', 'n’ont pas été pris')} en charge à temps.`,
    waited: (share) => `${share} du délai de résolution s’est passé à attendre votre action.`,
    noise: (part, whole) =>
      `Positifs bénins ou faux positifs : ${part} des ${whole} incidents fermés. Des réglages libéreraient de l’attention.`,
    hunts: (confirmed, text) =>
      `${text} ${plural(confirmed, 'chasse a trouvé', 'chasses ont trouvé')} une menace qu’aucune alerte n’avait montrée.`,
    silent: (names) => `Plus de données de ${names} : des menaces y passeraient inaperçues.`,
    quiet: (period) => `${period} a été calme : aucun incident créé.`,
    incidentsUnknown: (reason) => `Rien ne peut être dit des incidents : ${reason}`,
  },
  decisions: {
    waiting: (number, title) => `Terminer les actions ouvertes de l’incident ${number} : ${title}`,
    waitingDetail: (severity, since, open) => `Gravité : ${severity} ; en attente depuis ${since} ; ouvertes : ${open}`,
    moreWaiting: (count, text) =>
      `Terminer les actions ouvertes de ${text} ${plural(count, 'autre incident qui vous attend', 'autres incidents qui vous attendent')}`,
    moreDetail: 'La liste est sous « Ce qui vous attend ».',
    overdue: (title) => `Décider de la recommandation en retard : ${title}`,
    overdueDetail: (incidents) => `Issue des incidents ${incidents}`,
    tune: (title) => `Décider si la détection doit être réglée : ${title}`,
    tuneDetail: (noise, all) => `Positifs bénins ou faux positifs : ${noise} des ${all} incidents fermés ; aucun vrai positif`,
    connect: (table) => `Rendre la table ${table} disponible`,
    more: (count, text) => `${text} ${plural(count, 'autre décision se trouve', 'autres décisions se trouvent')} dans le bilan de service.`,
    atOnce: 'immédiatement',
    thisWeek: 'cette semaine',
    nextReview: 'prochain bilan',
  },
  comparison: {
    name: 'Indicateur',
    target: 'Cible',
    atMost: (value) => `au plus ${value}`,
    atLeast: (value) => `au moins ${value}`,
    met: 'atteinte',
    missed: 'manquée',
    notJudged: 'non jugée',
    noTarget: 'pas de cible',
    since: (date) => `Depuis le ${date}`,
    history: (_count, text) => `Médiane de ${text} mois antérieurs`,
    noHistory: 'Médiane des mois antérieurs',
  },
  funnel: {
    number: 'Nombre',
    ofBefore: (share, isOfFew) => (isOfFew ? share : `${share} de l’étape précédente`),
  },
  matrixTotal: 'Tous',
  trend: {
    point: (month, value) => `${month} ${value}`,
    label: (name, points) => `${name} par mois : ${points}`,
  },
  timeline: {
    start: 'Du',
    end: 'Au',
    first: (shown, all) => `Les ${shown} premiers événements sur ${all}.`,
    undated: (count, text) =>
      `${text} ${plural(count, 'événement n’a pas de date et n’est pas montré', 'événements n’ont pas de date et ne sont pas montrés')}.`,
  },
  grid: {
    shown: (rows, allRows, columns, allColumns) => `Les ${rows} premières lignes sur ${allRows} et ${columns} colonnes sur ${allColumns}.`,
  },
  definitionNotes: (nullRule, traps) => `Sans données : ${nullRule} ${traps}`.trim(),
  list: (first, second) => `${first}, ${second}`,
  parts: (first, second) => `${first} ; ${second}`,
  join: (first, second) => `${first} ${second}`,
  sentence: (text) => `${text}.`,
} satisfies Wording<typeof english>;
