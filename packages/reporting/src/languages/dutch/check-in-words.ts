import type { Messages } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('nl');

export const checkInWords: Messages['checkIn'] = {
  since: (date, created, createdText, resolved) =>
    `Sinds het overleg van ${date}: ${createdText} ${plural(created, 'incident', 'incidenten')} aangemaakt, ${resolved} opgelost`,
  countedFrom: (date, period) =>
    `‘Sinds’ telt vanaf het begin van ${date}, de dag van het laatste overleg, tot het einde van de periode (${period}).`,
  noCheckIn: (period) => `Vóór het einde van de periode (${period}) is geen overleg vastgelegd`,
  noLedger: 'Er wordt geen register van overleggen bijgehouden',
  comparedWith: (reason, period, base) => `${reason}: ${period} wordt vergeleken met ${base}`,
  uncompared: (reason) => `${reason}, en er wordt niets vergeleken`,
  needsYou: {
    waiting: (count, text) => `${text} ${plural(count, 'incident wacht', 'incidenten wachten')} op u`,
    decisions: (count, text) => `${text} ${plural(count, 'besluit is', 'besluiten zijn')} nodig`,
    overdue: (count, text) => `${text} ${plural(count, 'aanbeveling is', 'aanbevelingen zijn')} te laat`,
    nothing: 'Niets wacht op u',
  },
  recommendations: {
    open: (open, openText, overdue, overdueText) =>
      open === 0
        ? 'Er staat geen aanbeveling open'
        : `${openText} ${plural(open, 'aanbeveling staat', 'aanbevelingen staan')} open, waarvan ${overdue === 0 ? 'geen' : overdueText} te laat`,
    done: (text, done, doneText) => (done === 0 ? text : `${text}; ${doneText} ${plural(done, 'is', 'zijn')} uitgevoerd`),
    ofIncident: (count, text, open, openText) =>
      count === 0
        ? 'Uit dit incident kwam geen aanbeveling'
        : `Uit dit incident ${plural(count, 'kwam', 'kwamen')} ${text} ${plural(count, 'aanbeveling', 'aanbevelingen')}, waarvan ${open === 0 ? 'geen' : openText} nog open`,
  },
  questions: {
    open: (count, text) => (count === 0 ? 'Er staat geen vraag open' : `${text} ${plural(count, 'vraag staat', 'vragen staan')} open`),
    credits: (text, count, credits, day) => `${text}; ${credits} ${plural(count, 'tegoed', 'tegoeden')} over tot ${day}`,
    quarter: (quarter, carried, granted, used, remaining) =>
      `${quarter}: ${carried} meegenomen, ${granted} toegekend, ${used} gebruikt, ${remaining} over.`,
    expire: (count, credits, day) =>
      `${credits} ${plural(count, 'tegoed vervalt', 'tegoeden vervallen')} op ${day} als ${plural(count, 'het', 'ze')} niet ${plural(count, 'wordt', 'worden')} gebruikt.`,
    capped: (credits) => `${credits} daarvan zijn vervallen, want in een kwartaal zijn er hoogstens twintig bruikbaar.`,
    overdrawn: (credits) => `Er werden er ${credits} meer gevraagd dan er waren.`,
  },
  next: {
    checkIn: (day) => `Het volgende overleg is op ${day}`,
    noCheckIn: 'Er is nog geen overleg gepland',
    ahead: (text, count, countText) =>
      count === 0 ? text : `${text}; daarna ${plural(count, 'staat', 'staan')} nog ${countText} ${plural(count, 'datum', 'data')} vast`,
  },
  service: {
    quiet: 'Voor deze periode is geen storing van de dienst vastgelegd',
    outages: (count, text) => `De dienst had ${text} ${plural(count, 'storing of verslechtering', 'storingen of verslechteringen')}`,
  },
  decide: (title) => `Besluiten: ${title}`,
  nextCheckIn: 'volgende overleg',
};
