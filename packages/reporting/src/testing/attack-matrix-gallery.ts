import type { AttackMatrixBlock, AttackMatrixCell } from '../model/attack-matrix-block.ts';

const cell = (technique: string, name: string, state: AttackMatrixCell['state'], rules = ''): AttackMatrixCell => ({
  technique,
  name,
  state,
  word: state,
  rules,
});
const tactics = [
  'Reconnaissance',
  'Resource development',
  'Initial access',
  'Execution',
  'Persistence',
  'Privilege escalation',
  'Defense evasion',
  'Credential access',
  'Discovery',
  'Lateral movement',
  'Collection',
  'Command and control',
  'Exfiltration',
  'Impact',
];

/** How the matrix looks with every state, with nothing deployed, and at its limits. */
export const attackMatrices: readonly AttackMatrixBlock[] = [
  {
    kind: 'attackMatrix',
    id: 'matrix-usual',
    caption: 'Techniques of MITRE ATT&CK under their tactics',
    legend: [
      { state: 'Fired', word: 'Fired (2)', meaning: 'a detection raised an alert' },
      { state: 'Has data', word: 'Has data (3)', meaning: 'a detection is deployed and all its tables took in data; it raised no alert' },
      { state: 'Deployed', word: 'Deployed (1)', meaning: 'a detection is deployed; of its data or its alerts not all is known' },
      { state: 'No data', word: 'No data (1)', meaning: 'detections are deployed, but a table that they read took in nothing' },
      { state: 'Not covered', word: 'Not covered (30)', meaning: 'no detection for it is deployed' },
    ],
    columns: tactics.map((tactic, index) => ({
      tactic,
      share: index < 2 ? '0 of 3' : '4 of 7',
      cells: [
        ...(index < 2
          ? []
          : [
              cell('T1078', 'Valid Accounts', 'Fired', '11 rules, tested'),
              cell('T1550', 'Use Alternate Authentication Material', 'Has data', '2 rules, 1 tested'),
              cell('T1047', 'Windows Management Instrumentation', 'Deployed', '1 rule, tested'),
              cell('T1558', 'Steal or Forge Kerberos Tickets', 'No data', '1 rule, not tested'),
            ]),
        cell('T1140', 'Deobfuscate/Decode Files or Information', 'Not covered'),
        cell('T1205', 'Traffic Signaling', 'Not covered'),
        cell('T1600', 'Weaken Encryption', 'Not covered'),
      ],
    })),
    emptyText: 'No detection is deployed.',
    paperNote: 'The 30 techniques that no detection covers are left out on paper.',
    note: 'Incomplete: the table Usage could not be read.',
  },
  {
    kind: 'attackMatrix',
    id: 'matrix-empty',
    caption: 'A matrix of nothing',
    legend: [],
    columns: [],
    emptyText: 'No detection is deployed.',
    paperNote: '',
    note: '',
  },
];
