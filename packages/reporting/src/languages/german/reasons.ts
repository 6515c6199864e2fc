import type { reasons as english } from '../english/reasons.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('de');

export const reasons = {
  tablesMissing: (count, names) => `${plural(count, 'Die Tabelle', 'Die Tabellen')} ${names} gibt es im Arbeitsbereich nicht.`,
  queryFailed: (query, message) => `Die Abfrage „${query}“ ist fehlgeschlagen: ${message}`,
  queryNotRun: (query) => `Die Abfrage „${query}“ wird für diesen Zeitraum nicht gestellt.`,
  noRecords: (count, names) => `${names} ${plural(count, 'enthält', 'enthalten')} keinen Eintrag des Zeitraums.`,
  noColumn: (query, column) => `Die Abfrage „${query}“ lieferte keine Spalte ${column}.`,
  noHunts: 'Für diesen Kunden gibt es kein Verzeichnis der Suchen.',
  noRecommendations: 'Für diesen Kunden gibt es kein Verzeichnis der Empfehlungen.',
  noQuestions: 'Für diesen Kunden gibt es kein Verzeichnis der Fragen an die Experten.',
  noDecisions: 'Für diesen Kunden gibt es kein Verzeichnis der Entscheidungen.',
  noServiceEvents: 'Für diesen Kunden gibt es kein Verzeichnis der Ereignisse des Dienstes.',
  noCheckIns: 'Für diesen Kunden gibt es kein Verzeichnis der Besprechungen.',
  noCreditTerms: 'Für Fragen an die Experten ist keine Laufzeit vereinbart.',
  noTuning: 'Die Anpassungen dieses Kunden lagen dem Bericht nicht vor.',
  noReadiness: 'Das Ergebnis der Prüfungen lag dem Bericht nicht vor.',
  devicesUnread: 'Geräte oder ihr Virenschutz konnten nicht gelesen werden.',
  noEarlierResult: 'Es gibt kein früheres Ergebnis, mit dem verglichen werden könnte.',
  noDetections: 'Die Erkennungsregeln dieses Kunden wurden dem Bericht nicht mitgegeben.',
  silenceElsewhere: 'Ob Tabellen verstummt sind, wird nur für den Zeitraum selbst geprüft.',
  tablesUnreadable: 'Keine der überwachten Tabellen war lesbar.',
  historyTooShort: 'Weniger als drei frühere Monate sind bekannt.',
  beforeData: 'Aus der Zeit vor diesem Zeitraum gibt es keine Daten.',
  dataBeginsWithin: 'Die Daten beginnen erst innerhalb jenes Zeitraums.',
  notAsked: (source) => `Der Bericht fragt nicht nach „${source}“.`,
  ownMetricAbsent: 'Keine Tabelle oder kein Eintrag: nicht verfügbar.',
  silentFor: (hours) => `Seit ${hours} Stunden verstummt.`,
  neverSpoke: 'Kein Eintrag in Reichweite.',
  queryComplete: 'Vollständig',
  queryIncomplete: (message) => `Unvollständig: ${message}`,
  queryBroken: (message) => `Fehlgeschlagen: ${message}`,
} satisfies Wording<typeof english>;
