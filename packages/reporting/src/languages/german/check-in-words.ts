import type { Messages } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('de');

export const checkInWords: Messages['checkIn'] = {
  since: (date, created, createdText, resolved) =>
    `Seit der Besprechung vom ${date}: ${createdText} ${plural(created, 'Vorfall', 'Vorfälle')} angelegt, ${resolved} gelöst`,
  countedFrom: (date, period) =>
    `„Seit“ zählt vom Beginn des ${date}, des Tages der letzten Besprechung, bis zum Ende des Zeitraums (${period}).`,
  noCheckIn: (period) => `Vor dem Ende des Zeitraums (${period}) ist keine Besprechung vermerkt`,
  noLedger: 'Es wird kein Verzeichnis der Besprechungen geführt',
  comparedWith: (reason, period, base) => `${reason}: ${period} wird mit ${base} verglichen`,
  uncompared: (reason) => `${reason}, und nichts wird verglichen`,
  needsYou: {
    waiting: (count, text) => `${text} ${plural(count, 'Vorfall wartet', 'Vorfälle warten')} auf Sie`,
    decisions: (count, text) => `${text} ${plural(count, 'Entscheidung ist', 'Entscheidungen sind')} nötig`,
    overdue: (count, text) => `${text} ${plural(count, 'Empfehlung ist', 'Empfehlungen sind')} überfällig`,
    nothing: 'Nichts wartet auf Sie',
  },
  recommendations: {
    open: (open, openText, overdue, overdueText) =>
      open === 0
        ? 'Keine Empfehlung ist offen'
        : `${openText} ${plural(open, 'Empfehlung ist', 'Empfehlungen sind')} offen, davon ${overdue === 0 ? 'keine' : overdueText} überfällig`,
    done: (text, done, doneText) => (done === 0 ? text : `${text}; ${doneText} ${plural(done, 'wurde', 'wurden')} erledigt`),
    ofIncident: (count, text, open, openText) =>
      count === 0
        ? 'Aus diesem Vorfall kam keine Empfehlung'
        : `Aus diesem Vorfall ${plural(count, 'kam', 'kamen')} ${text} ${plural(count, 'Empfehlung', 'Empfehlungen')}, davon ${open === 0 ? 'keine' : openText} noch offen`,
  },
  questions: {
    open: (count, text) => (count === 0 ? 'Keine Frage ist offen' : `${text} ${plural(count, 'Frage ist', 'Fragen sind')} offen`),
    credits: (text, _count, credits, day) => `${text}; Guthaben bis ${day}: ${credits}`,
    quarter: (quarter, carried, granted, used, remaining) =>
      `${quarter}: ${carried} übertragen, ${granted} gewährt, ${used} verbraucht, ${remaining} übrig.`,
    expire: (_count, credits, day) => `Ein Guthaben von ${credits} verfällt am ${day}, wenn es nicht verbraucht wird.`,
    capped: (credits) => `${credits} davon sind verfallen, denn in einem Quartal sind höchstens zwanzig verwendbar.`,
    overdrawn: (credits) => `Es wurde nach ${credits} mehr gefragt, als da waren.`,
  },
  next: {
    checkIn: (day) => `Die nächste Besprechung ist am ${day}`,
    noCheckIn: 'Noch ist keine Besprechung geplant',
    ahead: (text, count, countText) =>
      count === 0 ? text : `${text}; ${plural(count, 'ein weiterer Termin liegt', `${countText} weitere Termine liegen`)} vor uns`,
  },
  service: {
    quiet: 'Für diesen Zeitraum ist kein Ausfall des Dienstes vermerkt',
    outages: (count, text) =>
      `Der Dienst hatte ${text} ${plural(count, 'Ausfall oder eine Beeinträchtigung', 'Ausfälle oder Beeinträchtigungen')}`,
  },
  decide: (title) => `Entscheiden: ${title}`,
  nextCheckIn: 'nächste Besprechung',
};
