import { describe, expect, it } from 'vitest';
import { scalarFunctionCoverage } from './function-coverage.ts';
import { refusalOf } from './refused-functions.ts';

describe('coverage of scalar functions', { timeout: 60_000 }, () => {
  it('implements or refuses every function that the language service knows', () => {
    // GIVEN the functions of the language service
    // WHEN they are looked up
    const coverage = scalarFunctionCoverage();

    // THEN none is left out
    expect(coverage.unknown).toEqual([]);
    expect(coverage.known.length).toBeGreaterThan(400);
    expect(coverage.implemented.length + coverage.refused.length).toBe(coverage.known.length);
  });

  it('refuses nothing that it implements', () => {
    const { implemented } = scalarFunctionCoverage();

    expect(implemented.filter((name) => refusalOf(name) !== undefined)).toEqual([]);
  });
});
