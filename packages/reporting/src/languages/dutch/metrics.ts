import type { MetricText, MetricTexts } from '../metric-text.ts';

const leftOut = 'In een ander samengevoegde incidenten en de testmelding tellen niet mee.';
const noIncident = 'Geen incident: 0. Geen tabel: niet beschikbaar.';
const noTask = 'Geen taak: 0. Geen tabel: niet beschikbaar.';
const noRows = 'Geen tabel, of geen rij in de periode: niet beschikbaar.';
const noChecks = 'Zonder het resultaat van de controles: niet beschikbaar.';
const dedupe = 'SecurityIncident heeft een rij per wijziging: vóór elk filter wordt de nieuwste rij op het peilmoment genomen.';
const statistics = 'Gegeven als mediaan, gemiddelde, 90e percentiel en aantal incidenten; het hoofdgetal is de mediaan.';
const splitStatistics =
  'Gegeven als gemiddelde, mediaan, 90e percentiel en aantal incidenten; het hoofdgetal is het gemiddelde, zodat beide delen optellen tot de gemiddelde tijd tot oplossing.';

const classShare = (name: string, words: string): MetricText => ({
  name,
  definition: `Aandeel van de in de periode gesloten incidenten dat als ${words} is geclassificeerd. ${leftOut}`,
  nullRule: 'Niets gesloten: niet van toepassing.',
  traps: ['Onbepaald staat apart; een heropend incident heeft de classificatie van zijn laatste sluiting.'],
});

/** Metrics in Dutch. */
export const metrics: MetricTexts = {
  inc_created: {
    name: 'Aangemaakte incidenten',
    definition: `Incidenten van elke ernst en bron die in de periode zijn aangemaakt. ${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'Incidentnummers herhalen zich tussen werkruimten: incidenten worden onderscheiden naar IncidentName.'],
  },
  inc_investigated: {
    name: 'Onderzochte incidenten',
    definition: `In de periode aangemaakte incidenten die de dienst heeft opgepakt: ze dragen het label “Defender Experts”. ${leftOut}`,
    nullRule: noIncident,
    traps: [dedupe, 'Een samengevoegd incident zou dubbel tellen.'],
  },
  inc_resolved: {
    name: 'Opgeloste incidenten',
    definition: `Door de dienst opgepakte incidenten waarvan de laatste sluiting in de periode ligt, wanneer ze ook zijn aangemaakt. ${leftOut}`,
    nullRule: noIncident,
    traps: ['Een heropend incident telt één keer, bij zijn laatste sluiting.'],
  },
  inc_resolved_direct: {
    name: 'Direct opgelost',
    definition: 'Opgeloste incidenten waarin de klant geen taak heeft afgerond: de dienst sloot ze zonder hulp.',
    nullRule: noIncident,
    traps: ['Overgeslagen of mislukte taken zijn geen hulp.'],
  },
  inc_resolved_help: {
    name: 'Met uw hulp opgelost',
    definition: 'Opgeloste incidenten waarin de klant minstens één taak heeft afgerond.',
    nullRule: noIncident,
    traps: [],
  },
  inc_pct_resolved: {
    name: 'Aandeel opgelost',
    definition:
      'In de periode opgeloste incidenten gedeeld door de in de periode onderzochte. De twee verzamelingen verschillen, dus het aandeel kan boven 100% komen.',
    nullRule: 'Niets onderzocht: niet van toepassing.',
    traps: ['Het is niet het sluitingspercentage van de in de periode aangemaakte incidenten.'],
  },
  inc_backlog: {
    name: 'Open aan het einde',
    definition:
      'Incidenten die vóór het einde van de periode zijn aangemaakt en aan het einde niet gesloten waren, onder die welke sinds het begin van de terugblik zijn gewijzigd.',
    nullRule: noIncident,
    traps: ['Een incident dat niemand sinds het begin van de terugblik heeft aangeraakt, wordt niet gezien.'],
  },
  inc_reopened: {
    name: 'Heropeningen',
    definition: 'Hoe vaak een incident na een sluiting weer nieuw of actief werd, geteld in de periode waarin dat gebeurde.',
    nullRule: noIncident,
    traps: ['De sluitingstijd die een incident toont, is de laatste.'],
  },
  action_required: {
    name: 'Incidenten die uw actie vroegen',
    definition:
      'Incidenten waarin de klant in de periode minstens één taak kreeg, wat er ook van kwam en wanneer het incident ook is aangemaakt.',
    nullRule: noIncident,
    traps: [],
  },
  inc_waiting: {
    name: 'Wacht nu op u',
    definition: 'Aan het einde van de periode open incidenten met het label “Awaiting Customer Action”.',
    nullRule: noIncident,
    traps: [],
  },
  actions_completed: {
    name: 'Door u afgeronde acties',
    definition: 'Taken die de klant in de periode kreeg en heeft afgerond, voor zover op het peilmoment bekend.',
    nullRule: noTask,
    traps: [],
  },
  actions_pending: {
    name: 'Openstaande acties',
    definition: 'Taken die de klant in de periode kreeg en die open of in behandeling zijn, voor zover op het peilmoment bekend.',
    nullRule: noTask,
    traps: [],
  },
  actions_skipped: {
    name: 'Overgeslagen acties',
    definition: 'Taken die de klant in de periode kreeg en heeft overgeslagen, voor zover op het peilmoment bekend.',
    nullRule: noTask,
    traps: [],
  },
  actions_failed: {
    name: 'Mislukte acties',
    definition: 'Taken die de klant in de periode kreeg en die zijn mislukt, voor zover op het peilmoment bekend.',
    nullRule: noTask,
    traps: [],
  },
  actions_waiting: {
    name: 'Acties die op u wachten',
    definition:
      'Taken van elke leeftijd die op het peilmoment open of in behandeling zijn, in incidenten die aan het einde van de periode open waren en sindsdien niet zijn gesloten.',
    nullRule: noTask,
    traps: ['Op taken die in een gesloten incident open bleven, wordt niet gewacht.'],
  },
  task_completion: {
    name: 'Tijd om een actie af te ronden',
    definition:
      'Van het geven van een taak aan de klant tot de afronding, over taken die in de periode zijn afgerond. Gegeven als mediaan, gemiddelde, 90e percentiel en aantal taken; het hoofdgetal is de mediaan.',
    nullRule: 'Geen taak afgerond: niet van toepassing.',
    traps: ['Als tijd van afronding geldt de laatste wijziging van de taak.'],
  },
  mttd: {
    name: 'Tijd tot detectie',
    definition: `Van de eerste activiteit tot het aanmaken van het incident, over in de periode aangemaakte incidenten. ${statistics}`,
    nullRule: 'Incidenten zonder eerste activiteit tellen niet mee; blijft er geen over: niet van toepassing.',
    traps: ['Negatieve tijden blijven staan en hun aantal wordt getoond; ze worden nooit op 0 gezet.'],
  },
  tta_first_touch: {
    name: 'Tijd tot eerste wijziging',
    definition: `Van het aanmaken tot de eerste wijziging van welke aard ook, ook door automatisering, over in de periode aangemaakte incidenten. Het meet geen mensen. ${statistics}`,
    nullRule: 'Nooit gewijzigde incidenten tellen niet mee; blijft er geen over: niet van toepassing.',
    traps: ['Automatisering maakt het mooier: lees het naast de tijd tot de eerste menselijke actie.'],
  },
  tta_human: {
    name: 'Tijd tot eerste menselijke actie',
    definition: `Van het aanmaken tot de eerste wijziging door een persoon, over in de periode aangemaakte incidenten die de dienst oppakte. Wijzigingen door “Alert Grouping”, “Fusion”, “Incident created from alert” en automatiseringsregels zijn geen personen. ${statistics}`,
    nullRule: 'Incidenten die niemand heeft aangeraakt tellen als niet opgepakt, nooit als 0; blijft er geen over: niet van toepassing.',
    traps: ['Automatisering zet de tijd van eerste wijziging; die kolom wordt daarom niet gebruikt.'],
  },
  mttr: {
    name: 'Tijd tot oplossing',
    definition: `Van het aanmaken tot de laatste sluiting, over door de dienst opgepakte incidenten die in de periode zijn gesloten. Door automatisering gesloten incidenten tellen niet mee. ${statistics}`,
    nullRule: 'Open incidenten tellen niet mee; blijft er geen over: niet van toepassing.',
    traps: ['Heropenen verschuift de sluiting: heropeningen worden ernaast geteld.'],
  },
  mttr_expert: {
    name: 'Tijd van de experts',
    definition: `Het deel van de tijd tot oplossing waarin het incident niet op de klant wachtte. ${splitStatistics}`,
    nullRule: 'Als tijd tot oplossing.',
    traps: ['Wachten wordt gelezen uit het label “Awaiting Customer Action”, dat deze dienst zet.'],
  },
  mttr_customer: {
    name: 'Tijd wachtend op u',
    definition: `Het deel van de tijd tot oplossing waarin het incident op de klant wachtte; een incident dat nooit wachtte, telt met 0. ${splitStatistics}`,
    nullRule: 'Als tijd tot oplossing.',
    traps: ['De meeste incidenten wachten nooit: de mediaan is vaak 0.'],
  },
  ack_sla: {
    name: 'Op tijd opgepakt',
    definition:
      'Aandeel van de in de periode aangemaakte, door de dienst opgepakte incidenten waarvan de eerste menselijke actie binnen de afgesproken minuten voor hun ernst kwam. Niveaus zonder doel tellen niet mee.',
    nullRule: 'Geen doel afgesproken, of geen incident met een doel: niet van toepassing.',
    traps: ['Een incident dat niemand heeft aangeraakt, is niet op tijd zodra zijn doel is verstreken.'],
  },
  resolve_sla: {
    name: 'Op tijd opgelost',
    definition:
      'Aandeel van de in de periode opgeloste incidenten dat binnen de afgesproken minuten voor hun ernst is gesloten. Niveaus zonder doel tellen niet mee.',
    nullRule: 'Geen doel afgesproken, of geen incident met een doel: niet van toepassing.',
    traps: ['De tijd waarin het incident op de klant wachtte, hoort erbij.'],
  },
  potential_saving: {
    name: 'Mogelijke tijdwinst',
    definition: 'Totale tijd waarin opgeloste incidenten op de klant wachtten: wat te winnen is als de dienst zelf zou mogen handelen.',
    nullRule: 'Geen incident wachtte: 0. Geen tabel: niet beschikbaar.',
    traps: ['Het is een bovengrens: sommige acties blijven bij de klant, wat er ook mag.'],
  },
  class_true_positive: classShare('Terecht positief', 'terecht positief'),
  class_benign_positive: classShare('Onschuldig positief', 'onschuldig positief'),
  class_false_positive: classShare('Fout-positief', 'fout-positief'),
  class_undetermined: classShare('Onbepaald', 'onbepaald of helemaal niet'),
  alerts_recorded: {
    name: 'Waarschuwingen',
    definition:
      'Verschillende waarschuwingen waarvan de eerste rij in de periode is vastgelegd. Rijen die een incident spiegelen tellen niet mee.',
    nullRule: 'Geen waarschuwing: 0. Geen tabel: niet beschikbaar.',
    traps: ['SecurityAlert heeft meerdere rijen per waarschuwing.', 'Gecorreleerde incidenten (Fusion) staan niet in SecurityAlert.'],
  },
  alert_reduction: {
    name: 'Waarschuwingen per incident',
    definition: 'In de periode vastgelegde verschillende waarschuwingen gedeeld door de in de periode aangemaakte incidenten.',
    nullRule: 'Geen incident: niet van toepassing.',
    traps: ['Een incident bevat hoogstens 150 waarschuwingen.'],
  },
  dens_sent: {
    name: 'Expertmeldingen',
    definition:
      'Meldingen van hunters: in de periode aangemaakte incidenten waarvan de titel begint met “Defender Experts”. De testmelding telt niet mee.',
    nullRule: 'Geen melding: 0. Geen tabel: niet beschikbaar.',
    traps: ['De testmelding begint net zo.'],
  },
  hunts_run: {
    name: 'Hunts',
    definition: 'Hunts in het register van de klant die in de periode eindigden, of ze nu iets vonden of niet.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: ['Ook een rustige maand heeft hunts: geen geëindigde is 0, geen register is niet beschikbaar.'],
  },
  devices_seen: {
    name: 'Apparaten',
    definition:
      'Apparaten die zich in de periode hebben gemeld, naar hun nieuwste melding. In een ander samengevoegde apparaten tellen niet mee.',
    nullRule: noRows,
    traps: ['DeviceInfo heeft een rij per melding.'],
  },
  devices_onboarded: {
    name: 'Aangesloten apparaten',
    definition: 'Aandeel van de apparaten dat op Defender for Endpoint is aangesloten.',
    nullRule: noRows,
    traps: [],
  },
  devices_healthy: {
    name: 'Gezonde sensoren',
    definition: 'Aandeel van de aangesloten apparaten waarvan de sensor actief is.',
    nullRule: noRows,
    traps: [],
  },
  devices_exposed: {
    name: 'Sterk blootgestelde apparaten',
    definition: 'Apparaten waarvan de blootstelling bij hun nieuwste melding hoog is.',
    nullRule: noRows,
    traps: [],
  },
  mail_messages: {
    name: 'Berichten',
    definition:
      'In de periode vastgelegde afleveringen van berichten, inkomend, uitgaand en intern: één bericht aan één ontvanger is er één.',
    nullRule: noRows,
    traps: ['Meerdere rijen kunnen over één aflevering gaan.'],
  },
  mail_threats: {
    name: 'Berichten met een dreiging',
    definition: 'Afleveringen waarin phishing of malware is gevonden, afgeleverd of niet. Spam telt niet als dreiging.',
    nullRule: noRows,
    traps: [],
  },
  mail_threats_delivered: {
    name: 'Afgeleverde dreigingen',
    definition: 'Afleveringen waarin phishing of malware is gevonden en die eerst het postvak of de map ongewenste mail bereikten.',
    nullRule: noRows,
    traps: ['Na aflevering verwijderde berichten horen erbij: ze zijn eerst afgeleverd.'],
  },
  url_clicks_through: {
    name: 'Doorgeklikte waarschuwingen',
    definition: 'Klikken op links waarbij de gebruiker langs de waarschuwing verderging.',
    nullRule: noRows,
    traps: [],
  },
  url_clicks_blocked: {
    name: 'Geblokkeerde klikken',
    definition: 'Klikken op links die op het moment van de klik zijn geblokkeerd.',
    nullRule: noRows,
    traps: [],
  },
  sign_ins: {
    name: 'Aanmeldingen',
    definition: 'In de periode vastgelegde interactieve aanmeldingen van gebruikers.',
    nullRule: noRows,
    traps: [],
  },
  sign_ins_failed: {
    name: 'Mislukte aanmeldingen',
    definition: 'Aandeel van de interactieve aanmeldingen dat met een fout van welke aard ook eindigde.',
    nullRule: noRows,
    traps: ['Ook onderbroken aanmeldingen, zoals de vraag om een tweede factor, hebben een foutcode.'],
  },
  sign_ins_high_risk: {
    name: 'Aanmeldingen met hoog risico',
    definition: 'Interactieve aanmeldingen die op dat moment een hoog risico kregen.',
    nullRule: noRows,
    traps: [],
  },
  users_at_risk: {
    name: 'Gebruikers met risico',
    definition: 'Gebruikers van wie de nieuwste staat risico loopt of bevestigd gecompromitteerd is.',
    nullRule: noRows,
    traps: ['Heeft de diagnostische instelling van Entra ID en het P2-abonnement nodig.'],
  },
  ingestion_total: {
    name: 'Binnengekomen gegevens',
    definition: 'Volume dat Log Analytics in de periode vastlegde, in gigabytes van 1000 megabytes.',
    nullRule: noRows,
    traps: ['Usage telt megabytes; 1000 of 1024 scheelt 2,4%: overal wordt 1000 gebruikt.'],
  },
  ingestion_billable: {
    name: 'Factureerbare gegevens',
    definition: 'Het factureerbare deel van de binnengekomen gegevens, in gigabytes van 1000 megabytes.',
    nullRule: noRows,
    traps: ['Waarschuwingen en incidenten zijn gratis; voordelen en toezegging van volume zijn niet afgetrokken.'],
  },
  table_silence: {
    name: 'Stille tabellen',
    definition:
      'Tabellen van de lijst van dit rapport waarvan de laatste rij aan het einde van de periode ouder was dan de uren die voor die tabel zijn toegestaan.',
    nullRule: 'Tabellen die er niet zijn, zijn niet stil: ze staan als ontbrekend vermeld.',
    traps: ['Een tabel die alleen schrijft als er iets gebeurt, heeft een ruime termijn nodig.'],
  },
  rule_failures: {
    name: 'Mislukte uitvoeringen van regels',
    definition: 'Uitvoeringen van analyseregels in de periode die niet met succes eindigden.',
    nullRule: noRows,
    traps: ['SentinelHealth kan meer dan twee uur achterlopen en is leeg tot de statusbewaking aanstaat.'],
  },
  rules_failing: {
    name: 'Regels met mislukkingen',
    definition: 'Analyseregels met minstens één uitvoering in de periode die niet met succes eindigde.',
    nullRule: noRows,
    traps: [],
  },
  readiness_complete_now: {
    name: 'Houden de start tegen',
    definition: 'Controles die de start van de dienst tegenhouden omdat er niet aan is voldaan en er niets over is aanvaard.',
    nullRule: noChecks,
    traps: ['Wat niet vast te stellen was, hoort er niet bij; het wordt apart geteld.'],
  },
  readiness_find_out_now: {
    name: 'Niet bekend, zouden tegenhouden',
    definition: 'Controles die de start van de dienst zouden tegenhouden en waarvan de gegevens niet zeggen of eraan is voldaan.',
    nullRule: noChecks,
    traps: ['Ze tellen niet als voldaan en niet als niet voldaan.'],
  },
  readiness_to_complete: {
    name: 'Te doen',
    definition: 'Controles van elk gewicht waaraan niet is voldaan, die niet zijn aanvaard en waaraan volgens opgave niemand werkt.',
    nullRule: noChecks,
    traps: ['Wat als gedaan is gemeld en nog niet voldoet, hoort erbij.'],
  },
  readiness_in_progress: {
    name: 'Bezig',
    definition: 'Controles van elk gewicht waaraan niet is voldaan, die niet zijn aanvaard en waaraan volgens opgave iemand werkt.',
    nullRule: noChecks,
    traps: [],
  },
  readiness_overdue: {
    name: 'Te laat',
    definition:
      'Acties en stappen van de inrichting die niet zijn gedaan en waarvan de laatste dag in de tijdzone van de klant voorbij is.',
    nullRule: noChecks,
    traps: ['Een actie zonder afgesproken dag is nooit te laat.'],
  },
  readiness_accepted: {
    name: 'Voorlopig aanvaard',
    definition: 'Controles waaraan niet is voldaan en waarvoor een uitzondering geldt die niet is verlopen en alles dekt wat het betreft.',
    nullRule: noChecks,
    traps: ['Een aanvaarde controle houdt haar stand: er is niet aan voldaan.'],
  },
  readiness_completed: {
    name: 'Voltooid',
    definition: 'Controles die de regels van deze klant vragen en waaraan volgens de gegevens is voldaan.',
    nullRule: noChecks,
    traps: ['Wat de regels niet van deze klant vragen, wordt helemaal niet geteld.'],
  },
  events_recorded: {
    name: 'Gebeurtenissen',
    definition:
      'Rijen van de periode in de tabellen voor aanmeldingen, wijzigingen van de directory, e-mail, klikken, cloudtoepassingen, Office-activiteit en lokale identiteiten, voor zover aangesloten. De ruwe telemetrie van apparaten telt niet mee.',
    nullRule: 'Geen van die tabellen, of geen rij in de periode: niet beschikbaar.',
    traps: ['Een later aangesloten tabel laat het getal groeien zonder dat er meer gebeurt.'],
  },
  inc_notified: {
    name: 'Aan u gemelde incidenten',
    definition:
      'In de periode aangemaakte, door de dienst opgepakte incidenten waarover de klant is ingelicht: door een expertmelding of een in de periode gegeven taak. In een ander samengevoegde incidenten en de testmelding tellen niet mee.',
    nullRule: 'Geen incident: 0. Geen tabel: niet beschikbaar.',
    traps: ['Een telefoongesprek laat geen spoor na in de logboeken.'],
  },
  rule_last_fired: {
    name: 'Regels zonder waarschuwing',
    definition:
      'Analyseregels die in de periode draaiden en van het begin van de terugblik tot het peilmoment geen waarschuwing gaven. Een regel die nooit afgaat, waakt misschien goed, of is blind.',
    nullRule: noRows,
    traps: [
      'Geïnstalleerd is niet afgegaan: dat een regel geïnstalleerd is, blijkt uit zijn uitvoering; een die nooit draaide, telt niet.',
      'Een waarschuwing heeft meerdere rijen: de datum is die van de eerste.',
    ],
  },
  suspicious_investigated: {
    name: 'Verdachte vondsten',
    definition: 'Hunts van de periode die op iets verdachts stuitten, of het nu een bevestigde dreiging was of werd verklaard.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: ['Ook een rustige maand heeft hunts: geen geëindigde is 0, geen register is niet beschikbaar.'],
  },
  hunts_confirmed: {
    name: 'Hunts die een dreiging vonden',
    definition: 'Hunts van de periode met een bevestigde dreiging als resultaat.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: ['Ook een rustige maand heeft hunts: geen geëindigde is 0, geen register is niet beschikbaar.'],
  },
  hunt_to_rule: {
    name: 'Hunts die regels werden',
    definition: 'Hunts van de periode waarvan de query nu als analyseregel draait.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: ['Ook een rustige maand heeft hunts: geen geëindigde is 0, geen register is niet beschikbaar.'],
  },
  mail_removed: {
    name: 'Na aflevering verwijderde berichten',
    definition:
      'Afleveringen die na aankomst uit postvakken zijn gehaald, automatisch of met de hand: verschillende paren van bericht en ontvanger met een geslaagde verwijdering in de periode.',
    nullRule: 'Geen verwijdering: 0. Geen tabel: niet beschikbaar.',
    traps: ['Een aflevering kan meerdere rijen hebben: een mislukte verwijdering en een geslaagde.'],
  },
  identity_risk: {
    name: 'Afgehandelde risicogebruikers',
    definition:
      'Aandeel van de gebruikers met een sinds het begin van de terugblik vastgelegd risico van wie de nieuwste staat hersteld of verworpen is; de anderen lopen risico of zijn bevestigd gecompromitteerd.',
    nullRule: 'Geen tabel, of geen gebruiker met risico: niet beschikbaar.',
    traps: ['Een account dat met risico is verwijderd, is open noch afgehandeld en telt niet mee.'],
  },
  risk_detections: {
    name: 'Risicodetecties',
    definition: 'Verschillende detecties van identiteitsbeveiliging waarvan de eerste rij in de periode is vastgelegd.',
    nullRule: 'Geen detectie: 0. Geen tabel: niet beschikbaar.',
    traps: [
      'Een detectie heeft een rij per wijziging van haar staat; de nieuwste op het peilmoment zegt of zij open is.',
      'Heeft de diagnostische instelling van Entra ID en het P2-abonnement nodig.',
    ],
  },
  secure_score_azure: {
    name: 'Beveiligingsscore van Azure',
    definition: 'Nieuwste beveiligingsscore van elk abonnement in de periode, gewogen zoals Defender for Cloud abonnementen weegt.',
    nullRule: noRows,
    traps: [
      'Per dag worden meerdere scores vastgelegd; de nieuwste van elk abonnement telt.',
      'Heeft de continue export van Defender for Cloud nodig. De score van Microsoft 365 is een andere.',
    ],
  },
  vulns: {
    name: 'Kritieke kwetsbaarheden',
    definition:
      'Verschillende kritieke kwetsbaarheden (CVE) die volgens de nieuwste momentopname van elk apparaat in de periode op minstens één apparaat open zijn.',
    nullRule: noRows,
    traps: [
      'De tabellen zijn momentopnamen: wat hersteld is, staat nog in oudere; daarom wordt per apparaat alleen de nieuwste gelezen.',
      'Een apparaat zonder kwetsbaarheid heeft geen rij: een dat ontbreekt in de opnamen van de laatste zeven dagen, telt niet mee.',
    ],
  },
  vulns_devices: {
    name: 'Apparaten met een kritieke kwetsbaarheid',
    definition: 'Apparaten waarop volgens hun nieuwste momentopname in de periode minstens één kritieke kwetsbaarheid open is.',
    nullRule: noRows,
    traps: ['Zie kritieke kwetsbaarheden.'],
  },
  vulns_exploitable: {
    name: 'Kwetsbaarheden met een exploit',
    definition:
      'Verschillende kwetsbaarheden (CVE) van elke ernst die op minstens één apparaat open zijn en waarvoor een exploit bekend is.',
    nullRule: noRows,
    traps: ['Heeft de kennisbank van kwetsbaarheden als tabel nodig; zonder die is dit getal niet beschikbaar, de andere wel.'],
  },
  av_coverage: {
    name: 'Antivirus actief',
    definition:
      'Aandeel van de in de periode beoordeelde apparaten waarop Defender Antivirus in actieve modus draait, zodat de dienst kan handelen; op andere kan hij alleen adviseren, of ziet hij niets.',
    nullRule: noRows,
    traps: ['Passieve modus en blokkeren door eindpuntdetectie laten alleen advies toe; een apparaat zonder beoordeling telt niet.'],
  },
  recommendations_open: {
    name: 'Open aanbevelingen',
    definition: 'Aanbevelingen in het register van de klant die vóór het einde van de periode zijn gedaan en toen niet waren uitgevoerd.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  recommendations_overdue: {
    name: 'Aanbevelingen die te laat zijn',
    definition: 'Open aanbevelingen waarvan de laatste dag aan het einde van de periode, in de tijdzone van de klant, voorbij was.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  recommendations_done: {
    name: 'Uitgevoerde aanbevelingen',
    definition: 'Aanbevelingen die in de periode zijn uitgevoerd, wanneer ze ook zijn gedaan.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  connector_health: {
    name: 'Falende connectoren',
    definition: 'Gegevensconnectoren waarvan de nieuwste melding over het ophalen van gegevens, tot het peilmoment, een mislukking is.',
    nullRule: 'Geen tabel, of geen melding sinds het begin van de terugblik: niet beschikbaar.',
    traps: [
      'Slechts sommige connectoren melden: Entra ID en Defender XDR niet; die worden bewaakt via stille tabellen.',
      'Een connector meldt als zijn staat verandert: de nieuwste melding kan ouder zijn dan de periode.',
    ],
  },
  rule_windows_skipped: {
    name: 'Nooit bekeken tijdvensters',
    definition:
      'Tijdvensters van een analyseregel waarvoor minstens zes uitvoeringen mislukten en geen slaagde: Sentinel geeft zo’n venster op.',
    nullRule: noRows,
    traps: ['Mislukte uitvoeringen van één venster zijn pogingen tot hetzelfde: zes daarvan zijn één gat.'],
  },
  rules_auto_disabled: {
    name: 'Door Sentinel uitgeschakelde regels',
    definition:
      'Analyseregels waarvan de naam in een statusrij van de periode begint met “AUTO DISABLED”: Sentinel gaf ze op na lang mislukken.',
    nullRule: noRows,
    traps: ['De regel houdt zijn id en verandert van naam: regels worden onderscheiden naar id.'],
  },
  dropped_entities: {
    name: 'Verloren entiteiten',
    definition: 'Entiteiten die analyseregels in de periode niet aan hun waarschuwingen konden koppelen omdat een toewijzing niet paste.',
    nullRule: noRows,
    traps: ['Een waarschuwing zonder haar entiteiten is niet met andere te verbinden.'],
  },
  rule_tampering: {
    name: 'Met de hand gewijzigde regels',
    definition:
      'Geslaagde wijzigingen en verwijderingen van analyseregels in de periode door het account van een persoon. De uitrol van de dienst is een toepassing; de wijzigingen daarvan tellen niet.',
    nullRule: 'Geen wijziging: 0. Geen tabel: niet beschikbaar.',
    traps: [
      'SentinelAudit noemt het type resource in het enkelvoud, “Analytic Rule”.',
      'Een wijziging door een andere toepassing dan de uitrol telt hier niet.',
    ],
  },
  automation_failures: {
    name: 'Mislukte automatisering',
    definition: 'Uitvoeringen van playbooks en automatiseringsregels in de periode die geheel of gedeeltelijk niet met succes eindigden.',
    nullRule: noRows,
    traps: ['Een gedeeltelijk succes is een mislukking: iets is niet gedaan.'],
  },
  query_abuse: {
    name: 'Query’s naar geheimen',
    definition: 'Geslaagde query’s van de werkruimte in de periode waarvan de tekst om wachtwoorden, tokens of sleutels vraagt.',
    nullRule: noRows,
    traps: ['Verdedigers zoeken ook zo: het gaat om wie, wanneer en hoeveel rijen.'],
  },
  query_newcomers: {
    name: 'Nieuwe lezers van de werkruimte',
    definition:
      'Accounts die de werkruimte in de periode bevroegen en dat van het begin van de terugblik tot het begin van de periode niet hadden gedaan.',
    nullRule: noRows,
    traps: ['In de eerste maanden van een werkruimte is iedereen nieuw.'],
  },
  cap_warnings: {
    name: 'Waarschuwingen over binnenkomende gegevens',
    definition:
      'Waarschuwingen en fouten in de periode waarin de werkruimte zelf zegt dat gegevens zijn geweigerd, ingekort of gestopt: het tempo of de daglimiet was bereikt.',
    nullRule: 'Geen waarschuwing: 0. Geen tabel: niet beschikbaar.',
    traps: ['Na de limiet komt niets meer binnen, ook geen beveiligingsgegevens: stilte op die dag is geen rust.'],
  },
  ingest_anomaly: {
    name: 'Ongewone dagen met gegevens',
    definition:
      'Paren van een tabel en een hele UTC-dag van de periode waarvan het volume ver ligt van wat de weekdag en de dagen ervoor doen verwachten.',
    nullRule: 'Geen ongewone dag: 0. Geen tabel, of minder dan veertien dagen geschiedenis: niet beschikbaar.',
    traps: [
      'Minder dan veertien dagen geschiedenis geven geen verwachting: zulke tabellen tellen niet mee.',
      'Het volume wordt uit Usage gelezen, nooit uit de tabellen zelf.',
    ],
  },
  inc_notified_closed: {
    name: 'Gemeld en gesloten',
    definition: 'Van de aan u gemelde incidenten die op het peilmoment gesloten waren, wie ze ook sloot.',
    nullRule: 'Geen incident: 0. Geen tabel: niet beschikbaar.',
    traps: ['Het is niet het aantal opgeloste incidenten, dat telt naar de dag van sluiting.'],
  },
  questions_open: {
    name: 'Open vragen',
    definition: 'Vragen aan de experts in het register van de klant die aan het einde van de periode gesteld en niet afgehandeld waren.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  questions_answered: {
    name: 'Beantwoorde vragen',
    definition: 'Vragen aan de experts die in de periode zijn beantwoord, wanneer ze ook zijn gesteld.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  credits_used: {
    name: 'Gebruikte tegoeden',
    definition:
      'Tegoeden die de vragen kosten die zijn gesteld in het kalenderkwartaal van de laatste dag van de periode. Ingetrokken vragen, en vragen die niet bij de dienst hoorden, kosten niets.',
    nullRule: 'Geen register of geen afgesproken looptijd: niet beschikbaar. Buiten de looptijd: niet van toepassing.',
    traps: [],
  },
  credits_remaining: {
    name: 'Resterende tegoeden',
    definition:
      'Tegoeden op de laatste dag van de periode: wat is meegenomen en de tien van het kalenderkwartaal, hoogstens twintig, min wat daarin is gebruikt. Ze vervallen aan het einde van het kalenderjaar of van de looptijd, wat het eerst komt.',
    nullRule: 'Geen register of geen afgesproken looptijd: niet beschikbaar. Buiten de looptijd: niet van toepassing.',
    traps: ['Tegoeden van het ene kwartaal worden nooit voor een ander gebruikt: wat daarboven is gevraagd, staat apart.'],
  },
  decisions_needed: {
    name: 'Nodige besluiten',
    definition: 'Besluiten in het register van de klant die aan het einde van de periode nodig en niet genomen waren.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  decisions_taken: {
    name: 'Genomen besluiten',
    definition: 'Besluiten die in de periode zijn genomen en aan het einde ervan nog golden.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: [],
  },
  service_outages: {
    name: 'Storingen van de dienst',
    definition: 'Storingen en verslechteringen van de dienst zelf die op enig moment in de periode gaande waren.',
    nullRule: 'Geen register: niet beschikbaar.',
    traps: ['Een die over het einde van een periode heen gaat, telt in beide.'],
  },
};
