import { AppError } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { errorDocument, exitCodeOfError, formatErrorBlock } from './error-block.ts';
import { exitCodes, worseOf } from './exit-codes.ts';
import { createPaint } from './terminal-text.ts';

const paint = createPaint(false);

describe('error block', () => {
  it("says what, where, why and what next, and shows no stack for a person's mistake", () => {
    // GIVEN
    const error = new AppError({
      kind: 'usage',
      code: 'MXDR-TEST',
      message: 'It is so.',
      where: 'a.yaml:3:1',
      why: 'because',
      mend: 'Do this.',
    });
    // THEN
    expect(formatErrorBlock(error, paint)).toBe('error MXDR-TEST: It is so.\n  where  a.yaml:3:1\n  why    because\n  next   Do this.');
    expect(exitCodeOfError(error)).toBe(exitCodes.usage);
  });

  it('calls an unforeseen error a defect and shows its stack', () => {
    // WHEN
    const block = formatErrorBlock(new TypeError('x is not a function'), paint);
    // THEN
    expect(block).toMatch(/^error MXDR-INTERNAL: /u);
    expect(block).toContain('TypeError: x is not a function');
  });

  it('keeps control characters out of the terminal and the fields in the document', () => {
    // GIVEN
    const error = new AppError({ kind: 'external', code: 'MXDR-TEST', message: 'bad \u001b[2J row', mend: 'Look.' });
    // THEN
    expect(formatErrorBlock(error, paint)).toContain('bad \\u001b[2J row');
    expect(errorDocument(error)).toEqual({
      schemaVersion: 1,
      error: { code: 'MXDR-TEST', kind: 'external', message: 'bad \u001b[2J row', mend: 'Look.' },
    });
    expect(exitCodeOfError(error)).toBe(exitCodes.undetermined);
  });
});

describe('exit codes of several customers', () => {
  it('reports the worst: wrong usage before not good before undetermined before good', () => {
    expect([worseOf(0, 2), worseOf(2, 1), worseOf(1, 0), worseOf(1, 3), worseOf(0, 0)]).toEqual([2, 1, 1, 3, 0]);
  });
});
