import type { readiness as english } from '../english/readiness.ts';
import type { Wording } from '../messages.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('fr');

export const readiness = {
  values: {
    verdict: {
      ready: 'Prêt',
      'ready-with-waivers': 'Prêt avec dérogations',
      'not-ready': 'Pas prêt',
      undetermined: 'Indéterminable',
    },
    urgency: { 'complete-now': 'À faire maintenant', 'find-out-now': 'À vérifier maintenant', later: 'Plus tard' },
    progress: {
      'to-complete': 'À faire',
      'in-progress': 'En cours',
      'not-known': 'Inconnu',
      accepted: 'Accepté',
      completed: 'Terminé',
      'not-needed': 'Pas nécessaire',
    },
    effect: { blocks: 'Bloque le démarrage', coverage: 'Limite la couverture', advice: 'Conseil' },
    area: {
      tenant: 'Locataire',
      licences: 'Licences',
      devices: 'Appareils',
      access: 'Accès',
      contacts: 'Contacts',
      workspace: 'Espace de travail',
    },
    state: {
      met: 'Satisfait',
      'not-met': 'Non satisfait',
      unknown: 'Inconnu',
      'not-applicable': 'Non demandé',
      unlicensed: 'Sans licence',
    },
    party: { customer: 'Vous', operator: 'Service' },
    asset: { devices: 'Appareils', identities: 'Identités' },
    product: {
      'defender-for-endpoint': 'Defender for Endpoint',
      'defender-for-office-365': 'Defender for Office 365',
      'defender-for-identity': 'Defender for Identity',
      'defender-for-cloud-apps': 'Defender for Cloud Apps',
      'entra-id': 'Entra ID',
    },
    coverage: { covered: 'Couvert', 'not-covered': 'Non couvert', unknown: 'Inconnu', 'not-in-scope': 'Hors périmètre' },
    depth: {
      actionable: 'Le service peut agir',
      'guidance-only': 'Conseils seulement',
      blind: 'Aveugle',
      undetermined: 'Inconnu',
    },
    change: {
      'new-failing': 'Nouvel échec',
      'still-failing': 'Toujours en échec',
      fixed: 'Corrigé',
      'became-unknown': 'N’est plus connu',
      'now-known': 'De nouveau connu',
      waived: 'Accepté depuis',
      other: 'Modifié',
    },
    standing: {
      'to-complete': 'À faire',
      'to-complete-overdue': 'À faire, en retard',
      'in-progress': 'En cours',
      'in-progress-overdue': 'En cours, en retard',
      'not-known': 'Inconnu',
      'not-known-overdue': 'Inconnu, en retard',
      accepted: 'Accepté',
      completed: 'Terminé',
      'not-needed': 'Pas nécessaire',
      contradicted: 'Déclaré fait, non montré par les contrôles',
    },
    difference: { beyond: 'Au-delà de l’accord', missing: 'Manquant', otherwise: 'Autrement que convenu' },
    unread: {
      permission: 'Autorisation manquante',
      throttled: 'Limité',
      'api-off': 'Interface ou produit désactivé',
      error: 'Échec de la demande',
      'not-in-file': 'Absent du fichier',
    },
    waiver: { accepted: 'En vigueur', expired: 'Expirée', exceeded: 'Plus d’éléments qu’elle n’en couvre' },
    fact: {
      openIdConfiguration: 'Cloud du locataire',
      subscribedSkus: 'Licences',
      users: 'Utilisateurs et leurs plans',
      devices: 'Appareils',
      antivirus: 'Modes de l’antivirus',
      groups: 'Groupes',
      conditionalAccessPolicies: 'Stratégies d’accès conditionnel',
      delegations: 'Délégations dans Azure',
      crossTenantAccess: 'Paramètres d’accès entre locataires',
      delegatedAdminRelationships: 'Relations de fournisseur de services',
      serviceSignIns: 'Connexions des personnes du service',
      grantedPermissions: 'Autorisations propres de l’application',
      secureScore: 'Secure Score',
      workspace: 'Espace de travail',
      dataConnectors: 'Connecteurs de données',
      sentinelSettings: 'Paramètres de Sentinel',
      diagnosticSettings: 'Paramètres de diagnostic',
    },
  },

  summary: {
    ready: 'Prêt : rien n’empêche le service de démarrer',
    withWaivers: (count, text) =>
      `Prêt avec dérogations : ${text} ${plural(count, 'contrôle est accepté', 'contrôles sont acceptés')} pour un temps`,
    notReady: (count, text, unknown, unknownText) =>
      `Pas prêt : ${text} ${plural(count, 'contrôle bloque', 'contrôles bloquent')} le démarrage${unknown === 0 ? '' : `, et ${unknownText} de plus ${plural(unknown, 'est inconnu', 'sont inconnus')}`}`,
    undetermined: (count, text) =>
      `Indéterminable : ${text} ${plural(count, 'contrôle qui bloquerait le démarrage est inconnu', 'contrôles qui bloqueraient le démarrage sont inconnus')}`,
  },
  actionsHeading: (open, openText, blocking, blockingText) =>
    open === 0
      ? 'Il n’y a rien à faire'
      : `${openText} ${plural(open, 'action est ouverte', 'actions sont ouvertes')} ; ${blocking === 0 ? 'aucune ne vous sépare' : `${blockingText} ${plural(blocking, 'vous sépare', 'vous séparent')}`} du démarrage`,
  stepsHeading: (done, all, unknown, unknownText) =>
    `${done} étapes de la mise en service sur ${all} sont faites${unknown === 0 ? '' : `, et de ${unknownText} personne n’a rien dit`}`,
  assetsHeading: {
    against: (devices, target) => `${devices} appareils sont protégés ; la cible est ${target}`,
    noTarget: (devices) => `${devices} appareils sont protégés ; la cible est inconnue`,
    notKnown: 'Le nombre d’appareils protégés est inconnu',
    none: 'Aucun produit du périmètre ne protège d’appareils',
  },
  coverageHeading: (covered, all, unknown, unknownText) =>
    `${covered} produits du périmètre sur ${all} sont couverts${unknown === 0 ? '' : `, et ${unknownText} ${plural(unknown, 'est inconnu', 'sont inconnus')}`}`,
  checksHeading: (met, all, unknown, unknownText) =>
    `${met} contrôles sur ${all} sont satisfaits${unknown === 0 ? '' : `, et ${unknownText} ${plural(unknown, 'est inconnu', 'sont inconnus')}`}`,
  waiversHeading: {
    none: 'Aucune dérogation',
    hold: (count, text) =>
      `${text} ${plural(count, 'dérogation est en vigueur', 'dérogations sont en vigueur')} ; les contrôles restent ce qu’ils sont`,
    fail: (failed, failedText, all) => `${failedText} des ${all} dérogations ${plural(failed, 'n’est plus', 'ne sont plus')} en vigueur`,
  },
  driftHeading: {
    some: (count, text) => `L’accès diffère de l’accord sur ${text} ${plural(count, 'point', 'points')}`,
    none: 'L’accès est tel que convenu',
    notRuledOut: (count, text) =>
      `Aucune différence n’est connue, mais ${text} ${plural(count, 'contrôle', 'contrôles')} de l’accès n’${plural(count, 'a', 'ont')} pu être ${plural(count, 'jugé', 'jugés')}`,
  },
  changesHeading: {
    first: 'Ceci est le premier résultat',
    none: (since) => `Rien n’a empiré ni ne s’est amélioré depuis le ${since}`,
    some: (worse, worseText, better, betterText, since) =>
      `${worse === 0 ? 'Aucun contrôle n’a empiré' : `${worseText} ${plural(worse, 'contrôle a empiré', 'contrôles ont empiré')}`} et ${better === 0 ? 'aucun ne s’est amélioré' : `${betterText} ${plural(better, 's’est amélioré', 'se sont améliorés')}`} depuis le ${since}`,
  },
  trendMoved: (before, now, since, runs) =>
    `Sur les ${runs} derniers résultats, les contrôles en échec sont passés de ${before} (${since}) à ${now}.`,
  scoreHeading: {
    value: (points, most, day) => `Secure Score : ${points} points sur ${most} au ${day}`,
    none: 'Le Secure Score n’a pas été lu',
  },
  unreadHeading: (count, text) =>
    count === 0 ? 'Chaque donnée a été lue' : `${text} ${plural(count, 'donnée n’a pu être lue', 'données n’ont pu être lues')}`,

  blocks: (title, found) => `« ${title} » n’est pas satisfait et bloque le démarrage : ${found}.`,
  wouldBlock: (title, found) => `« ${title} » est inconnu et bloquerait le démarrage : ${found}.`,
  everyBlockerMet: 'Chaque contrôle qui bloque le démarrage est satisfait.',
  everyBlockerSettled: 'Chaque contrôle qui bloque le démarrage est satisfait ou accepté.',
  acceptedUntil: (title, day, owner) => `« ${title} » n’est pas satisfait, et accepté jusqu’au ${day} par ${owner}.`,
  notCovered: (names) => `Non couverts : ${names}.`,
  coverageNotKnown: (names) => `On ignore si ceux-ci sont couverts : ${names}.`,
  depth: (act, guidance, blind, unknown) =>
    `Parmi les appareils intégrés du périmètre, le service peut agir sur ${act}, seulement conseiller sur ${guidance}, ne voit rien sur ${blind} et ne sait rien de récent de ${unknown}.`,
  contradicted: (titles) => `Déclaré fait, mais non montré par les contrôles : ${titles}.`,
  overdue: (count, text) => `${text} ${plural(count, 'action ou étape est', 'actions ou étapes sont')} en retard.`,
  waiverFailed: (title, why) => `Une dérogation n’est plus en vigueur (${why}) : ${title}.`,
  basis: (rules, facts) =>
    `Jugé selon les règles « ${rules} » d’après les données du ${facts}. Ce qui n’a pu être lu ne compte ni comme satisfait ni comme non satisfait.`,
  sample: 'Les données sont un exemple, jugé à sa propre date.',
  otherRules: 'Le résultat précédent suivait d’autres règles ; des changements peuvent en venir.',
  driftNotJudged: (titles) => `N’a pu être jugé, si bien qu’aucune différence n’y est exclue : ${titles}.`,
  scoreIsFact:
    'Le score est donné tel que Microsoft le compte. C’est une donnée et non un contrôle : aucune source ne nomme un score qu’un client doit atteindre.',
  pointsMoved: (change, since) => `Cela fait ${change} points par rapport au ${since}.`,
  nobody: 'personne n’est nommé',
  noDay: 'aucun jour convenu',
  overdueDay: (day) => `${day}, en retard`,
  found: (effect, title, found) => `${effect}. « ${title} » : ${found}.`,
  moreActions: (count, text) => `${text} ${plural(count, 'autre action figure', 'autres actions figurent')} sous « Actions nécessaires ».`,
  unreadFacts: (names) => `N’ont pu être lus : ${names}.`,
  everyFact: (facts) => `Chaque donnée dont les contrôles ont besoin a été lue (${facts})`,
} satisfies Wording<typeof english>;
