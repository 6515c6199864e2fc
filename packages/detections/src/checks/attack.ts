import { nearestName } from '@mxdr/core';
import { attackRelease, judgeTechnique, tactics, tacticsOfTechnique } from '../attack-matrix.ts';
import type { Rule } from '../rule-schema.ts';
import type { Report } from './report.ts';
import { quote } from './report.ts';

/** Tactics in Sentinel's spelling, techniques in their form, each belonging to a tactic of the rule. */
export function checkAttack({ rule }: { readonly rule: Pick<Rule, 'tactics' | 'relevantTechniques'> }, report: Report): void {
  const listed = new Set<string>();
  rule.tactics.forEach((tactic, index) => {
    const known = tactics.find((one) => one.toLowerCase() === tactic.toLowerCase());
    if (known !== undefined) listed.add(known);
    if (known === tactic) return;
    const meant = known ?? nearestName(tactic, tactics);
    report(
      ['tactics', index],
      'MXDR-RULE-TACTIC',
      `tactic ${quote(tactic)} is not one that Sentinel takes`,
      meant === undefined ? `one of ${tactics.join(', ')}` : `write ${meant}`,
    );
  });
  rule.relevantTechniques.forEach((technique, index) => {
    const path = ['relevantTechniques', index];
    if (!/^T\d{4}(?:\.\d{3})?$/u.test(technique)) {
      report(path, 'MXDR-RULE-TECHNIQUE', `technique ${quote(technique)} is not one`, 'write T1078 or T1078.004');
      return;
    }
    const belongs = tacticsOfTechnique(technique) ?? [];
    const judgement = judgeTechnique(technique);
    if (judgement === 'unknown') {
      report(
        path,
        'MXDR-RULE-TECHNIQUE',
        `technique ${technique} is not in ATT&CK ${attackRelease}`,
        'it may have been revoked or mistyped: look it up at attack.mitre.org',
      );
      return;
    }
    if (judgement === 'newer')
      report(
        path,
        'MXDR-RULE-TECHNIQUE-NEWER',
        `technique ${technique} has a number beyond ATT&CK ${attackRelease}, the release that is known here`,
        'make sure that it exists; an older number is understood by every tool',
        'hint',
      );
    if (belongs.length > 0 && !belongs.some((tactic) => listed.has(tactic)))
      report(
        path,
        'MXDR-RULE-TECHNIQUE-TACTIC',
        `technique ${technique} belongs to none of the rule's tactics`,
        `add one of ${belongs.filter((tactic) => tactic !== 'PreAttack').join(', ')}`,
      );
  });
}
