import type { reasons as english } from '../english/reasons.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('nl');

export const reasons = {
  tablesMissing: (count, names) =>
    `${plural(count, 'De tabel', 'De tabellen')} ${names} ${plural(count, 'bestaat', 'bestaan')} niet in de werkruimte.`,
  queryFailed: (query, message) => `De query “${query}” is mislukt: ${message}`,
  queryNotRun: (query) => `De query “${query}” wordt voor deze periode niet gesteld.`,
  noRecords: (count, names) => `${names} ${plural(count, 'bevat', 'bevatten')} geen rij van de periode.`,
  noColumn: (query, column) => `De query “${query}” gaf geen kolom ${column}.`,
  noHunts: 'Er is voor deze klant geen register van hunts.',
  noRecommendations: 'Er is voor deze klant geen register van aanbevelingen.',
  noQuestions: 'Er is voor deze klant geen register van vragen aan de experts.',
  noDecisions: 'Er is voor deze klant geen register van besluiten.',
  noServiceEvents: 'Er is voor deze klant geen register van gebeurtenissen van de dienst.',
  noCheckIns: 'Er is voor deze klant geen register van overleggen.',
  noCreditTerms: 'Voor vragen aan de experts is geen looptijd afgesproken.',
  noTuning: 'De afstemming van deze klant is niet aan het rapport gegeven.',
  noReadiness: 'Het resultaat van de controles is niet aan het rapport gegeven.',
  devicesUnread: 'De apparaten of hun antivirus konden niet worden gelezen.',
  noEarlierResult: 'Er is geen eerder resultaat om mee te vergelijken.',
  noDetections: 'De detecties van deze klant zijn niet aan het rapport gegeven.',
  silenceElsewhere: 'Of tabellen stilvielen, wordt alleen voor de periode zelf bekeken.',
  tablesUnreadable: 'Geen van de bewaakte tabellen kon worden gelezen.',
  historyTooShort: 'Minder dan drie eerdere maanden zijn bekend.',
  beforeData: 'Er zijn geen gegevens van vóór deze periode.',
  dataBeginsWithin: 'De gegevens beginnen pas in die periode.',
  notAsked: (source) => `Het rapport vraagt niet om “${source}”.`,
  ownMetricAbsent: 'Geen tabel of geen rij: niet beschikbaar.',
  silentFor: (hours) => `Stil sinds ${hours} uur.`,
  neverSpoke: 'Geen rij binnen bereik.',
  queryComplete: 'Volledig',
  queryIncomplete: (message) => `Onvolledig: ${message}`,
  queryBroken: (message) => `Mislukt: ${message}`,
} satisfies Wording<typeof english>;
