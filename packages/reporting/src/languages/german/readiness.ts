import type { readiness as english } from '../english/readiness.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('de');

export const readiness = {
  values: {
    verdict: {
      ready: 'Bereit',
      'ready-with-waivers': 'Bereit mit Ausnahmen',
      'not-ready': 'Nicht bereit',
      undetermined: 'Nicht feststellbar',
    },
    urgency: { 'complete-now': 'Jetzt erledigen', 'find-out-now': 'Jetzt klären', later: 'Später' },
    progress: {
      'to-complete': 'Zu erledigen',
      'in-progress': 'In Arbeit',
      'not-known': 'Nicht bekannt',
      accepted: 'Hingenommen',
      completed: 'Erledigt',
      'not-needed': 'Nicht nötig',
    },
    effect: { blocks: 'Verhindert den Beginn', coverage: 'Begrenzt die Abdeckung', advice: 'Ratschlag' },
    area: {
      tenant: 'Mandant',
      licences: 'Lizenzen',
      devices: 'Geräte',
      access: 'Zugang',
      contacts: 'Kontakte',
      workspace: 'Arbeitsbereich',
    },
    state: {
      met: 'Erfüllt',
      'not-met': 'Nicht erfüllt',
      unknown: 'Nicht bekannt',
      'not-applicable': 'Nicht verlangt',
      unlicensed: 'Nicht lizenziert',
    },
    party: { customer: 'Sie', operator: 'Dienst' },
    asset: { devices: 'Geräte', identities: 'Identitäten' },
    product: {
      'defender-for-endpoint': 'Defender for Endpoint',
      'defender-for-office-365': 'Defender for Office 365',
      'defender-for-identity': 'Defender for Identity',
      'defender-for-cloud-apps': 'Defender for Cloud Apps',
      'entra-id': 'Entra ID',
    },
    coverage: { covered: 'Abgedeckt', 'not-covered': 'Nicht abgedeckt', unknown: 'Nicht bekannt', 'not-in-scope': 'Nicht vereinbart' },
    depth: {
      actionable: 'Der Dienst kann handeln',
      'guidance-only': 'Nur Anleitung',
      blind: 'Blind',
      undetermined: 'Nicht bekannt',
    },
    change: {
      'new-failing': 'Neu nicht erfüllt',
      'still-failing': 'Weiter nicht erfüllt',
      fixed: 'Behoben',
      'became-unknown': 'Nicht mehr bekannt',
      'now-known': 'Wieder bekannt',
      waived: 'Seither hingenommen',
      other: 'Geändert',
    },
    standing: {
      'to-complete': 'Zu erledigen',
      'to-complete-overdue': 'Zu erledigen, überfällig',
      'in-progress': 'In Arbeit',
      'in-progress-overdue': 'In Arbeit, überfällig',
      'not-known': 'Nicht bekannt',
      'not-known-overdue': 'Nicht bekannt, überfällig',
      accepted: 'Hingenommen',
      completed: 'Erledigt',
      'not-needed': 'Nicht nötig',
      contradicted: 'Als erledigt gemeldet, von den Prüfungen nicht gezeigt',
    },
    difference: { beyond: 'Mehr als vereinbart', missing: 'Fehlt', otherwise: 'Anders als vereinbart' },
    unread: {
      permission: 'Berechtigung fehlt',
      throttled: 'Gedrosselt',
      'api-off': 'Schnittstelle oder Produkt aus',
      error: 'Anfrage fehlgeschlagen',
      'not-in-file': 'Nicht in der Datei',
    },
    waiver: { accepted: 'Gilt', expired: 'Abgelaufen', exceeded: 'Mehr betroffen, als sie deckt' },
    fact: {
      openIdConfiguration: 'Cloud des Mandanten',
      subscribedSkus: 'Lizenzen',
      users: 'Benutzer und ihre Pläne',
      devices: 'Geräte',
      antivirus: 'Betriebsarten des Virenschutzes',
      groups: 'Gruppen',
      conditionalAccessPolicies: 'Richtlinien für bedingten Zugriff',
      delegations: 'Delegierungen in Azure',
      crossTenantAccess: 'Einstellungen für mandantenübergreifenden Zugriff',
      delegatedAdminRelationships: 'Dienstanbieterbeziehungen',
      serviceSignIns: 'Anmeldungen der Mitarbeiter des Dienstes',
      grantedPermissions: 'Eigene Berechtigungen der Anwendung',
      secureScore: 'Secure Score',
      workspace: 'Arbeitsbereich',
      dataConnectors: 'Datenkonnektoren',
      sentinelSettings: 'Einstellungen von Sentinel',
      diagnosticSettings: 'Diagnoseeinstellungen',
    },
  },

  summary: {
    ready: 'Bereit: Nichts hindert den Dienst am Beginn',
    withWaivers: (count, text) => `Bereit mit Ausnahmen: ${text} ${plural(count, 'Prüfung ist', 'Prüfungen sind')} vorläufig hingenommen`,
    notReady: (count, text, unknown, unknownText) =>
      `Nicht bereit: ${text} ${plural(count, 'Prüfung verhindert', 'Prüfungen verhindern')} den Beginn${unknown === 0 ? '' : `, ${unknownText} weitere ${plural(unknown, 'ist', 'sind')} nicht bekannt`}`,
    undetermined: (count, text) =>
      `Nicht feststellbar: ${text} ${plural(count, 'Prüfung, die den Beginn verhindern würde, ist', 'Prüfungen, die den Beginn verhindern würden, sind')} nicht bekannt`,
  },
  actionsHeading: (open, openText, blocking, blockingText) =>
    open === 0
      ? 'Es ist nichts zu tun'
      : `${openText} ${plural(open, 'Maßnahme ist', 'Maßnahmen sind')} offen; ${blocking === 0 ? 'keine steht' : `${blockingText} davon ${plural(blocking, 'steht', 'stehen')}`} zwischen Ihnen und dem Beginn`,
  stepsHeading: (done, all, unknown, unknownText) =>
    `${done} von ${all} Schritten der Einrichtung sind getan${unknown === 0 ? '' : `; über ${unknownText} hat niemand etwas gesagt`}`,
  assetsHeading: {
    against: (devices, target) => `${devices} Geräte sind geschützt; das Ziel ist ${target}`,
    noTarget: (devices) => `${devices} Geräte sind geschützt; das Ziel ist nicht bekannt`,
    notKnown: 'Wie viele Geräte geschützt sind, ist nicht bekannt',
    none: 'Kein vereinbartes Produkt schützt Geräte',
  },
  coverageHeading: (covered, all, unknown, unknownText) =>
    `${covered} von ${all} vereinbarten Produkten sind abgedeckt${unknown === 0 ? '' : `; von ${unknownText} ist es nicht bekannt`}`,
  checksHeading: (met, all, unknown, unknownText) =>
    `${met} von ${all} Prüfungen sind erfüllt${unknown === 0 ? '' : `, ${unknownText} ${plural(unknown, 'ist', 'sind')} nicht bekannt`}`,
  waiversHeading: {
    none: 'Keine Ausnahme ist vereinbart',
    hold: (count, text) => `${text} ${plural(count, 'Ausnahme gilt', 'Ausnahmen gelten')}; die Prüfungen bleiben, wie sie sind`,
    fail: (failed, failedText, all) => `${failedText} von ${all} Ausnahmen ${plural(failed, 'gilt', 'gelten')} nicht mehr`,
  },
  driftHeading: {
    some: (count, text) => `Der Zugang weicht in ${text} ${plural(count, 'Punkt', 'Punkten')} vom Vereinbarten ab`,
    none: 'Der Zugang ist wie vereinbart',
    notRuledOut: (count, text) =>
      `Keine Abweichung ist bekannt, aber ${text} ${plural(count, 'Prüfung', 'Prüfungen')} des Zugangs ${plural(count, 'war', 'waren')} nicht möglich`,
  },
  changesHeading: {
    first: 'Dies ist das erste Ergebnis',
    none: (since) => `Seit dem ${since} wurde nichts schlechter oder besser`,
    some: (worse, worseText, better, betterText, since) =>
      `${worse === 0 ? 'Keine Prüfung' : `${worseText} ${plural(worse, 'Prüfung', 'Prüfungen')}`} schlechter und ${better === 0 ? 'keine' : betterText} besser als am ${since}`,
  },
  trendMoved: (before, now, since, runs) =>
    `Über die letzten ${runs} Ergebnisse ging die Zahl der nicht erfüllten Prüfungen von ${before} (${since}) auf ${now}.`,
  scoreHeading: {
    value: (points, most, day) => `Secure Score: ${points} von ${most} Punkten am ${day}`,
    none: 'Der Secure Score wurde nicht gelesen',
  },
  unreadHeading: (count, text) =>
    count === 0 ? 'Jede Angabe wurde gelesen' : `${text} ${plural(count, 'Angabe konnte', 'Angaben konnten')} nicht gelesen werden`,

  blocks: (title, found) => `„${title}“ ist nicht erfüllt und verhindert den Beginn: ${found}.`,
  wouldBlock: (title, found) => `„${title}“ ist nicht bekannt und würde den Beginn verhindern: ${found}.`,
  everyBlockerMet: 'Jede Prüfung, die den Beginn verhindert, ist erfüllt.',
  everyBlockerSettled: 'Jede Prüfung, die den Beginn verhindert, ist erfüllt oder hingenommen.',
  acceptedUntil: (title, day, owner) => `„${title}“ ist nicht erfüllt und bis ${day} von ${owner} hingenommen.`,
  notCovered: (names) => `Nicht abgedeckt: ${names}.`,
  coverageNotKnown: (names) => `Ob diese abgedeckt sind, ist nicht bekannt: ${names}.`,
  depth: (act, guidance, blind, unknown) =>
    `Von den eingebundenen Geräten im Umfang kann der Dienst auf ${act} handeln, bei ${guidance} nur anleiten, sieht auf ${blind} nichts und weiß von ${unknown} nichts Neues.`,
  contradicted: (titles) => `Als erledigt gemeldet, von den Prüfungen aber nicht gezeigt: ${titles}.`,
  overdue: (count, text) => `${text} ${plural(count, 'Maßnahme oder Schritt ist', 'Maßnahmen oder Schritte sind')} überfällig.`,
  waiverFailed: (title, why) => `Eine Ausnahme gilt nicht mehr (${why}): ${title}.`,
  basis: (rules, facts) =>
    `Beurteilt nach den Regeln „${rules}“ auf Grund der Angaben vom ${facts}. Was nicht gelesen werden konnte, zählt weder als erfüllt noch als nicht erfüllt.`,
  sample: 'Die Angaben sind ein Muster und zu ihrem eigenen Tag beurteilt.',
  otherRules: 'Das frühere Ergebnis beruht auf anderen Regeln; Änderungen können daher kommen.',
  driftNotJudged: (titles) => `Konnte nicht beurteilt werden, sodass dort keine Abweichung ausgeschlossen ist: ${titles}.`,
  scoreIsFact:
    'Der Wert steht hier, wie Microsoft ihn zählt. Er ist eine Angabe und keine Prüfung: Keine Quelle nennt einen Wert, den ein Kunde erreichen muss.',
  pointsMoved: (change, since) => `Das sind ${change} Punkte gegenüber dem ${since}.`,
  nobody: 'niemand benannt',
  noDay: 'kein Tag vereinbart',
  overdueDay: (day) => `${day}, überfällig`,
  found: (effect, title, found) => `${effect}. „${title}“: ${found}.`,
  moreActions: (count, text) => `${text} weitere ${plural(count, 'Maßnahme steht', 'Maßnahmen stehen')} unter „Nötige Maßnahmen“.`,
  unreadFacts: (names) => `Nicht gelesen werden konnten: ${names}.`,
  everyFact: (facts) => `Jede Angabe, die die Prüfungen brauchen, wurde gelesen (${facts})`,
} satisfies Wording<typeof english>;
