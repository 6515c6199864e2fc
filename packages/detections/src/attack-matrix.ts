import type { AttackTechnique } from './attack-techniques.ts';
import { attackTechniques } from './attack-techniques.ts';

/** Tactics that Sentinel takes, in its spelling. The last three are of the ICS matrix, or retired. */
export const tactics = [
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'Exfiltration',
  'CommandAndControl',
  'Impact',
  'Reconnaissance',
  'ResourceDevelopment',
  'ImpairProcessControl',
  'InhibitResponseFunction',
  'PreAttack',
] as const;
export type Tactic = (typeof tactics)[number];

/** Release of ATT&CK for Enterprise that the table below follows. */
export const attackRelease = '18.1';

const reconnaissance = '1589 1590 1591 1592 1593 1594 1595 1596 1597 1598 1681';
const resourceDevelopment = '1583 1584 1585 1586 1587 1588 1608 1650';

/** Enterprise techniques by tactic, without the leading T. */
const techniquesByTactic: Readonly<Partial<Record<Tactic, string>>> = {
  InitialAccess: '1078 1091 1133 1189 1190 1195 1199 1200 1566 1659 1669',
  Execution: '1047 1053 1059 1072 1106 1129 1203 1204 1559 1569 1609 1610 1648 1651 1674 1675 1677',
  Persistence: '1037 1053 1078 1098 1112 1133 1136 1137 1176 1197 1205 1505 1525 1542 1543 1546 1547 1554 1556 1574 1653 1668 1671',
  PrivilegeEscalation: '1037 1053 1055 1068 1078 1098 1134 1484 1543 1546 1547 1548 1574 1611',
  DefenseEvasion:
    '1006 1014 1027 1036 1055 1070 1078 1112 1127 1134 1140 1197 1202 1205 1207 1211 1216 1218 1220 1221 1222 1480 1484 1497 1535 1542 1548 1550 1553 1556 1562 1564 1574 1578 1599 1600 1601 1610 1612 1620 1622 1647 1656 1666 1672 1678 1679',
  CredentialAccess: '1003 1040 1056 1110 1111 1187 1212 1528 1539 1552 1555 1556 1557 1558 1606 1621 1649',
  Discovery:
    '1007 1010 1012 1016 1018 1033 1040 1046 1049 1057 1069 1082 1083 1087 1120 1124 1135 1201 1217 1482 1497 1518 1526 1538 1580 1613 1614 1615 1619 1622 1652 1654 1673 1680',
  LateralMovement: '1021 1072 1080 1091 1210 1534 1550 1563 1570',
  Collection: '1005 1025 1039 1056 1074 1113 1114 1115 1119 1123 1125 1185 1213 1530 1557 1560 1602',
  Exfiltration: '1011 1020 1029 1030 1041 1048 1052 1537 1567',
  CommandAndControl: '1001 1008 1071 1090 1092 1095 1102 1104 1105 1132 1205 1219 1568 1571 1572 1573 1659 1665',
  Impact: '1485 1486 1489 1490 1491 1495 1496 1498 1499 1529 1531 1561 1565 1657 1667',
  Reconnaissance: reconnaissance,
  ResourceDevelopment: resourceDevelopment,
  PreAttack: `${reconnaissance} ${resourceDevelopment}`,
};

const newestTechnique = Math.max(...[...attackTechniques.keys()].map((id) => Number(id.slice(1))));
/** A release brings five to twenty numbers; one far beyond the newest is a slip. */
const fewReleases = 60;

const tacticsByTechnique: ReadonlyMap<string, readonly Tactic[]> = (() => {
  const map = new Map<string, Tactic[]>();
  for (const tactic of tactics) {
    for (const number of techniquesByTactic[tactic]?.split(' ') ?? []) map.set(`T${number}`, [...(map.get(`T${number}`) ?? []), tactic]);
  }
  return map;
})();

/** The parent of a technique: `T1078` of `T1078.004`; Sentinel's API takes parents only. */
export function parentTechnique(technique: string): string {
  return technique.split('.')[0] ?? technique;
}

/**
 * What the release says of a technique or sub-technique. `newer`: its number is beyond the release, so nothing can be said; `unknown`: the
 * release does not hold it, as it was withdrawn, became another, or never was. Techniques of the ICS matrix (`T0…`) are `other-matrix`.
 */
export function judgeTechnique(technique: string): 'known' | 'newer' | 'unknown' | 'other-matrix' {
  if (technique.startsWith('T0')) return 'other-matrix';
  const [parent = '', sub] = technique.split('.');
  const known = attackTechniques.get(parent);
  if (known === undefined) {
    const distance = Number(parent.slice(1)) - newestTechnique;
    return distance > 0 && distance <= fewReleases ? 'newer' : 'unknown';
  }
  if (sub === undefined) return 'known';
  const number = Number(sub);
  if (number === 0 || known.withdrawn.includes(number)) return 'unknown';
  return number > known.highest ? 'newer' : 'known';
}

/** Techniques of a tactic, by number. */
export function techniquesOfTactic(tactic: Tactic): readonly AttackTechnique[] {
  return (techniquesByTactic[tactic]?.split(' ') ?? []).flatMap((number) => attackTechniques.get(`T${number}`) ?? []);
}

/**
 * Tactics that a technique belongs to, sub-techniques by their parent. `undefined` for a technique that the release does not hold.
 * Techniques of the ICS matrix (`T0…`) are not in the table: they give the empty list.
 */
export function tacticsOfTechnique(technique: string): readonly Tactic[] | undefined {
  if (technique.startsWith('T0')) return [];
  return tacticsByTechnique.get(parentTechnique(technique));
}
