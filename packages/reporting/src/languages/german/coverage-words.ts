import type { coverageWords as english } from '../english/coverage-words.ts';
import type { Wording } from '../messages.ts';

export const coverageWords = {
  heading: (covered, all) => `Erkennungsregeln decken ${covered} von ${all} Techniken von ATT&CK ab`,
  headingWithFired: (covered, all, firedCount, fired) =>
    `Erkennungsregeln decken ${covered} von ${all} Techniken von ATT&CK ab, zu ${firedCount === 1 ? 'einer' : fired} davon gab es Warnungen`,
  none: 'Keine Erkennungsregel deckt eine Technik von ATT&CK ab',
  state: (name, count) => `${name} (${count})`,
  meanings: {
    Fired: 'eine Regel hat gewarnt',
    'Has data': 'eine Regel ist im Einsatz und alle ihre Tabellen haben Daten aufgenommen; sie hat nicht gewarnt',
    Deployed: 'eine Regel ist im Einsatz; über ihre Daten oder Warnungen ist nicht alles bekannt',
    'No data': 'Regeln sind im Einsatz, aber eine Tabelle, die sie lesen, hat nichts aufgenommen',
    'Not covered': 'keine Regel dafür ist im Einsatz',
  },
  share: (covered, all) => `${covered} von ${all}`,
  rules: (count, text, tested, testedText) =>
    `${text} ${count === 1 ? 'Regel' : 'Regeln'}, ${tested === count ? 'getestet' : tested === 0 ? 'nicht getestet' : `${testedText} getestet`}`,
  onPaper: (count) => `Die ${count} Techniken, die keine Regel abdeckt, fehlen auf Papier.`,
} satisfies Wording<typeof english>;
