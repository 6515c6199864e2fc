import type { coverageWords as english } from '../english/coverage-words.ts';
import type { Wording } from '../messages.ts';

export const coverageWords = {
  heading: (covered, all) => `Les détections couvrent ${covered} des ${all} techniques d’ATT&CK`,
  headingWithFired: (covered, all, firedCount, fired) =>
    `Les détections couvrent ${covered} des ${all} techniques d’ATT&CK, dont ${firedCount === 1 ? 'une' : fired} avec des alertes`,
  none: 'Aucune détection ne couvre une technique d’ATT&CK',
  state: (name, count) => `${name} (${count})`,
  meanings: {
    Fired: 'une détection a levé une alerte',
    'Has data': 'une détection est déployée et toutes ses tables ont reçu des données ; elle n’a pas levé d’alerte',
    Deployed: 'une détection est déployée ; ses données ou ses alertes ne sont pas toutes connues',
    'No data': 'des détections sont déployées, mais une table qu’elles lisent n’a rien reçu',
    'Not covered': 'aucune détection n’est déployée pour elle',
  },
  share: (covered, all) => `${covered} sur ${all}`,
  rules: (count, text, tested, testedText) =>
    `${text} ${count === 1 ? 'règle' : 'règles'}, ${
      tested === count
        ? count === 1
          ? 'testée'
          : 'testées'
        : tested === 0
          ? count === 1
            ? 'non testée'
            : 'non testées'
          : `${testedText} ${tested === 1 ? 'testée' : 'testées'}`
    }`,
  onPaper: (count) => `Les ${count} techniques qu’aucune détection ne couvre ne figurent pas sur papier.`,
} satisfies Wording<typeof english>;
