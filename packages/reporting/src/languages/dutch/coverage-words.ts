import type { coverageWords as english } from '../english/coverage-words.ts';
import type { Wording } from '../messages.ts';

export const coverageWords = {
  heading: (covered, all) => `Detecties dekken ${covered} van de ${all} technieken van ATT&CK`,
  headingWithFired: (covered, all, firedCount, fired) =>
    `Detecties dekken ${covered} van de ${all} technieken van ATT&CK, en bij ${firedCount === 1 ? 'één' : fired} ging er een af`,
  none: 'Geen detectie dekt een techniek van ATT&CK',
  state: (name, count) => `${name} (${count})`,
  meanings: {
    Fired: 'een detectie heeft een melding gegeven',
    'Has data': 'een detectie is in gebruik en al haar tabellen hebben gegevens ontvangen; zij heeft geen melding gegeven',
    Deployed: 'een detectie is in gebruik; over haar gegevens of meldingen is niet alles bekend',
    'No data': 'detecties zijn in gebruik, maar een tabel die zij lezen heeft niets ontvangen',
    'Not covered': 'er is geen detectie voor in gebruik',
  },
  share: (covered, all) => `${covered} van ${all}`,
  rules: (count, text, tested, testedText) =>
    `${text} ${count === 1 ? 'regel' : 'regels'}, ${tested === count ? 'getest' : tested === 0 ? 'niet getest' : `${testedText} getest`}`,
  onPaper: (count) => `De ${count} technieken die geen detectie dekt, staan niet op papier.`,
} satisfies Wording<typeof english>;
