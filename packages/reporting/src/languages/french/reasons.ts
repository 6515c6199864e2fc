import type { reasons as english } from '../english/reasons.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('fr');

export const reasons = {
  tablesMissing: (count, names) =>
    `${plural(count, 'La table', 'Les tables')} ${names} ${plural(count, 'n’existe', 'n’existent')} pas dans l’espace de travail.`,
  queryFailed: (query, message) => `La requête « ${query} » a échoué : ${message}`,
  queryNotRun: (query) => `La requête « ${query} » n’est pas posée pour cette période.`,
  noRecords: (count, names) => `${names} ne ${plural(count, 'contient', 'contiennent')} aucune ligne de la période.`,
  noColumn: (query, column) => `La requête « ${query} » n’a pas rendu de colonne ${column}.`,
  noHunts: 'Il n’y a pas de registre des chasses pour ce client.',
  noRecommendations: 'Il n’y a pas de registre des recommandations pour ce client.',
  noQuestions: 'Il n’y a pas de registre des questions aux experts pour ce client.',
  noDecisions: 'Il n’y a pas de registre des décisions pour ce client.',
  noServiceEvents: 'Il n’y a pas de registre des événements du service pour ce client.',
  noCheckIns: 'Il n’y a pas de registre des points de suivi pour ce client.',
  noCreditTerms: 'Aucune durée n’est convenue pour les questions aux experts.',
  noTuning: 'Les réglages de ce client n’ont pas été donnés au rapport.',
  noReadiness: 'Le résultat des contrôles n’a pas été remis au rapport.',
  devicesUnread: 'Les appareils ou leur antivirus n’ont pu être lus.',
  noEarlierResult: 'Il n’y a pas de résultat antérieur avec lequel comparer.',
  noDetections: 'Les détections de ce client n’ont pas été données au rapport.',
  silenceElsewhere: 'Le silence des tables n’est examiné que pour la période elle-même.',
  tablesUnreadable: 'Aucune des tables surveillées n’a pu être lue.',
  historyTooShort: 'Moins de trois mois antérieurs sont connus.',
  beforeData: 'Il n’y a pas de données d’avant cette période.',
  dataBeginsWithin: 'Les données commencent au cours de cette période-là.',
  notAsked: (source) => `Le rapport ne demande pas « ${source} ».`,
  ownMetricAbsent: 'Pas de table ou pas de ligne : non disponible.',
  silentFor: (hours) => `Silencieuse depuis ${hours} heures.`,
  neverSpoke: 'Aucune ligne à portée.',
  queryComplete: 'Complète',
  queryIncomplete: (message) => `Incomplète : ${message}`,
  queryBroken: (message) => `Échouée : ${message}`,
} satisfies Wording<typeof english>;
