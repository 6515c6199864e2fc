import { beforeAll, describe, expect, it } from 'vitest';
import { CHOICE_CASES } from './cases/choice-cases.ts';
import { JOIN_CASES } from './cases/join-cases.ts';
import { PARSE_CASES } from './cases/parse-cases.ts';
import { PLUGIN_CASES } from './cases/plugin-cases.ts';
import { UNION_CASES } from './cases/union-cases.ts';
import type { RefusalCase } from './testing/operator-case.ts';
import { answerOf, caseEngine } from './testing/operator-case.ts';

const engine = caseEngine();

describe('operators', () => {
  // The language service takes seconds to load on a busy machine.
  beforeAll(() => engine.analyse('print 1'), 60_000);

  it.each([...CHOICE_CASES, ...JOIN_CASES, ...PARSE_CASES, ...PLUGIN_CASES, ...UNION_CASES])('$title', async ({ query, gives }) => {
    // GIVEN a query over small tables WHEN run
    const answer = await answerOf(engine, query);
    // THEN it gives what its case says
    expect(answer).toEqual(gives);
  });

  it.each<RefusalCase>([
    { title: 'fork', query: 'Thing_CL | fork (count) (take 1)', code: 'MXDR-KQL-UNSUPPORTED', says: 'fork' },
    { title: 'reduce', query: 'Thing_CL | reduce by Key', code: 'MXDR-KQL-UNSUPPORTED', says: 'reduce' },
    { title: 'consume', query: 'Thing_CL | consume', code: 'MXDR-KQL-UNSUPPORTED', says: 'consume' },
    { title: 'restrict', query: 'restrict access to (Thing_CL); Thing_CL', code: 'MXDR-KQL-UNSUPPORTED', says: 'restrict' },
    { title: 'set', query: 'set best_effort; Thing_CL', code: 'MXDR-KQL-UNSUPPORTED', says: 'set best_effort' },
    { title: 'scan without an order', query: 'Thing_CL | scan with (step s: true;)', code: 'MXDR-KQL-INVALID', says: 'serialize' },
  ])('refuse $title by name', async ({ query, code, says }) => {
    // GIVEN a query that the engine does not answer WHEN run
    const [answer] = await answerOf(engine, query);
    // THEN the error names what it is
    expect(answer).toMatch(new RegExp(`^${code}.*${says}`));
  });
});
