import { beforeAll, describe, expect, it } from 'vitest';
import { JOIN_CASES } from './cases/join-cases.ts';
import { PARSE_CASES } from './cases/parse-cases.ts';
import { UNION_CASES } from './cases/union-cases.ts';
import { answerOf, caseEngine } from './testing/operator-case.ts';

const engine = caseEngine();

describe('operators', () => {
  // The language service takes seconds to load on a busy machine.
  beforeAll(() => engine.analyse('print 1'), 60_000);

  it.each([...JOIN_CASES, ...PARSE_CASES, ...UNION_CASES])('$title', async ({ query, gives }) => {
    // GIVEN a query over small tables WHEN run
    const answer = await answerOf(engine, query);
    // THEN it gives what its case says
    expect(answer).toEqual(gives);
  });
});
