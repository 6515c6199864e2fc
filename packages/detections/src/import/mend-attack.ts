import { judgeTechnique, tactics, tacticsOfTechnique } from '../attack-matrix.ts';
import type { RuleDocument } from './rule-document.ts';

/** Techniques that became others when sub-techniques came, by MITRE's own references. */
const successors: Readonly<Record<string, string>> = {
  T1002: 'T1560',
  T1004: 'T1547.004',
  T1015: 'T1546.008',
  T1019: 'T1542.001',
  T1022: 'T1560',
  T1023: 'T1547.009',
  T1028: 'T1021.006',
  T1031: 'T1543.003',
  T1032: 'T1573',
  T1035: 'T1569.002',
  T1042: 'T1546.001',
  T1043: 'T1571',
  T1044: 'T1574.010',
  T1045: 'T1027.002',
  T1050: 'T1543.003',
  'T1053.001': 'T1053.002',
  T1060: 'T1547.001',
  T1063: 'T1518.001',
  T1064: 'T1059',
  T1065: 'T1571',
  T1066: 'T1027.005',
  T1073: 'T1574.001',
  T1075: 'T1550.002',
  T1076: 'T1021.001',
  T1077: 'T1021.002',
  T1081: 'T1552.001',
  T1084: 'T1546.003',
  T1085: 'T1218.011',
  T1086: 'T1059.001',
  T1088: 'T1548.002',
  T1089: 'T1562.001',
  T1093: 'T1055.012',
  T1094: 'T1095',
  T1096: 'T1564.004',
  T1097: 'T1550.003',
  T1099: 'T1070.006',
  T1100: 'T1505.003',
  T1101: 'T1547.005',
  T1107: 'T1070.004',
  T1117: 'T1218.010',
  T1121: 'T1218.009',
  T1122: 'T1546.015',
  T1130: 'T1553.004',
  T1138: 'T1546.011',
  T1145: 'T1552.004',
  T1146: 'T1070.003',
  T1150: 'T1647',
  T1156: 'T1546.004',
  T1158: 'T1564.001',
  T1168: 'T1053.003',
  T1170: 'T1218.005',
  T1171: 'T1557.001',
  T1174: 'T1556.002',
  T1178: 'T1134.005',
  T1179: 'T1056.004',
  T1183: 'T1546.012',
  T1191: 'T1218.003',
  T1192: 'T1566.002',
  T1193: 'T1566.001',
  T1194: 'T1566.003',
  T1196: 'T1218.002',
  T1208: 'T1558.003',
  T1214: 'T1552.002',
  T1215: 'T1547.006',
  'T1218.006': 'T1218',
  T1223: 'T1218.001',
  T1483: 'T1568.002',
  T1487: 'T1561.002',
  T1488: 'T1561.001',
  T1492: 'T1565.001',
  T1493: 'T1565.002',
  T1494: 'T1565.003',
  T1500: 'T1027.004',
  T1502: 'T1134.004',
  T1503: 'T1555.003',
  T1506: 'T1550.004',
  T1514: 'T1548.004',
  T1519: 'T1546.014',
  T1522: 'T1552.005',
  T1527: 'T1550.001',
  T1536: 'T1578.004',
  'T1574.002': 'T1574.001',
};

function mendTactics(rule: RuleDocument): readonly string[] {
  const written = rule.list(['tactics']).map(String);
  const mended = [
    ...new Set(
      written.map((tactic) => {
        const bare = tactic.replaceAll(/[\s_-]/gu, '').toLowerCase();
        return tactics.find((one) => one.toLowerCase() === bare) ?? tactic;
      }),
    ),
  ];
  if (mended.join() !== written.join()) rule.set(['tactics'], mended, `tactics: ${written.join(', ')} written as ${mended.join(', ')}`);
  return mended;
}

/** Tactics in Sentinel's spelling; techniques of today, each with one of its tactics. */
export function mendAttack(rule: RuleDocument): void {
  for (const field of ['tactics', 'relevantTechniques'])
    if (rule.has([field]) && !Array.isArray(rule.get([field]))) rule.set([field], [], `${field}: empty; an empty list`);
  const listed = [...mendTactics(rule)];
  const written = rule.list(['relevantTechniques']).map(String);
  const mended: string[] = [];
  for (const technique of written) {
    const tidy = technique.trim().toUpperCase();
    const today = successors[tidy] ?? tidy;
    const isGood = /^T\d{4}(?:\.\d{3})?$/u.test(today) && judgeTechnique(today) !== 'unknown';
    if (isGood && !mended.includes(today)) mended.push(today);
  }
  if (mended.join() !== written.join())
    rule.set(
      ['relevantTechniques'],
      mended,
      `relevantTechniques: ${written.join(', ')} written as ${mended.join(', ') || 'an empty list'}`,
    );
  for (const technique of mended) {
    const belongs = (tacticsOfTechnique(technique) ?? []).filter((tactic) => tactic !== 'PreAttack');
    const [first] = belongs;
    if (first === undefined || belongs.some((tactic) => listed.includes(tactic)) || listed.includes('PreAttack')) continue;
    listed.push(first);
    rule.set(['tactics'], [...listed], `tactics: ${first} added for ${technique}`);
  }
}
