import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeRuleCode, describeRuleCodes, ruleCodes } from './rule-codes.ts';

describe('codes of the validator', () => {
  it('each have a page, and each page is of a code that is given', () => {
    // GIVEN the code of this package and of the stacks, where rules are looked at
    const folders = [import.meta.dirname, path.join(import.meta.dirname, '../../../stacks/src')];
    const texts = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('rule-codes.ts'))
        .map((file) => readFileSync(path.join(folder, file), 'utf8')),
    );
    // WHEN the codes in it are gathered
    const given = new Set(texts.flatMap((text) => text.match(/'MXDR-(?:RULE|TUNING)-[A-Z-]+'/gu) ?? []).map((code) => code.slice(1, -1)));
    // THEN they are those that are described; what is thrown is no finding
    given.delete('MXDR-RULE-NOT-DEPLOYABLE');
    expect([...given].toSorted()).toEqual(Object.keys(ruleCodes).toSorted());
  });

  it('are described with why and mend', () => {
    expect(describeRuleCode('MXDR-RULE-TIMING')).toContain('## What to do');
    expect(describeRuleCodes()).toContain('| [MXDR-RULE-TIMING](MXDR-RULE-TIMING.md) | error |');
  });
});
