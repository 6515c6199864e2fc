import type { MetricText, MetricTexts } from '../metric-text.ts';

const leftOut = 'Les incidents fusionnés dans un autre et la notification d’essai sont exclus.';
const noIncident = 'Aucun incident : 0. Pas de table : non disponible.';
const noTask = 'Aucune tâche : 0. Pas de table : non disponible.';
const noRows = 'Pas de table, ou aucune ligne dans la période : non disponible.';
const noChecks = 'Sans le résultat des contrôles : non disponible.';
const dedupe = 'SecurityIncident a une ligne par changement : la plus récente à l’instantané est prise avant tout filtre.';
const statistics = 'Donné en médiane, moyenne, 90e centile et nombre d’incidents ; le chiffre principal est la médiane.';
const splitStatistics =
  'Donné en moyenne, médiane, 90e centile et nombre d’incidents ; le chiffre principal est la moyenne, pour que les deux parts totalisent le délai moyen de résolution.';

const classShare = (name: string, words: string): MetricText => ({
  name,
  definition: `Part des incidents fermés dans la période qui ont été classés ${words}. ${leftOut}`,
  nullRule: 'Rien de fermé : sans objet.',
  traps: ['Indéterminé est à part ; un incident rouvert a le classement de sa dernière fermeture.'],
});

/** Metrics in French. */
export const metrics: MetricTexts = {
  inc_created: {
    name: 'Incidents créés',
    definition: `Incidents créés dans la période, de toute gravité et de toute source. ${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'Les numéros d’incident se répètent d’un espace de travail à l’autre : IncidentName les distingue.'],
  },
  inc_investigated: {
    name: 'Incidents examinés',
    definition: `Incidents créés dans la période et pris en charge par le service : ils portent l’étiquette « Defender Experts ». ${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'Un incident fusionné compterait deux fois.'],
  },
  inc_resolved: {
    name: 'Incidents résolus',
    definition: `Incidents pris en charge par le service dont la dernière fermeture est dans la période, quelle que soit leur création. ${leftOut}`,
    nullRule: noIncident,
    traps: ['Un incident rouvert compte une fois, à sa dernière fermeture.'],
  },
  inc_resolved_direct: {
    name: 'Résolus directement',
    definition: 'Incidents résolus dans lesquels le client n’a terminé aucune tâche : le service les a fermés sans aide.',
    nullRule: noIncident,
    traps: ['Les tâches ignorées ou échouées ne sont pas une aide.'],
  },
  inc_resolved_help: {
    name: 'Résolus avec votre aide',
    definition: 'Incidents résolus dans lesquels le client a terminé au moins une tâche.',
    nullRule: noIncident,
    traps: [],
  },
  inc_pct_resolved: {
    name: 'Part résolue',
    definition:
      'Incidents résolus dans la période divisés par les incidents examinés dans la période. Les deux ensembles diffèrent ; la part peut donc dépasser 100 %.',
    nullRule: 'Rien d’examiné : sans objet.',
    traps: ['Ce n’est pas le taux de fermeture des incidents créés dans la période.'],
  },
  inc_backlog: {
    name: 'Ouverts à la fin',
    definition:
      'Incidents créés avant la fin de la période et non fermés à sa fin, parmi ceux qui ont changé depuis le début de la rétrospective.',
    nullRule: noIncident,
    traps: ['Un incident auquel personne n’a touché depuis le début de la rétrospective n’est pas vu.'],
  },
  inc_reopened: {
    name: 'Réouvertures',
    definition: 'Nombre de fois où un incident est redevenu nouveau ou actif après une fermeture, compté dans la période où c’est arrivé.',
    nullRule: noIncident,
    traps: ['L’heure de fermeture que montre un incident est la dernière.'],
  },
  action_required: {
    name: 'Incidents demandant votre action',
    definition:
      'Incidents dans lesquels au moins une tâche a été confiée au client dans la période, quoi qu’elle soit devenue et quelle que soit la création de l’incident.',
    nullRule: noIncident,
    traps: [],
  },
  inc_waiting: {
    name: 'En attente de vous',
    definition: 'Incidents ouverts à la fin de la période qui portent l’étiquette « Awaiting Customer Action ».',
    nullRule: noIncident,
    traps: [],
  },
  actions_completed: {
    name: 'Actions que vous avez terminées',
    definition: 'Tâches confiées au client dans la période et terminées par lui, d’après l’instantané.',
    nullRule: noTask,
    traps: [],
  },
  actions_pending: {
    name: 'Actions à faire',
    definition: 'Tâches confiées au client dans la période, ouvertes ou en cours, d’après l’instantané.',
    nullRule: noTask,
    traps: [],
  },
  actions_skipped: {
    name: 'Actions ignorées',
    definition: 'Tâches confiées au client dans la période et ignorées par lui, d’après l’instantané.',
    nullRule: noTask,
    traps: [],
  },
  actions_failed: {
    name: 'Actions échouées',
    definition: 'Tâches confiées au client dans la période et échouées, d’après l’instantané.',
    nullRule: noTask,
    traps: [],
  },
  actions_waiting: {
    name: 'Actions qui vous attendent',
    definition:
      'Tâches de tout âge, ouvertes ou en cours à l’instantané, dans des incidents ouverts à la fin de la période et non fermés depuis.',
    nullRule: noTask,
    traps: ['Les tâches laissées ouvertes dans un incident fermé ne sont plus attendues.'],
  },
  task_completion: {
    name: 'Délai pour terminer une action',
    definition:
      'De la remise d’une tâche au client à son achèvement, pour les tâches terminées dans la période. Donné en médiane, moyenne, 90e centile et nombre de tâches ; le chiffre principal est la médiane.',
    nullRule: 'Aucune tâche terminée : sans objet.',
    traps: ['L’heure d’achèvement est celle du dernier changement de la tâche.'],
  },
  mttd: {
    name: 'Délai de détection',
    definition: `De la première activité à la création de l’incident, pour les incidents créés dans la période. ${statistics}`,
    nullRule: 'Les incidents sans première activité sont exclus ; s’il n’en reste aucun : sans objet.',
    traps: ['Les délais négatifs sont conservés et leur nombre est montré ; ils ne sont jamais ramenés à 0.'],
  },
  tta_first_touch: {
    name: 'Délai du premier changement',
    definition: `De la création au premier changement, quel qu’il soit, automatismes compris, pour les incidents créés dans la période. Il ne mesure pas les personnes. ${statistics}`,
    nullRule: 'Les incidents jamais changés sont exclus ; s’il n’en reste aucun : sans objet.',
    traps: ['Les automatismes l’embellissent : à lire à côté du délai de la première action humaine.'],
  },
  tta_human: {
    name: 'Délai de la première action humaine',
    definition: `De la création au premier changement fait par une personne, pour les incidents créés dans la période et pris en charge par le service. Les changements par « Alert Grouping », « Fusion », « Incident created from alert » et les règles d’automatisation ne sont pas des personnes. ${statistics}`,
    nullRule:
      'Les incidents auxquels personne n’a touché comptent comme non pris en charge, jamais comme 0 ; s’il n’en reste aucun : sans objet.',
    traps: ['Les automatismes fixent l’heure du premier changement : cette colonne n’est donc pas utilisée.'],
  },
  mttr: {
    name: 'Délai de résolution',
    definition: `De la création à la dernière fermeture, pour les incidents pris en charge par le service et fermés dans la période. Ceux que des automatismes ont fermés sont exclus. ${statistics}`,
    nullRule: 'Les incidents ouverts sont exclus ; s’il n’en reste aucun : sans objet.',
    traps: ['Une réouverture déplace la fermeture : les réouvertures sont comptées à côté.'],
  },
  mttr_expert: {
    name: 'Temps des experts',
    definition: `La part du délai de résolution pendant laquelle l’incident n’attendait pas le client. ${splitStatistics}`,
    nullRule: 'Comme le délai de résolution.',
    traps: ['L’attente se lit à l’étiquette « Awaiting Customer Action », que pose ce service.'],
  },
  mttr_customer: {
    name: 'Temps à vous attendre',
    definition: `La part du délai de résolution pendant laquelle l’incident attendait le client ; un incident qui n’a jamais attendu compte pour 0. ${splitStatistics}`,
    nullRule: 'Comme le délai de résolution.',
    traps: ['La plupart des incidents n’attendent jamais : la médiane est souvent 0.'],
  },
  ack_sla: {
    name: 'Pris en charge à temps',
    definition:
      'Part des incidents créés dans la période et pris en charge par le service dont la première action humaine est venue dans les minutes convenues pour leur gravité. Les gravités sans cible sont exclues.',
    nullRule: 'Aucune cible convenue, ou aucun incident avec une cible : sans objet.',
    traps: ['Un incident auquel personne n’a touché n’est plus à temps dès que sa cible est passée.'],
  },
  resolve_sla: {
    name: 'Résolus à temps',
    definition:
      'Part des incidents résolus dans la période qui ont été fermés dans les minutes convenues pour leur gravité. Les gravités sans cible sont exclues.',
    nullRule: 'Aucune cible convenue, ou aucun incident avec une cible : sans objet.',
    traps: ['Le temps pendant lequel l’incident attendait le client en fait partie.'],
  },
  potential_saving: {
    name: 'Gain de temps possible',
    definition:
      'Temps total pendant lequel des incidents résolus attendaient le client : ce qui serait gagné si le service avait le droit d’agir.',
    nullRule: 'Aucun incident n’a attendu : 0. Pas de table : non disponible.',
    traps: ['C’est un maximum : certaines actions restent au client, quoi qui soit permis.'],
  },
  class_true_positive: classShare('Vrais positifs', 'vrai positif'),
  class_benign_positive: classShare('Positifs bénins', 'positif bénin'),
  class_false_positive: classShare('Faux positifs', 'faux positif'),
  class_undetermined: classShare('Indéterminés', 'indéterminé ou pas du tout'),
  alerts_recorded: {
    name: 'Alertes',
    definition:
      'Alertes distinctes dont la première ligne a été enregistrée dans la période. Les lignes qui reflètent un incident sont exclues.',
    nullRule: 'Aucune alerte : 0. Pas de table : non disponible.',
    traps: ['SecurityAlert a plusieurs lignes par alerte.', 'Les incidents corrélés (Fusion) ne paraissent pas dans SecurityAlert.'],
  },
  alert_reduction: {
    name: 'Alertes par incident',
    definition: 'Alertes distinctes enregistrées dans la période divisées par les incidents créés dans la période.',
    nullRule: 'Aucun incident : sans objet.',
    traps: ['Un incident contient au plus 150 alertes.'],
  },
  dens_sent: {
    name: 'Notifications d’expert',
    definition:
      'Notifications des chasseurs : incidents créés dans la période dont le titre commence par « Defender Experts ». La notification d’essai est exclue.',
    nullRule: 'Aucune notification : 0. Pas de table : non disponible.',
    traps: ['La notification d’essai commence de même.'],
  },
  hunts_run: {
    name: 'Chasses',
    definition: 'Chasses du registre du client terminées dans la période, qu’elles aient trouvé quelque chose ou non.',
    nullRule: 'Pas de registre : non disponible.',
    traps: ['Un mois calme a aussi des chasses : aucune terminée donne 0, pas de registre n’est pas disponible.'],
  },
  devices_seen: {
    name: 'Appareils',
    definition:
      'Appareils qui se sont signalés dans la période, d’après leur signalement le plus récent. Ceux qui sont fusionnés dans un autre sont exclus.',
    nullRule: noRows,
    traps: ['DeviceInfo a une ligne par signalement.'],
  },
  devices_onboarded: {
    name: 'Appareils intégrés',
    definition: 'Part des appareils intégrés à Defender for Endpoint.',
    nullRule: noRows,
    traps: [],
  },
  devices_healthy: {
    name: 'Capteurs en bon état',
    definition: 'Part des appareils intégrés dont le capteur est actif.',
    nullRule: noRows,
    traps: [],
  },
  devices_exposed: {
    name: 'Appareils très exposés',
    definition: 'Appareils dont le niveau d’exposition est élevé à leur signalement le plus récent.',
    nullRule: noRows,
    traps: [],
  },
  mail_messages: {
    name: 'Messages',
    definition:
      'Remises de messages enregistrées dans la période, entrants, sortants et internes : un message à un destinataire en fait une.',
    nullRule: noRows,
    traps: ['Plusieurs lignes peuvent parler d’une seule remise.'],
  },
  mail_threats: {
    name: 'Messages avec une menace',
    definition:
      'Remises dans lesquelles de l’hameçonnage ou un programme malveillant a été trouvé, remises ou non. Le courrier indésirable n’est pas compté comme menace.',
    nullRule: noRows,
    traps: [],
  },
  mail_threats_delivered: {
    name: 'Menaces remises',
    definition:
      'Remises dans lesquelles de l’hameçonnage ou un programme malveillant a été trouvé et qui sont d’abord arrivées dans la boîte de réception ou le courrier indésirable.',
    nullRule: noRows,
    traps: ['Les messages retirés après coup en font partie : ils ont d’abord été remis.'],
  },
  url_clicks_through: {
    name: 'Avertissements outrepassés',
    definition: 'Clics sur des liens où l’utilisateur est allé au-delà de l’avertissement.',
    nullRule: noRows,
    traps: [],
  },
  url_clicks_blocked: {
    name: 'Clics bloqués',
    definition: 'Clics sur des liens bloqués au moment du clic.',
    nullRule: noRows,
    traps: [],
  },
  sign_ins: {
    name: 'Connexions',
    definition: 'Connexions interactives d’utilisateurs enregistrées dans la période.',
    nullRule: noRows,
    traps: [],
  },
  sign_ins_failed: {
    name: 'Connexions échouées',
    definition: 'Part des connexions interactives terminées par une erreur, quelle qu’elle soit.',
    nullRule: noRows,
    traps: ['Les connexions interrompues, comme la demande d’un second facteur, ont aussi un code d’erreur.'],
  },
  sign_ins_high_risk: {
    name: 'Connexions à haut risque',
    definition: 'Connexions interactives jugées à haut risque sur le moment.',
    nullRule: noRows,
    traps: [],
  },
  users_at_risk: {
    name: 'Utilisateurs à risque',
    definition: 'Utilisateurs dont l’état le plus récent est à risque ou confirmé compromis.',
    nullRule: noRows,
    traps: ['Nécessite le paramètre de diagnostic d’Entra ID et son plan P2.'],
  },
  ingestion_total: {
    name: 'Données reçues',
    definition: 'Volume que Log Analytics a enregistré dans la période, en gigaoctets de 1000 mégaoctets.',
    nullRule: noRows,
    traps: ['Usage compte en mégaoctets ; 1000 ou 1024 font 2,4 % d’écart : 1000 est employé partout.'],
  },
  ingestion_billable: {
    name: 'Données facturables',
    definition: 'La part facturable des données reçues, en gigaoctets de 1000 mégaoctets.',
    nullRule: noRows,
    traps: ['Les alertes et les incidents sont gratuits ; les avantages et les niveaux d’engagement ne sont pas déduits.'],
  },
  table_silence: {
    name: 'Tables silencieuses',
    definition:
      'Tables de la liste de ce rapport dont la dernière ligne, à la fin de la période, était plus ancienne que les heures permises pour cette table.',
    nullRule: 'Les tables qui n’existent pas ne sont pas silencieuses : elles sont listées comme absentes.',
    traps: ['Une table qui n’écrit que lorsque quelque chose arrive a besoin d’un long délai.'],
  },
  rule_failures: {
    name: 'Exécutions de règles échouées',
    definition: 'Exécutions de règles d’analyse dans la période qui ne se sont pas terminées avec succès.',
    nullRule: noRows,
    traps: ['SentinelHealth peut avoir plus de deux heures de retard et reste vide tant que la surveillance n’est pas activée.'],
  },
  rules_failing: {
    name: 'Règles en échec',
    definition: 'Règles d’analyse dont au moins une exécution dans la période ne s’est pas terminée avec succès.',
    nullRule: noRows,
    traps: [],
  },
  readiness_complete_now: {
    name: 'Bloquent le démarrage',
    definition:
      'Contrôles qui empêchent le service de démarrer parce qu’ils ne sont pas satisfaits et que rien n’a été accepté à leur sujet.',
    nullRule: noChecks,
    traps: ['Ce qui n’a pu être établi n’en fait pas partie ; cela est compté à part.'],
  },
  readiness_find_out_now: {
    name: 'Inconnus qui bloqueraient',
    definition: 'Contrôles qui empêcheraient le service de démarrer et dont les données ne disent pas s’ils sont satisfaits.',
    nullRule: noChecks,
    traps: ['Ils ne comptent ni comme satisfaits ni comme non satisfaits.'],
  },
  readiness_to_complete: {
    name: 'À faire',
    definition: 'Contrôles de tout poids qui ne sont ni satisfaits ni acceptés et auxquels personne n’est dit travailler.',
    nullRule: noChecks,
    traps: ['Ce qui est déclaré fait et échoue encore en fait partie.'],
  },
  readiness_in_progress: {
    name: 'En cours',
    definition: 'Contrôles de tout poids qui ne sont ni satisfaits ni acceptés et auxquels quelqu’un est dit travailler.',
    nullRule: noChecks,
    traps: [],
  },
  readiness_overdue: {
    name: 'En retard',
    definition:
      'Actions et étapes de la mise en service qui ne sont pas faites et dont le dernier jour est passé dans le fuseau horaire du client.',
    nullRule: noChecks,
    traps: ['Une action sans jour convenu n’est jamais en retard.'],
  },
  readiness_accepted: {
    name: 'Acceptés pour un temps',
    definition:
      'Contrôles qui ne sont pas satisfaits et pour lesquels est en vigueur une dérogation non expirée qui couvre tous les éléments concernés.',
    nullRule: noChecks,
    traps: ['Un contrôle accepté garde son état : il n’est pas satisfait.'],
  },
  readiness_completed: {
    name: 'Terminés',
    definition: 'Contrôles que les règles demandent à ce client et que les données montrent satisfaits.',
    nullRule: noChecks,
    traps: ['Ce que les règles ne demandent pas à ce client n’est pas compté du tout.'],
  },
  events_recorded: {
    name: 'Événements',
    definition:
      'Lignes de la période dans les tables de connexions, de changements d’annuaire, de courrier, de clics, d’applications cloud, d’activité Office et d’identités sur site, si elles sont raccordées. La télémétrie brute des appareils n’est pas comptée.',
    nullRule: 'Aucune de ces tables, ou aucune ligne dans la période : non disponible.',
    traps: ['Une table raccordée plus tard fait croître le nombre sans qu’il se passe davantage.'],
  },
  inc_notified: {
    name: 'Incidents qui vous ont été signalés',
    definition:
      'Incidents créés dans la période, pris en charge par le service et dont le client a été informé : par une notification d’expert ou une tâche confiée dans la période. Les incidents fusionnés dans un autre et la notification d’essai sont exclus.',
    nullRule: 'Aucun incident : 0. Pas de table : non disponible.',
    traps: ['Un appel téléphonique ne laisse pas de trace dans les journaux.'],
  },
  rule_last_fired: {
    name: 'Règles sans alerte',
    definition:
      'Règles d’analyse exécutées dans la période et n’ayant levé aucune alerte du début de la rétrospective à l’instantané. Une règle qui ne se déclenche jamais veille peut-être bien, ou est aveugle.',
    nullRule: noRows,
    traps: [
      'Déployée n’est pas déclenchée : une règle est connue comme déployée parce qu’elle s’est exécutée ; celle qui ne l’a jamais fait n’est pas comptée.',
      'Une alerte a plusieurs lignes : la date est celle de la première.',
    ],
  },
  suspicious_investigated: {
    name: 'Découvertes suspectes',
    definition: 'Chasses de la période tombées sur quelque chose de suspect, que ce fût une menace confirmée ou que cela fût expliqué.',
    nullRule: 'Pas de registre : non disponible.',
    traps: ['Un mois calme a aussi des chasses : aucune terminée donne 0, pas de registre n’est pas disponible.'],
  },
  hunts_confirmed: {
    name: 'Chasses ayant trouvé une menace',
    definition: 'Chasses de la période dont le résultat est une menace confirmée.',
    nullRule: 'Pas de registre : non disponible.',
    traps: ['Un mois calme a aussi des chasses : aucune terminée donne 0, pas de registre n’est pas disponible.'],
  },
  hunt_to_rule: {
    name: 'Chasses devenues des règles',
    definition: 'Chasses de la période dont la requête s’exécute désormais comme règle d’analyse.',
    nullRule: 'Pas de registre : non disponible.',
    traps: ['Un mois calme a aussi des chasses : aucune terminée donne 0, pas de registre n’est pas disponible.'],
  },
  mail_removed: {
    name: 'Messages retirés après remise',
    definition:
      'Remises retirées des boîtes après leur arrivée, automatiquement ou à la main : couples distincts de message et de destinataire avec un retrait réussi dans la période.',
    nullRule: 'Aucun retrait : 0. Pas de table : non disponible.',
    traps: ['Une remise peut avoir plusieurs lignes : un retrait échoué et un retrait réussi.'],
  },
  identity_risk: {
    name: 'Utilisateurs à risque assainis',
    definition:
      'Part des utilisateurs ayant un risque enregistré depuis le début de la rétrospective dont l’état le plus récent est corrigé ou écarté ; les autres sont à risque ou confirmés compromis.',
    nullRule: 'Pas de table, ou aucun utilisateur à risque : non disponible.',
    traps: ['Un compte supprimé alors qu’il était à risque n’est ni ouvert ni assaini, et est exclu.'],
  },
  risk_detections: {
    name: 'Détections de risque',
    definition: 'Détections distinctes de la protection des identités dont la première ligne a été enregistrée dans la période.',
    nullRule: 'Aucune détection : 0. Pas de table : non disponible.',
    traps: [
      'Une détection a une ligne par changement d’état ; la plus récente à l’instantané dit si elle est ouverte.',
      'Nécessite le paramètre de diagnostic d’Entra ID et son plan P2.',
    ],
  },
  secure_score_azure: {
    name: 'Degré de sécurisation d’Azure',
    definition:
      'Degré de sécurisation le plus récent de chaque abonnement dans la période, pondéré comme Defender for Cloud pondère les abonnements.',
    nullRule: noRows,
    traps: [
      'Plusieurs degrés sont enregistrés par jour ; le plus récent de chaque abonnement compte.',
      'Nécessite l’exportation continue de Defender for Cloud. Le degré de Microsoft 365 en est un autre.',
    ],
  },
  vulns: {
    name: 'Vulnérabilités critiques',
    definition:
      'Vulnérabilités critiques distinctes (CVE) ouvertes sur au moins un appareil d’après l’instantané le plus récent de chaque appareil dans la période.',
    nullRule: noRows,
    traps: [
      'Les tables sont des instantanés : ce qui est corrigé figure encore dans les anciens ; seul le plus récent de chaque appareil est lu.',
      'Un appareil sans vulnérabilité n’a pas de ligne : celui qui n’est pas dans les instantanés des sept derniers jours est exclu.',
    ],
  },
  vulns_devices: {
    name: 'Appareils avec une vulnérabilité critique',
    definition:
      'Appareils sur lesquels au moins une vulnérabilité critique est ouverte d’après leur instantané le plus récent dans la période.',
    nullRule: noRows,
    traps: ['Voir les vulnérabilités critiques.'],
  },
  vulns_exploitable: {
    name: 'Vulnérabilités exploitables',
    definition:
      'Vulnérabilités distinctes (CVE) de toute gravité, ouvertes sur au moins un appareil et pour lesquelles un exploit est connu.',
    nullRule: noRows,
    traps: [
      'Nécessite la base de connaissances des vulnérabilités comme table ; sans elle, ce chiffre n’est pas disponible, les autres le sont.',
    ],
  },
  av_coverage: {
    name: 'Antivirus actif',
    definition:
      'Part des appareils évalués dans la période sur lesquels Defender Antivirus tourne en mode actif, de sorte que le service peut agir ; sur les autres il ne peut que conseiller, ou ne voit rien.',
    nullRule: noRows,
    traps: [
      'Le mode passif et le blocage par la détection des points de terminaison ne permettent que des conseils ; un appareil non évalué n’est pas compté.',
    ],
  },
  recommendations_open: {
    name: 'Recommandations ouvertes',
    definition: 'Recommandations du registre du client faites avant la fin de la période et non exécutées à ce moment.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  recommendations_overdue: {
    name: 'Recommandations en retard',
    definition: 'Recommandations ouvertes dont le dernier jour était passé, dans le fuseau du client, à la fin de la période.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  recommendations_done: {
    name: 'Recommandations exécutées',
    definition: 'Recommandations exécutées dans la période, quelle que soit leur date.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  connector_health: {
    name: 'Connecteurs en échec',
    definition: 'Connecteurs de données dont le rapport le plus récent sur la collecte, jusqu’à l’instantané, est un échec.',
    nullRule: 'Pas de table, ou aucun rapport depuis le début de la rétrospective : non disponible.',
    traps: [
      'Seuls certains connecteurs font rapport : Entra ID et Defender XDR ne le font pas et sont surveillés par les tables silencieuses.',
      'Un connecteur fait rapport quand son état change : le plus récent peut être antérieur à la période.',
    ],
  },
  rule_windows_skipped: {
    name: 'Fenêtres jamais examinées',
    definition:
      'Fenêtres de temps d’une règle d’analyse pour lesquelles au moins six exécutions ont échoué et aucune n’a réussi : Sentinel abandonne une telle fenêtre.',
    nullRule: noRows,
    traps: ['Les exécutions échouées d’une fenêtre sont des essais de la même chose : six d’entre elles font une lacune.'],
  },
  rules_auto_disabled: {
    name: 'Règles désactivées par Sentinel',
    definition:
      'Règles d’analyse dont le nom commence par « AUTO DISABLED » dans une ligne d’état de la période : Sentinel les a abandonnées après de longs échecs.',
    nullRule: noRows,
    traps: ['La règle garde son identifiant et change de nom : c’est l’identifiant qui distingue.'],
  },
  dropped_entities: {
    name: 'Entités perdues',
    definition:
      'Entités que des règles d’analyse n’ont pas pu joindre à leurs alertes dans la période parce qu’une correspondance ne convenait pas.',
    nullRule: noRows,
    traps: ['Une alerte sans ses entités ne peut être rapprochée d’autres.'],
  },
  rule_tampering: {
    name: 'Règles changées à la main',
    definition:
      'Changements et suppressions réussis de règles d’analyse dans la période par le compte d’une personne. Le déploiement du service est une application, et ses changements ne sont pas comptés.',
    nullRule: 'Aucun changement : 0. Pas de table : non disponible.',
    traps: [
      'SentinelAudit nomme le type de ressource au singulier, « Analytic Rule ».',
      'Un changement par une autre application que le déploiement n’est pas compté ici.',
    ],
  },
  automation_failures: {
    name: 'Automatisations échouées',
    definition: 'Exécutions de playbooks et de règles d’automatisation dans la période non terminées avec succès, en tout ou en partie.',
    nullRule: noRows,
    traps: ['Un succès partiel est un échec : quelque chose n’a pas été fait.'],
  },
  query_abuse: {
    name: 'Requêtes cherchant des secrets',
    definition:
      'Requêtes de l’espace de travail réussies dans la période et dont le texte demande des mots de passe, des jetons ou des clés.',
    nullRule: noRows,
    traps: ['Les défenseurs chassent aussi ainsi : ce qui compte est qui, quand et combien de lignes.'],
  },
  query_newcomers: {
    name: 'Nouveaux lecteurs de l’espace de travail',
    definition:
      'Comptes ayant interrogé l’espace de travail dans la période sans l’avoir fait du début de la rétrospective au début de la période.',
    nullRule: noRows,
    traps: ['Dans les premiers mois d’un espace de travail, tout le monde est nouveau.'],
  },
  cap_warnings: {
    name: 'Avertissements sur les données reçues',
    definition:
      'Avertissements et erreurs de la période par lesquels l’espace de travail dit lui-même que des données ont été refusées, coupées ou arrêtées : le débit ou le plafond quotidien était atteint.',
    nullRule: 'Aucun avertissement : 0. Pas de table : non disponible.',
    traps: ['Passé le plafond, plus rien n’est reçu, données de sécurité comprises : le silence ce jour-là n’est pas le calme.'],
  },
  ingest_anomaly: {
    name: 'Jours de données inhabituels',
    definition:
      'Couples d’une table et d’un jour UTC entier de la période dont le volume est loin de ce que le jour de la semaine et les jours précédents laissent attendre.',
    nullRule: 'Aucun jour inhabituel : 0. Pas de table, ou moins de quatorze jours d’historique : non disponible.',
    traps: [
      'Moins de quatorze jours d’historique ne donnent pas d’attente : ces tables sont exclues.',
      'Le volume est lu dans Usage, jamais dans les tables elles-mêmes.',
    ],
  },
  inc_notified_closed: {
    name: 'Signalés et fermés',
    definition: 'Des incidents qui vous ont été signalés, ceux qui étaient fermés à l’instantané, quel que soit celui qui les a fermés.',
    nullRule: 'Aucun incident : 0. Pas de table : non disponible.',
    traps: ['Ce n’est pas le nombre d’incidents résolus, qui compte selon le jour de fermeture.'],
  },
  questions_open: {
    name: 'Questions ouvertes',
    definition: 'Questions aux experts du registre du client, posées et non réglées à la fin de la période.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  questions_answered: {
    name: 'Questions répondues',
    definition: 'Questions aux experts auxquelles il a été répondu dans la période, quelle que soit leur date.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  credits_used: {
    name: 'Crédits utilisés',
    definition:
      'Crédits que prennent les questions posées dans le trimestre civil du dernier jour de la période. Les questions retirées, ou qui ne relevaient pas du service, n’en prennent pas.',
    nullRule: 'Pas de registre ou pas de durée convenue : non disponible. Hors de la durée : sans objet.',
    traps: [],
  },
  credits_remaining: {
    name: 'Crédits restants',
    definition:
      'Crédits restants le dernier jour de la période : ceux qui ont été reportés et les dix du trimestre civil, vingt au plus, moins ceux qui y ont été utilisés. Ils expirent à la fin de l’année civile ou de la durée, selon ce qui vient en premier.',
    nullRule: 'Pas de registre ou pas de durée convenue : non disponible. Hors de la durée : sans objet.',
    traps: ['Les crédits d’un trimestre ne servent jamais à un autre : ce qui a été demandé au-delà est dit à part.'],
  },
  decisions_needed: {
    name: 'Décisions attendues',
    definition: 'Décisions du registre du client, nécessaires et non prises à la fin de la période.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  decisions_taken: {
    name: 'Décisions prises',
    definition: 'Décisions prises dans la période et toujours en vigueur à sa fin.',
    nullRule: 'Pas de registre : non disponible.',
    traps: [],
  },
  service_outages: {
    name: 'Pannes du service',
    definition: 'Pannes et dégradations du service lui-même, en cours à un moment de la période.',
    nullRule: 'Pas de registre : non disponible.',
    traps: ['Celle qui dépasse la fin d’une période compte dans les deux.'],
  },
};
