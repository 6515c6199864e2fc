import type { MetricText, MetricTexts } from '../metric-text.ts';

const leftOut = 'In andere aufgegangene Vorfälle und die Testbenachrichtigung bleiben außen vor.';
const noIncident = 'Kein Vorfall: 0. Keine Tabelle: nicht verfügbar.';
const noTask = 'Keine Aufgabe: 0. Keine Tabelle: nicht verfügbar.';
const noRows = 'Keine Tabelle oder kein Eintrag im Zeitraum: nicht verfügbar.';
const noChecks = 'Ohne das Ergebnis der Prüfungen: nicht verfügbar.';
const dedupe = 'SecurityIncident hat eine Zeile je Änderung: Vor jedem Filter wird die neueste Zeile zum Stichzeitpunkt genommen.';
const statistics = 'Angegeben als Median, Mittel, 90. Perzentil und Anzahl der Vorfälle; die Hauptzahl ist der Median.';
const splitStatistics =
  'Angegeben als Mittel, Median, 90. Perzentil und Anzahl der Vorfälle; die Hauptzahl ist das Mittel, damit beide Teile die mittlere Zeit bis zur Lösung ergeben.';

const classShare = (name: string, words: string): MetricText => ({
  name,
  definition: `Anteil der im Zeitraum geschlossenen Vorfälle, die als ${words} eingestuft wurden. ${leftOut}`,
  nullRule: 'Nichts geschlossen: entfällt.',
  traps: ['Unbestimmt steht für sich; ein wieder geöffneter Vorfall hat die Einstufung seiner letzten Schließung.'],
});

/** Metrics in German. */
export const metrics: MetricTexts = {
  inc_created: {
    name: 'Angelegte Vorfälle',
    definition: `Vorfälle jedes Schweregrads und jeder Quelle, die im Zeitraum angelegt wurden. ${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'Vorfallnummern wiederholen sich über Arbeitsbereiche hinweg: Unterschieden wird nach IncidentName.'],
  },
  inc_investigated: {
    name: 'Untersuchte Vorfälle',
    definition: `Im Zeitraum angelegte Vorfälle, die der Dienst aufgegriffen hat: Sie tragen das Etikett „Defender Experts“. ${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'Ein aufgegangener Vorfall würde doppelt zählen.'],
  },
  inc_resolved: {
    name: 'Gelöste Vorfälle',
    definition: `Vom Dienst aufgegriffene Vorfälle, deren letzte Schließung im Zeitraum liegt, gleich wann sie angelegt wurden. ${leftOut}`,
    nullRule: noIncident,
    traps: ['Ein wieder geöffneter Vorfall zählt einmal, bei seiner letzten Schließung.'],
  },
  inc_resolved_direct: {
    name: 'Direkt gelöst',
    definition: 'Gelöste Vorfälle, in denen der Kunde keine Aufgabe erledigen musste: Der Dienst schloss sie ohne Hilfe.',
    nullRule: noIncident,
    traps: ['Übersprungene oder gescheiterte Aufgaben gelten nicht als Hilfe.'],
  },
  inc_resolved_help: {
    name: 'Mit Ihrer Hilfe gelöst',
    definition: 'Gelöste Vorfälle, in denen der Kunde mindestens eine Aufgabe erledigt hat.',
    nullRule: noIncident,
    traps: [],
  },
  inc_pct_resolved: {
    name: 'Anteil gelöst',
    definition:
      'Im Zeitraum gelöste Vorfälle geteilt durch die im Zeitraum untersuchten. Die beiden Mengen unterscheiden sich; der Anteil kann deshalb 100 % übersteigen.',
    nullRule: 'Nichts untersucht: entfällt.',
    traps: ['Er ist nicht die Schließungsquote der im Zeitraum angelegten Vorfälle.'],
  },
  inc_backlog: {
    name: 'Am Ende offen',
    definition:
      'Vor dem Ende des Zeitraums angelegte und an seinem Ende nicht geschlossene Vorfälle unter denen, die sich seit Beginn des Rückblicks geändert haben.',
    nullRule: noIncident,
    traps: ['Ein Vorfall, den seit Beginn des Rückblicks niemand berührt hat, wird nicht gesehen.'],
  },
  inc_reopened: {
    name: 'Wiedereröffnungen',
    definition: 'Wie oft ein Vorfall nach einer Schließung wieder neu oder aktiv wurde, gezählt in dem Zeitraum, in dem es geschah.',
    nullRule: noIncident,
    traps: ['Die Schließzeit, die ein Vorfall zeigt, ist die letzte.'],
  },
  action_required: {
    name: 'Vorfälle, die Ihre Maßnahme brauchten',
    definition:
      'Vorfälle, in denen dem Kunden im Zeitraum mindestens eine Aufgabe gegeben wurde, gleich was aus ihr wurde und wann der Vorfall angelegt wurde.',
    nullRule: noIncident,
    traps: [],
  },
  inc_waiting: {
    name: 'Wartet jetzt auf Sie',
    definition: 'Am Ende des Zeitraums offene Vorfälle mit dem Etikett „Awaiting Customer Action“.',
    nullRule: noIncident,
    traps: [],
  },
  actions_completed: {
    name: 'Von Ihnen erledigte Maßnahmen',
    definition: 'Dem Kunden im Zeitraum gegebene Aufgaben, die er erledigt hat, soweit zum Stichzeitpunkt bekannt.',
    nullRule: noTask,
    traps: [],
  },
  actions_pending: {
    name: 'Ausstehende Maßnahmen',
    definition: 'Dem Kunden im Zeitraum gegebene Aufgaben, die offen oder in Arbeit sind, soweit zum Stichzeitpunkt bekannt.',
    nullRule: noTask,
    traps: [],
  },
  actions_skipped: {
    name: 'Übersprungene Maßnahmen',
    definition: 'Dem Kunden im Zeitraum gegebene Aufgaben, die er übersprungen hat, soweit zum Stichzeitpunkt bekannt.',
    nullRule: noTask,
    traps: [],
  },
  actions_failed: {
    name: 'Gescheiterte Maßnahmen',
    definition: 'Dem Kunden im Zeitraum gegebene Aufgaben, die gescheitert sind, soweit zum Stichzeitpunkt bekannt.',
    nullRule: noTask,
    traps: [],
  },
  actions_waiting: {
    name: 'Auf Sie wartende Maßnahmen',
    definition:
      'Aufgaben jeden Alters, die zum Stichzeitpunkt offen oder in Arbeit sind, in Vorfällen, die am Ende des Zeitraums offen waren und seither nicht geschlossen wurden.',
    nullRule: noTask,
    traps: ['Auf Aufgaben, die in einem geschlossenen Vorfall offen blieben, wird nicht gewartet.'],
  },
  task_completion: {
    name: 'Zeit bis zur Erledigung',
    definition:
      'Von der Übergabe einer Aufgabe an den Kunden bis zu ihrer Erledigung, über die im Zeitraum erledigten Aufgaben. Angegeben als Median, Mittel, 90. Perzentil und Anzahl der Aufgaben; die Hauptzahl ist der Median.',
    nullRule: 'Keine Aufgabe erledigt: entfällt.',
    traps: ['Als Zeitpunkt der Erledigung gilt die letzte Änderung der Aufgabe.'],
  },
  mttd: {
    name: 'Zeit bis zur Erkennung',
    definition: `Von der ersten Aktivität bis zum Anlegen des Vorfalls, über die im Zeitraum angelegten Vorfälle. ${statistics}`,
    nullRule: 'Vorfälle ohne erste Aktivität bleiben außen vor; bleibt keiner: entfällt.',
    traps: ['Negative Zeiten werden beibehalten und ihre Zahl gezeigt; sie werden nie auf 0 gekürzt.'],
  },
  tta_first_touch: {
    name: 'Zeit bis zur ersten Änderung',
    definition: `Vom Anlegen bis zur ersten Änderung gleich welcher Art, auch durch Automatisierung, über die im Zeitraum angelegten Vorfälle. Kein Maß für Menschen. ${statistics}`,
    nullRule: 'Nie geänderte Vorfälle bleiben außen vor; bleibt keiner: entfällt.',
    traps: ['Automatisierung lässt sie gut aussehen: neben der Zeit bis zur ersten Handlung einer Person lesen.'],
  },
  tta_human: {
    name: 'Zeit bis zur ersten Handlung einer Person',
    definition: `Vom Anlegen bis zur ersten Änderung durch eine Person, über die im Zeitraum angelegten Vorfälle, die der Dienst aufgegriffen hat. Änderungen durch „Alert Grouping“, „Fusion“, „Incident created from alert“ und Automatisierungsregeln sind keine Personen. ${statistics}`,
    nullRule: 'Vorfälle, die keine Person berührt hat, zählen als nicht aufgegriffen, nie als 0; bleibt keiner: entfällt.',
    traps: ['Automatisierung setzt die Zeit der ersten Änderung; diese Spalte wird deshalb nicht verwendet.'],
  },
  mttr: {
    name: 'Zeit bis zur Lösung',
    definition: `Vom Anlegen bis zur letzten Schließung, über vom Dienst aufgegriffene, im Zeitraum geschlossene Vorfälle. Von Automatisierung geschlossene bleiben außen vor. ${statistics}`,
    nullRule: 'Offene Vorfälle bleiben außen vor; bleibt keiner: entfällt.',
    traps: ['Wiedereröffnen verschiebt die Schließung: Wiedereröffnungen werden daneben gezählt.'],
  },
  mttr_expert: {
    name: 'Zeit der Experten',
    definition: `Der Teil der Zeit bis zur Lösung, in dem der Vorfall nicht auf den Kunden wartete. ${splitStatistics}`,
    nullRule: 'Wie Zeit bis zur Lösung.',
    traps: ['Das Warten wird am Etikett „Awaiting Customer Action“ abgelesen, das dieser Dienst setzt.'],
  },
  mttr_customer: {
    name: 'Wartezeit auf Sie',
    definition: `Der Teil der Zeit bis zur Lösung, in dem der Vorfall auf den Kunden wartete; ein Vorfall, der nie wartete, zählt mit 0. ${splitStatistics}`,
    nullRule: 'Wie Zeit bis zur Lösung.',
    traps: ['Die meisten Vorfälle warten nie: Der Median ist oft 0.'],
  },
  ack_sla: {
    name: 'Rechtzeitig aufgegriffen',
    definition:
      'Anteil der im Zeitraum angelegten, vom Dienst aufgegriffenen Vorfälle, deren erste Handlung einer Person innerhalb der für ihren Schweregrad vereinbarten Minuten kam. Schweregrade ohne Ziel bleiben außen vor.',
    nullRule: 'Kein Ziel vereinbart oder kein Vorfall mit Ziel: entfällt.',
    traps: ['Ein Vorfall, den keine Person berührt hat, ist nicht rechtzeitig, sobald sein Ziel verstrichen ist.'],
  },
  resolve_sla: {
    name: 'Rechtzeitig gelöst',
    definition:
      'Anteil der im Zeitraum gelösten Vorfälle, die innerhalb der für ihren Schweregrad vereinbarten Minuten geschlossen wurden. Schweregrade ohne Ziel bleiben außen vor.',
    nullRule: 'Kein Ziel vereinbart oder kein Vorfall mit Ziel: entfällt.',
    traps: ['Die Zeit, in der der Vorfall auf den Kunden wartete, gehört dazu.'],
  },
  potential_saving: {
    name: 'Mögliche Zeitersparnis',
    definition: 'Gesamte Zeit, in der gelöste Vorfälle auf den Kunden warteten: was zu sparen wäre, wenn der Dienst handeln dürfte.',
    nullRule: 'Kein Vorfall wartete: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['Es ist eine Obergrenze: Manche Maßnahmen bleiben beim Kunden, was auch erlaubt ist.'],
  },
  class_true_positive: classShare('Richtig positiv', 'richtig positiv'),
  class_benign_positive: classShare('Harmlos positiv', 'harmlos positiv'),
  class_false_positive: classShare('Falsch positiv', 'falsch positiv'),
  class_undetermined: classShare('Unbestimmt', 'unbestimmt oder gar nicht'),
  alerts_recorded: {
    name: 'Warnungen',
    definition:
      'Verschiedene Warnungen, deren erste Zeile im Zeitraum aufgezeichnet wurde. Zeilen, die einen Vorfall spiegeln, bleiben außen vor.',
    nullRule: 'Keine Warnung: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['SecurityAlert hat mehrere Zeilen je Warnung.', 'Korrelierte Vorfälle (Fusion) erscheinen nicht in SecurityAlert.'],
  },
  alert_reduction: {
    name: 'Warnungen je Vorfall',
    definition: 'Im Zeitraum aufgezeichnete verschiedene Warnungen geteilt durch die im Zeitraum angelegten Vorfälle.',
    nullRule: 'Kein Vorfall: entfällt.',
    traps: ['Ein Vorfall enthält höchstens 150 Warnungen.'],
  },
  dens_sent: {
    name: 'Expertenbenachrichtigungen',
    definition:
      'Benachrichtigungen der Bedrohungssuche: im Zeitraum angelegte Vorfälle, deren Titel mit „Defender Experts“ beginnt. Die Testbenachrichtigung bleibt außen vor.',
    nullRule: 'Keine Benachrichtigung: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['Die Testbenachrichtigung beginnt ebenso.'],
  },
  hunts_run: {
    name: 'Suchen',
    definition: 'Suchen im Verzeichnis des Kunden, die im Zeitraum endeten, ob sie etwas fanden oder nicht.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: ['Auch ein ruhiger Monat hat Suchen: Endete keine, ist es 0; ohne Verzeichnis ist es nicht verfügbar.'],
  },
  devices_seen: {
    name: 'Geräte',
    definition:
      'Geräte, die sich im Zeitraum gemeldet haben, nach ihrer neuesten Meldung. In andere aufgegangene Geräte bleiben außen vor.',
    nullRule: noRows,
    traps: ['DeviceInfo hat eine Zeile je Meldung.'],
  },
  devices_onboarded: {
    name: 'Eingebundene Geräte',
    definition: 'Anteil der Geräte, die in Defender for Endpoint eingebunden sind.',
    nullRule: noRows,
    traps: [],
  },
  devices_healthy: {
    name: 'Gesunde Sensoren',
    definition: 'Anteil der eingebundenen Geräte, deren Sensor aktiv ist.',
    nullRule: noRows,
    traps: [],
  },
  devices_exposed: {
    name: 'Stark gefährdete Geräte',
    definition: 'Geräte, deren Gefährdungsstufe bei ihrer neuesten Meldung hoch ist.',
    nullRule: noRows,
    traps: [],
  },
  mail_messages: {
    name: 'Nachrichten',
    definition: 'Im Zeitraum aufgezeichnete Zustellungen, eingehend, ausgehend und intern: eine Nachricht an einen Empfänger ist eine.',
    nullRule: noRows,
    traps: ['Mehrere Zeilen können von einer Zustellung berichten.'],
  },
  mail_threats: {
    name: 'Nachrichten mit Bedrohung',
    definition: 'Zustellungen, in denen Phishing oder Schadsoftware gefunden wurde, zugestellt oder nicht. Spam gilt nicht als Bedrohung.',
    nullRule: noRows,
    traps: [],
  },
  mail_threats_delivered: {
    name: 'Zugestellte Bedrohungen',
    definition:
      'Zustellungen, in denen Phishing oder Schadsoftware gefunden wurde und die zunächst im Posteingang oder im Junk-Ordner ankamen.',
    nullRule: noRows,
    traps: ['Nach der Zustellung entfernte Nachrichten zählen mit: Sie wurden zuerst zugestellt.'],
  },
  url_clicks_through: {
    name: 'Übergangene Warnseiten',
    definition: 'Klicks auf Links, bei denen der Benutzer über die Warnung hinaus weiterging.',
    nullRule: noRows,
    traps: [],
  },
  url_clicks_blocked: {
    name: 'Blockierte Klicks',
    definition: 'Klicks auf Links, die im Augenblick des Klicks blockiert wurden.',
    nullRule: noRows,
    traps: [],
  },
  sign_ins: {
    name: 'Anmeldungen',
    definition: 'Im Zeitraum aufgezeichnete interaktive Anmeldungen von Benutzern.',
    nullRule: noRows,
    traps: [],
  },
  sign_ins_failed: {
    name: 'Gescheiterte Anmeldungen',
    definition: 'Anteil der interaktiven Anmeldungen, die mit einem Fehler gleich welcher Art endeten.',
    nullRule: noRows,
    traps: ['Auch unterbrochene Anmeldungen, etwa die Frage nach einem zweiten Faktor, haben einen Fehlercode.'],
  },
  sign_ins_high_risk: {
    name: 'Anmeldungen mit hohem Risiko',
    definition: 'Interaktive Anmeldungen, die zum Zeitpunkt der Anmeldung als hohes Risiko galten.',
    nullRule: noRows,
    traps: [],
  },
  users_at_risk: {
    name: 'Gefährdete Benutzer',
    definition: 'Benutzer, deren neuester Zustand gefährdet oder bestätigt kompromittiert ist.',
    nullRule: noRows,
    traps: ['Braucht die Diagnoseeinstellung von Entra ID und dessen Plan P2.'],
  },
  ingestion_total: {
    name: 'Aufgenommene Daten',
    definition: 'Datenmenge, die Log Analytics im Zeitraum verzeichnet hat, in Gigabyte zu 1000 Megabyte.',
    nullRule: noRows,
    traps: ['Usage zählt Megabyte; 1000 oder 1024 machen 2,4 % Unterschied: Es gilt überall 1000.'],
  },
  ingestion_billable: {
    name: 'Abrechenbare Daten',
    definition: 'Der abrechenbare Teil der aufgenommenen Daten, in Gigabyte zu 1000 Megabyte.',
    nullRule: noRows,
    traps: ['Warnungen und Vorfälle sind kostenfrei; Vergünstigungen und Mindestabnahmen sind nicht abgezogen.'],
  },
  table_silence: {
    name: 'Verstummte Tabellen',
    definition:
      'Tabellen der Liste dieses Berichts, deren letzter Eintrag am Ende des Zeitraums älter war als die für sie erlaubten Stunden.',
    nullRule: 'Tabellen, die es nicht gibt, sind nicht verstummt: Sie werden als fehlend aufgeführt.',
    traps: ['Eine Tabelle, die nur schreibt, wenn etwas geschieht, braucht eine lange Frist.'],
  },
  rule_failures: {
    name: 'Fehlgeschlagene Regelläufe',
    definition: 'Läufe von Analyseregeln im Zeitraum, die nicht mit Erfolg endeten.',
    nullRule: noRows,
    traps: ['SentinelHealth kann mehr als zwei Stunden nachhängen und ist leer, bis die Zustandsüberwachung eingeschaltet ist.'],
  },
  rules_failing: {
    name: 'Regeln mit Fehlschlägen',
    definition: 'Analyseregeln mit mindestens einem Lauf im Zeitraum, der nicht mit Erfolg endete.',
    nullRule: noRows,
    traps: [],
  },
  readiness_complete_now: {
    name: 'Verhindert den Beginn',
    definition: 'Prüfungen, die den Dienst am Beginn hindern, weil sie nicht erfüllt sind und nichts über sie hingenommen wurde.',
    nullRule: noChecks,
    traps: ['Was nicht festzustellen war, ist nicht dabei; es wird für sich gezählt.'],
  },
  readiness_find_out_now: {
    name: 'Nicht bekannt, würde verhindern',
    definition: 'Prüfungen, die den Dienst am Beginn hindern würden und von denen die Angaben nicht sagen, ob sie erfüllt sind.',
    nullRule: noChecks,
    traps: ['Sie zählen weder als erfüllt noch als nicht erfüllt.'],
  },
  readiness_to_complete: {
    name: 'Zu erledigen',
    definition: 'Prüfungen jeden Gewichts, die nicht erfüllt und nicht hingenommen sind und an denen nach eigener Angabe niemand arbeitet.',
    nullRule: noChecks,
    traps: ['Was als erledigt gemeldet ist und weiter nicht erfüllt ist, ist dabei.'],
  },
  readiness_in_progress: {
    name: 'In Arbeit',
    definition: 'Prüfungen jeden Gewichts, die nicht erfüllt und nicht hingenommen sind und an denen nach eigener Angabe jemand arbeitet.',
    nullRule: noChecks,
    traps: [],
  },
  readiness_overdue: {
    name: 'Überfällig',
    definition: 'Maßnahmen und Schritte der Einrichtung, die nicht getan sind und deren letzter Tag in der Zeitzone des Kunden vorbei ist.',
    nullRule: noChecks,
    traps: ['Eine Maßnahme ohne vereinbarten Tag ist nie überfällig.'],
  },
  readiness_accepted: {
    name: 'Vorläufig hingenommen',
    definition: 'Prüfungen, die nicht erfüllt sind und über die eine Ausnahme gilt, die nicht abgelaufen ist und alle Betroffenen deckt.',
    nullRule: noChecks,
    traps: ['Eine hingenommene Prüfung behält ihren Stand: Sie ist nicht erfüllt.'],
  },
  readiness_completed: {
    name: 'Erledigt',
    definition: 'Prüfungen, die die Regeln von diesem Kunden verlangen und die nach den Angaben erfüllt sind.',
    nullRule: noChecks,
    traps: ['Was die Regeln von diesem Kunden nicht verlangen, wird gar nicht gezählt.'],
  },
  events_recorded: {
    name: 'Ereignisse',
    definition:
      'Einträge des Zeitraums in den Tabellen für Anmeldungen, Verzeichnisänderungen, E-Mail, Klicks, Cloud-Anwendungen, Office-Aktivität und lokale Identitäten, soweit sie angebunden sind. Die rohe Telemetrie der Geräte zählt nicht mit.',
    nullRule: 'Keine solche Tabelle oder kein Eintrag im Zeitraum: nicht verfügbar.',
    traps: ['Eine später angebundene Tabelle lässt die Zahl wachsen, ohne dass mehr geschieht.'],
  },
  inc_notified: {
    name: 'Ihnen gemeldete Vorfälle',
    definition:
      'Im Zeitraum angelegte, vom Dienst aufgegriffene Vorfälle, von denen der Kunde erfuhr: durch eine Expertenbenachrichtigung oder eine im Zeitraum gegebene Aufgabe. In andere aufgegangene Vorfälle und die Testbenachrichtigung bleiben außen vor.',
    nullRule: 'Kein Vorfall: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['Ein Anruf hinterlässt keine Spur in den Protokollen.'],
  },
  rule_last_fired: {
    name: 'Regeln ohne Warnung',
    definition:
      'Analyseregeln, die im Zeitraum liefen und vom Beginn des Rückblicks bis zum Stichzeitpunkt keine Warnung auslösten. Eine Regel, die nie auslöst, mag gut wachen oder blind sein.',
    nullRule: noRows,
    traps: [
      'Eingerichtet heißt nicht auslösend: Dass eine Regel eingerichtet ist, zeigt ihr Lauf; eine, die nie lief, zählt nicht.',
      'Eine Warnung hat mehrere Zeilen: Es gilt das Datum der ersten.',
    ],
  },
  suspicious_investigated: {
    name: 'Verdächtige Funde',
    definition: 'Suchen des Zeitraums, die auf Verdächtiges stießen, ob es eine bestätigte Bedrohung war oder sich erklärte.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: ['Auch ein ruhiger Monat hat Suchen: Endete keine, ist es 0; ohne Verzeichnis ist es nicht verfügbar.'],
  },
  hunts_confirmed: {
    name: 'Suchen mit Fund',
    definition: 'Suchen des Zeitraums, deren Ergebnis eine bestätigte Bedrohung ist.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: ['Auch ein ruhiger Monat hat Suchen: Endete keine, ist es 0; ohne Verzeichnis ist es nicht verfügbar.'],
  },
  hunt_to_rule: {
    name: 'Zu Regeln gewordene Suchen',
    definition: 'Suchen des Zeitraums, deren Abfrage nun als Analyseregel läuft.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: ['Auch ein ruhiger Monat hat Suchen: Endete keine, ist es 0; ohne Verzeichnis ist es nicht verfügbar.'],
  },
  mail_removed: {
    name: 'Nach Zustellung entfernte Nachrichten',
    definition:
      'Zustellungen, die nach ihrer Ankunft aus Postfächern entfernt wurden, automatisch oder von Hand: verschiedene Paare aus Nachricht und Empfänger mit erfolgreicher Entfernung im Zeitraum.',
    nullRule: 'Keine Entfernung: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['Eine Zustellung kann mehrere Zeilen haben: eine gescheiterte Entfernung und eine gelungene.'],
  },
  identity_risk: {
    name: 'Bereinigte Risikobenutzer',
    definition:
      'Anteil der Benutzer mit einem seit Beginn des Rückblicks verzeichneten Risiko, deren neuester Zustand behoben oder verworfen ist; die anderen sind gefährdet oder bestätigt kompromittiert.',
    nullRule: 'Keine Tabelle oder kein Benutzer mit Risiko: nicht verfügbar.',
    traps: ['Ein gelöschtes Konto, das gefährdet war, ist weder offen noch bereinigt und bleibt außen vor.'],
  },
  risk_detections: {
    name: 'Risikoerkennungen',
    definition: 'Verschiedene Erkennungen des Identitätsschutzes, deren erste Zeile im Zeitraum aufgezeichnet wurde.',
    nullRule: 'Keine Erkennung: 0. Keine Tabelle: nicht verfügbar.',
    traps: [
      'Eine Erkennung hat eine Zeile je Zustandsänderung; die neueste zum Stichzeitpunkt sagt, ob sie offen ist.',
      'Braucht die Diagnoseeinstellung von Entra ID und dessen Plan P2.',
    ],
  },
  secure_score_azure: {
    name: 'Sicherheitsbewertung von Azure',
    definition: 'Neueste Sicherheitsbewertung jedes Abonnements im Zeitraum, gewichtet wie Defender for Cloud Abonnements gewichtet.',
    nullRule: noRows,
    traps: [
      'Am Tag werden mehrere Bewertungen aufgezeichnet; es gilt die neueste jedes Abonnements.',
      'Braucht den fortlaufenden Export von Defender for Cloud. Die Bewertung von Microsoft 365 ist eine andere.',
    ],
  },
  vulns: {
    name: 'Kritische Schwachstellen',
    definition:
      'Verschiedene kritische Schwachstellen (CVE), die nach der neuesten Aufnahme jedes Geräts im Zeitraum auf mindestens einem Gerät offen sind.',
    nullRule: noRows,
    traps: [
      'Die Tabellen sind Momentaufnahmen: Behobenes steht noch in älteren, deshalb wird je Gerät nur die neueste gelesen.',
      'Ein Gerät ohne Schwachstelle hat keine Zeile: Eines, das in den Aufnahmen der letzten sieben Tage fehlt, bleibt außen vor.',
    ],
  },
  vulns_devices: {
    name: 'Geräte mit kritischer Schwachstelle',
    definition: 'Geräte, auf denen nach ihrer neuesten Aufnahme im Zeitraum mindestens eine kritische Schwachstelle offen ist.',
    nullRule: noRows,
    traps: ['Siehe kritische Schwachstellen.'],
  },
  vulns_exploitable: {
    name: 'Schwachstellen mit Exploit',
    definition:
      'Verschiedene Schwachstellen (CVE) jeden Schweregrads, die auf mindestens einem Gerät offen sind und für die ein Exploit bekannt ist.',
    nullRule: noRows,
    traps: ['Braucht die Wissensbasis der Schwachstellen als Tabelle; ohne sie ist diese Zahl nicht verfügbar, die anderen sind es.'],
  },
  av_coverage: {
    name: 'Virenschutz aktiv',
    definition:
      'Anteil der im Zeitraum bewerteten Geräte, auf denen Defender Antivirus im aktiven Modus läuft, sodass der Dienst handeln kann; auf anderen kann er nur anleiten oder sieht nichts.',
    nullRule: noRows,
    traps: ['Passiver Modus und Blockieren durch die Endpunkterkennung erlauben nur Anleitung; ein Gerät ohne Bewertung zählt nicht.'],
  },
  recommendations_open: {
    name: 'Offene Empfehlungen',
    definition: 'Empfehlungen im Verzeichnis des Kunden, die vor dem Ende des Zeitraums gegeben und bis dahin nicht erledigt wurden.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  recommendations_overdue: {
    name: 'Überfällige Empfehlungen',
    definition: 'Offene Empfehlungen, deren letzter Tag am Ende des Zeitraums in der Zeitzone des Kunden verstrichen war.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  recommendations_done: {
    name: 'Erledigte Empfehlungen',
    definition: 'Empfehlungen, die im Zeitraum erledigt wurden, gleich wann sie gegeben wurden.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  connector_health: {
    name: 'Gestörte Konnektoren',
    definition: 'Datenkonnektoren, deren neueste Meldung über das Abholen von Daten bis zum Stichzeitpunkt ein Fehlschlag ist.',
    nullRule: 'Keine Tabelle oder keine Meldung seit Beginn des Rückblicks: nicht verfügbar.',
    traps: [
      'Nur manche Konnektoren melden: Entra ID und Defender XDR nicht; sie werden über verstummte Tabellen überwacht.',
      'Ein Konnektor meldet, wenn sich sein Zustand ändert: Die neueste Meldung kann älter sein als der Zeitraum.',
    ],
  },
  rule_windows_skipped: {
    name: 'Nie betrachtete Zeitfenster',
    definition:
      'Zeitfenster einer Analyseregel, für die mindestens sechs Läufe scheiterten und keiner gelang: Sentinel gibt ein solches Fenster auf.',
    nullRule: noRows,
    traps: ['Gescheiterte Läufe eines Fensters sind Versuche derselben Sache: Sechs davon sind eine Lücke.'],
  },
  rules_auto_disabled: {
    name: 'Von Sentinel abgeschaltete Regeln',
    definition:
      'Analyseregeln, deren Name in einem Zustandseintrag des Zeitraums mit „AUTO DISABLED“ beginnt: Sentinel gab sie nach langem Scheitern auf.',
    nullRule: noRows,
    traps: ['Die Regel behält ihre Kennung und ändert ihren Namen: Unterschieden wird nach der Kennung.'],
  },
  dropped_entities: {
    name: 'Verworfene Entitäten',
    definition: 'Entitäten, die Analyseregeln im Zeitraum nicht an ihre Warnungen heften konnten, weil eine Zuordnung nicht passte.',
    nullRule: noRows,
    traps: ['Eine Warnung ohne ihre Entitäten lässt sich nicht mit anderen verbinden.'],
  },
  rule_tampering: {
    name: 'Von Hand geänderte Regeln',
    definition:
      'Erfolgreiche Änderungen und Löschungen von Analyseregeln im Zeitraum durch das Konto einer Person. Die Bereitstellung des Dienstes ist eine Anwendung; ihre Änderungen zählen nicht.',
    nullRule: 'Keine Änderung: 0. Keine Tabelle: nicht verfügbar.',
    traps: [
      'SentinelAudit nennt die Ressourcenart in der Einzahl, „Analytic Rule“.',
      'Eine Änderung durch eine andere Anwendung als die Bereitstellung zählt hier nicht.',
    ],
  },
  automation_failures: {
    name: 'Fehlgeschlagene Automatisierung',
    definition: 'Läufe von Playbooks und Automatisierungsregeln im Zeitraum, die ganz oder teilweise nicht mit Erfolg endeten.',
    nullRule: noRows,
    traps: ['Ein Teilerfolg ist ein Fehlschlag: Etwas wurde nicht getan.'],
  },
  query_abuse: {
    name: 'Abfragen nach Geheimnissen',
    definition: 'Erfolgreiche Abfragen des Arbeitsbereichs im Zeitraum, deren Text nach Kennwörtern, Token oder Schlüsseln fragt.',
    nullRule: noRows,
    traps: ['Auch Verteidiger suchen so: Es zählt, wer, wann und wie viele Zeilen.'],
  },
  query_newcomers: {
    name: 'Neue Leser des Arbeitsbereichs',
    definition:
      'Konten, die den Arbeitsbereich im Zeitraum abfragten und es vom Beginn des Rückblicks bis zu dessen Beginn nicht getan hatten.',
    nullRule: noRows,
    traps: ['In den ersten Monaten eines Arbeitsbereichs ist jeder neu.'],
  },
  cap_warnings: {
    name: 'Warnungen zur Datenaufnahme',
    definition:
      'Warnungen und Fehler im Zeitraum, in denen der Arbeitsbereich selbst sagt, dass Daten abgelehnt, gekürzt oder angehalten wurden: Rate oder Tagesgrenze war erreicht.',
    nullRule: 'Keine Warnung: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['Nach der Grenze wird nichts mehr aufgenommen, auch keine Sicherheitsdaten: Stille an dem Tag ist keine Ruhe.'],
  },
  ingest_anomaly: {
    name: 'Ungewöhnliche Datentage',
    definition:
      'Paare aus einer Tabelle und einem ganzen UTC-Tag des Zeitraums, deren Menge weit von dem liegt, was Wochentag und vorige Tage erwarten lassen.',
    nullRule: 'Kein ungewöhnlicher Tag: 0. Keine Tabelle oder weniger als vierzehn Tage Vorgeschichte: nicht verfügbar.',
    traps: [
      'Weniger als vierzehn Tage Vorgeschichte geben keine Erwartung: Solche Tabellen bleiben außen vor.',
      'Die Menge wird aus Usage gelesen, nie aus den Tabellen selbst.',
    ],
  },
  inc_notified_closed: {
    name: 'Gemeldet und geschlossen',
    definition: 'Von den Ihnen gemeldeten Vorfällen die, die zum Stichzeitpunkt geschlossen waren, wer auch immer sie schloss.',
    nullRule: 'Kein Vorfall: 0. Keine Tabelle: nicht verfügbar.',
    traps: ['Es ist nicht die Zahl der gelösten Vorfälle, die nach dem Tag der Schließung zählt.'],
  },
  questions_open: {
    name: 'Offene Fragen',
    definition: 'Fragen an die Experten im Verzeichnis des Kunden, die bis zum Ende des Zeitraums gestellt und nicht erledigt wurden.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  questions_answered: {
    name: 'Beantwortete Fragen',
    definition: 'Fragen an die Experten, die im Zeitraum beantwortet wurden, gleich wann sie gestellt wurden.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  credits_used: {
    name: 'Verbrauchtes Guthaben',
    definition:
      'Guthaben, das die Fragen des Kalenderquartals brauchen, in dem der letzte Tag des Zeitraums liegt. Zurückgezogene Fragen und solche, die nicht zum Dienst gehören, brauchen keines.',
    nullRule: 'Kein Verzeichnis oder keine vereinbarte Laufzeit: nicht verfügbar. Außerhalb der Laufzeit: entfällt.',
    traps: [],
  },
  credits_remaining: {
    name: 'Restliches Guthaben',
    definition:
      'Guthaben am letzten Tag des Zeitraums: das übertragene und die zehn des Kalenderquartals, höchstens zwanzig, abzüglich des darin verbrauchten. Es verfällt am Ende des Kalenderjahrs oder der Laufzeit, je nachdem, was früher ist.',
    nullRule: 'Kein Verzeichnis oder keine vereinbarte Laufzeit: nicht verfügbar. Außerhalb der Laufzeit: entfällt.',
    traps: ['Guthaben eines Quartals wird nie für ein anderes verwendet: Was darüber hinaus gefragt wurde, steht für sich.'],
  },
  decisions_needed: {
    name: 'Nötige Entscheidungen',
    definition: 'Entscheidungen im Verzeichnis des Kunden, die bis zum Ende des Zeitraums nötig waren und nicht getroffen wurden.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  decisions_taken: {
    name: 'Getroffene Entscheidungen',
    definition: 'Entscheidungen, die im Zeitraum getroffen wurden und an seinem Ende noch galten.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: [],
  },
  service_outages: {
    name: 'Ausfälle des Dienstes',
    definition: 'Ausfälle und Beeinträchtigungen des Dienstes selbst, die irgendwann im Zeitraum andauerten.',
    nullRule: 'Kein Verzeichnis: nicht verfügbar.',
    traps: ['Einer, der über das Ende eines Zeitraums hinausgeht, zählt in beiden.'],
  },
};
