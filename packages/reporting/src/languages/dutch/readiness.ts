import type { readiness as english } from '../english/readiness.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('nl');

export const readiness = {
  values: {
    verdict: {
      ready: 'Gereed',
      'ready-with-waivers': 'Gereed met uitzonderingen',
      'not-ready': 'Niet gereed',
      undetermined: 'Niet vast te stellen',
    },
    urgency: { 'complete-now': 'Nu doen', 'find-out-now': 'Nu uitzoeken', later: 'Later' },
    progress: {
      'to-complete': 'Te doen',
      'in-progress': 'Bezig',
      'not-known': 'Niet bekend',
      accepted: 'Aanvaard',
      completed: 'Voltooid',
      'not-needed': 'Niet nodig',
    },
    effect: { blocks: 'Houdt de start tegen', coverage: 'Beperkt de dekking', advice: 'Advies' },
    area: {
      tenant: 'Tenant',
      licences: 'Licenties',
      devices: 'Apparaten',
      access: 'Toegang',
      contacts: 'Contacten',
      workspace: 'Werkruimte',
    },
    state: {
      met: 'Voldaan',
      'not-met': 'Niet voldaan',
      unknown: 'Niet bekend',
      'not-applicable': 'Niet gevraagd',
      unlicensed: 'Niet gelicentieerd',
    },
    party: { customer: 'U', operator: 'Dienst' },
    asset: { devices: 'Apparaten', identities: 'Identiteiten' },
    product: {
      'defender-for-endpoint': 'Defender for Endpoint',
      'defender-for-office-365': 'Defender for Office 365',
      'defender-for-identity': 'Defender for Identity',
      'defender-for-cloud-apps': 'Defender for Cloud Apps',
      'entra-id': 'Entra ID',
    },
    coverage: { covered: 'Gedekt', 'not-covered': 'Niet gedekt', unknown: 'Niet bekend', 'not-in-scope': 'Niet afgesproken' },
    depth: {
      actionable: 'De dienst kan handelen',
      'guidance-only': 'Alleen advies',
      blind: 'Blind',
      undetermined: 'Niet bekend',
    },
    change: {
      'new-failing': 'Nieuw niet voldaan',
      'still-failing': 'Nog steeds niet voldaan',
      fixed: 'Hersteld',
      'became-unknown': 'Niet meer bekend',
      'now-known': 'Weer bekend',
      waived: 'Sindsdien aanvaard',
      other: 'Gewijzigd',
    },
    standing: {
      'to-complete': 'Te doen',
      'to-complete-overdue': 'Te doen, te laat',
      'in-progress': 'Bezig',
      'in-progress-overdue': 'Bezig, te laat',
      'not-known': 'Niet bekend',
      'not-known-overdue': 'Niet bekend, te laat',
      accepted: 'Aanvaard',
      completed: 'Voltooid',
      'not-needed': 'Niet nodig',
      contradicted: 'Gemeld als gedaan, niet getoond door de controles',
    },
    difference: { beyond: 'Meer dan afgesproken', missing: 'Ontbreekt', otherwise: 'Anders dan afgesproken' },
    unread: {
      permission: 'Machtiging ontbreekt',
      throttled: 'Begrensd',
      'api-off': 'Interface of product uit',
      error: 'Verzoek mislukt',
      'not-in-file': 'Niet in het bestand',
    },
    waiver: { accepted: 'Geldt', expired: 'Verlopen', exceeded: 'Meer dan zij dekt' },
    fact: {
      openIdConfiguration: 'Cloud van de tenant',
      subscribedSkus: 'Licenties',
      users: 'Gebruikers en hun plannen',
      devices: 'Apparaten',
      antivirus: 'Standen van de antivirus',
      groups: 'Groepen',
      conditionalAccessPolicies: 'Beleid voor voorwaardelijke toegang',
      delegations: 'Delegaties in Azure',
      crossTenantAccess: 'Instellingen voor toegang tussen tenants',
      delegatedAdminRelationships: 'Relaties met dienstverleners',
      serviceSignIns: 'Aanmeldingen van de mensen van de dienst',
      grantedPermissions: 'Eigen machtigingen van de toepassing',
      secureScore: 'Secure Score',
      workspace: 'Werkruimte',
      dataConnectors: 'Gegevensconnectors',
      sentinelSettings: 'Instellingen van Sentinel',
      diagnosticSettings: 'Diagnostische instellingen',
    },
  },

  summary: {
    ready: 'Gereed: niets houdt de start van de dienst tegen',
    withWaivers: (count, text) => `Gereed met uitzonderingen: ${text} ${plural(count, 'controle is', 'controles zijn')} voorlopig aanvaard`,
    notReady: (count, text, unknown, unknownText) =>
      `Niet gereed: ${text} ${plural(count, 'controle houdt', 'controles houden')} de start tegen${unknown === 0 ? '' : `, en ${unknownText} meer ${plural(unknown, 'is', 'zijn')} niet bekend`}`,
    undetermined: (count, text) =>
      `Niet vast te stellen: ${text} ${plural(count, 'controle die de start zou tegenhouden is', 'controles die de start zouden tegenhouden zijn')} niet bekend`,
  },
  actionsHeading: (open, openText, blocking, blockingText) =>
    open === 0
      ? 'Er is niets te doen'
      : `${openText} ${plural(open, 'actie staat', 'acties staan')} open; ${blocking === 0 ? 'geen staat' : `${blockingText} ${plural(blocking, 'staat', 'staan')}`} tussen u en de start`,
  stepsHeading: (done, all, unknown, unknownText) =>
    `${done} van ${all} stappen van de inrichting zijn gedaan${unknown === 0 ? '' : `, en over ${unknownText} heeft niemand iets gezegd`}`,
  assetsHeading: {
    against: (devices, target) => `${devices} apparaten zijn beschermd; het doel is ${target}`,
    noTarget: (devices) => `${devices} apparaten zijn beschermd; het doel is niet bekend`,
    notKnown: 'Hoeveel apparaten beschermd zijn, is niet bekend',
    none: 'Geen afgesproken product beschermt apparaten',
  },
  coverageHeading: (covered, all, unknown, unknownText) =>
    `${covered} van ${all} afgesproken producten zijn gedekt${unknown === 0 ? '' : `, en ${unknownText} ${plural(unknown, 'is', 'zijn')} niet bekend`}`,
  checksHeading: (met, all, unknown, unknownText) =>
    `Aan ${met} van ${all} controles is voldaan${unknown === 0 ? '' : `, en ${unknownText} ${plural(unknown, 'is', 'zijn')} niet bekend`}`,
  waiversHeading: {
    none: 'Er zijn geen uitzonderingen',
    hold: (count, text) => `${text} ${plural(count, 'uitzondering geldt', 'uitzonderingen gelden')}; de controles blijven zoals ze zijn`,
    fail: (failed, failedText, all) => `${failedText} van ${all} uitzonderingen ${plural(failed, 'geldt', 'gelden')} niet meer`,
  },
  driftHeading: {
    some: (count, text) => `De toegang wijkt op ${text} ${plural(count, 'punt', 'punten')} af van wat is afgesproken`,
    none: 'De toegang is zoals afgesproken',
    notRuledOut: (count, text) =>
      `Er is geen verschil bekend, maar ${text} ${plural(count, 'controle', 'controles')} van de toegang ${plural(count, 'kon', 'konden')} niet worden beoordeeld`,
  },
  changesHeading: {
    first: 'Dit is het eerste resultaat',
    none: (since) => `Sinds ${since} werd niets slechter of beter`,
    some: (worse, worseText, better, betterText, since) =>
      `${worse === 0 ? 'Geen controle werd slechter' : `${worseText} ${plural(worse, 'controle werd', 'controles werden')} slechter`} en ${better === 0 ? 'geen' : betterText} beter sinds ${since}`,
  },
  trendMoved: (before, now, since, runs) =>
    `Over de laatste ${runs} resultaten ging het aantal controles waaraan niet is voldaan van ${before} (${since}) naar ${now}.`,
  scoreHeading: {
    value: (points, most, day) => `Secure Score: ${points} van ${most} punten op ${day}`,
    none: 'De Secure Score is niet gelezen',
  },
  unreadHeading: (count, text) =>
    count === 0 ? 'Elk gegeven is gelezen' : `${text} ${plural(count, 'gegeven kon', 'gegevens konden')} niet worden gelezen`,

  blocks: (title, found) => `Aan ‘${title}’ is niet voldaan, en dat houdt de start tegen: ${found}.`,
  wouldBlock: (title, found) => `‘${title}’ is niet bekend en zou de start tegenhouden: ${found}.`,
  everyBlockerMet: 'Aan elke controle die de start tegenhoudt, is voldaan.',
  everyBlockerSettled: 'Elke controle die de start tegenhoudt, is voldaan of aanvaard.',
  acceptedUntil: (title, day, owner) => `Aan ‘${title}’ is niet voldaan; dat is tot ${day} aanvaard door ${owner}.`,
  notCovered: (names) => `Niet gedekt: ${names}.`,
  coverageNotKnown: (names) => `Of deze gedekt zijn, is niet bekend: ${names}.`,
  depth: (act, guidance, blind, unknown) =>
    `Van de opgenomen apparaten binnen de afspraak kan de dienst op ${act} handelen, op ${guidance} alleen adviseren, ziet op ${blind} niets en weet van ${unknown} niets recents.`,
  contradicted: (titles) => `Gemeld als gedaan, maar niet getoond door de controles: ${titles}.`,
  overdue: (count, text) => `${text} ${plural(count, 'actie of stap is', 'acties of stappen zijn')} te laat.`,
  waiverFailed: (title, why) => `Een uitzondering geldt niet meer (${why}): ${title}.`,
  basis: (rules, facts) =>
    `Beoordeeld volgens de regels ‘${rules}’ op gegevens van ${facts}. Wat niet kon worden gelezen, telt niet als voldaan en niet als niet voldaan.`,
  sample: 'De gegevens zijn een voorbeeld, beoordeeld op hun eigen dag.',
  otherRules: 'Het eerdere resultaat gebruikte andere regels; wijzigingen kunnen daarvan komen.',
  driftNotJudged: (titles) => `Kon niet worden beoordeeld, zodat daar geen verschil is uitgesloten: ${titles}.`,
  scoreIsFact:
    'De score staat er zoals Microsoft hem telt. Het is een gegeven en geen controle: geen bron noemt een score die een klant moet halen.',
  pointsMoved: (change, since) => `Dat is ${change} punten tegenover ${since}.`,
  nobody: 'niemand genoemd',
  noDay: 'geen dag afgesproken',
  overdueDay: (day) => `${day}, te laat`,
  found: (effect, title, found) => `${effect}. ‘${title}’: ${found}.`,
  moreActions: (count, text) => `Nog ${text} ${plural(count, 'actie staat', 'acties staan')} onder ‘Nodige acties’.`,
  unreadFacts: (names) => `Kon niet worden gelezen: ${names}.`,
  everyFact: (facts) => `Elk gegeven dat de controles nodig hebben, is gelezen (${facts})`,
} satisfies Wording<typeof english>;
