const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What is said of the coverage of ATT&CK. */
export const coverageWords = {
  heading: (covered: string, all: string) => `Detections cover ${covered} of ${all} techniques of ATT&CK`,
  headingWithFired: (covered: string, all: string, firedCount: number, fired: string) =>
    `Detections cover ${covered} of ${all} techniques of ATT&CK, and ${plural(firedCount, 'one', fired)} raised alerts`,
  none: 'No detection covers a technique of ATT&CK',
  /** Beside the name of a state: how many techniques are so. */
  state: (name: string, count: string) => `${name} (${count})`,
  meanings: {
    Fired: 'a detection raised an alert',
    'Has data': 'a detection is deployed and all its tables took in data; it raised no alert',
    Deployed: 'a detection is deployed; of its data or its alerts not all is known',
    'No data': 'detections are deployed, but a table that they read took in nothing',
    'Not covered': 'no detection for it is deployed',
  },
  share: (covered: string, all: string) => `${covered} of ${all}`,
  /** How many rules a technique has, and how many of them are tested. */
  rules: (count: number, text: string, tested: number, testedText: string) =>
    `${text} ${plural(count, 'rule', 'rules')}, ${tested === count ? 'tested' : tested === 0 ? 'not tested' : `${testedText} tested`}`,
  onPaper: (count: string) => `The ${count} techniques that no detection covers are left out on paper.`,
} as const;
