import type { Messages } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('fr');

export const checkInWords: Messages['checkIn'] = {
  since: (date, created, createdText, resolved) =>
    `Depuis le point de suivi du ${date} : ${createdText} ${plural(created, 'incident créé', 'incidents créés')}, ${resolved} résolus`,
  countedFrom: (date, period) =>
    `« Depuis » compte du début du ${date}, jour du dernier point de suivi, jusqu’à la fin de la période (${period}).`,
  noCheckIn: (period) => `Aucun point de suivi n’est noté avant la fin de la période (${period})`,
  noLedger: 'Aucun registre des points de suivi n’est tenu',
  comparedWith: (reason, period, base) => `${reason} : ${period} est comparé à ${base}`,
  uncompared: (reason) => `${reason}, et rien n’est comparé`,
  needsYou: {
    waiting: (count, text) => `${text} ${plural(count, 'incident attend', 'incidents attendent')} votre action`,
    decisions: (count, text) => `${text} ${plural(count, 'décision est attendue', 'décisions sont attendues')}`,
    overdue: (count, text) => `${text} ${plural(count, 'recommandation est', 'recommandations sont')} en retard`,
    nothing: 'Rien ne vous attend',
  },
  recommendations: {
    open: (open, openText, overdue, overdueText) =>
      open === 0
        ? 'Aucune recommandation n’est ouverte'
        : `${openText} ${plural(open, 'recommandation est ouverte', 'recommandations sont ouvertes')}, dont ${overdue === 0 ? 'aucune' : overdueText} en retard`,
    done: (text, done, doneText) => (done === 0 ? text : `${text} ; ${doneText} ${plural(done, 'a été exécutée', 'ont été exécutées')}`),
    ofIncident: (count, text, open, openText) =>
      count === 0
        ? 'Aucune recommandation n’est née de cet incident'
        : `${text} ${plural(count, 'recommandation est née', 'recommandations sont nées')} de cet incident, dont ${open === 0 ? 'aucune' : openText} encore ${plural(open, 'ouverte', 'ouvertes')}`,
  },
  questions: {
    open: (count, text) =>
      count === 0 ? 'Aucune question n’est ouverte' : `${text} ${plural(count, 'question est ouverte', 'questions sont ouvertes')}`,
    credits: (text, count, credits, day) => `${text} ; ${credits} ${plural(count, 'crédit reste', 'crédits restent')} jusqu’au ${day}`,
    quarter: (quarter, carried, granted, used, remaining) =>
      `${quarter} : ${carried} reportés, ${granted} accordés, ${used} utilisés, ${remaining} restants.`,
    expire: (count, credits, day) =>
      `${credits} ${plural(count, 'crédit expire', 'crédits expirent')} le ${day} ${plural(count, 's’il n’est pas utilisé', 's’ils ne sont pas utilisés')}.`,
    capped: (credits) => `${credits} d’entre eux sont perdus, car vingt au plus sont utilisables dans un trimestre.`,
    overdrawn: (credits) => `${credits} de plus ont été demandés qu’il n’y en avait.`,
  },
  next: {
    checkIn: (day) => `Le prochain point de suivi est le ${day}`,
    noCheckIn: 'Aucun point de suivi n’est encore prévu',
    ahead: (text, count, countText) =>
      count === 0 ? text : `${text} ; ${countText} ${plural(count, 'autre échéance suit', 'autres échéances suivent')}`,
  },
  service: {
    quiet: 'Aucune panne du service n’est notée pour cette période',
    outages: (count, text) => `Le service a connu ${text} ${plural(count, 'panne ou dégradation', 'pannes ou dégradations')}`,
  },
  decide: (title) => `Décider : ${title}`,
  nextCheckIn: 'prochain point de suivi',
};
