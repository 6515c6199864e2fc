import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SarifOptions } from './sarif-report.ts';
import { formatSarif, toSarifResult } from './sarif-report.ts';

// Here every reference would have to be an absolute address; the standard has relative ones, which a case below looks at.
const withoutReferences = JSON.stringify(schema).replaceAll('"format":"uri-reference"', '"minLength":1');
const standard = z.fromJSONSchema(JSON.parse(withoutReferences) as z.core.JSONSchema.JSONSchema);

const report: SarifOptions = {
  toolVersion: '0.1.0',
  rules: [
    { id: 'MXDR-B', title: 'second' },
    { id: 'MXDR-A', title: 'first', helpUri: 'https://example.org/a' },
  ],
  results: [
    { ruleId: 'MXDR-A', level: 'error', message: 'bad', identity: 'x', position: { file: './a b/c:d.yaml', line: 3, column: 7 } },
    { ruleId: 'MXDR-B', level: 'warning', message: 'dark', identity: 'y', kind: 'open' },
    { ruleId: 'MXDR-B', level: 'error', message: 'known', identity: 'z', acceptedBecause: 'until March', properties: { owner: 'Ada' } },
  ],
};

interface Log {
  readonly runs: readonly [{ readonly results: readonly Record<string, unknown>[] }];
}
const resultsOf = (text: string) => (JSON.parse(text) as Log).runs[0].results;

describe('a SARIF file', () => {
  it('is valid by the published schema, which refuses what is not', () => {
    const text = formatSarif(report);
    expect(standard.safeParse(JSON.parse(text)).error).toBeUndefined();
    expect(standard.safeParse(JSON.parse(text.replace('"level": "error"', '"level": "bad"'))).success).toBe(false);
  });

  it('names files as references that every reader takes, and gives no level to what is not a failure', () => {
    const [first, second, third] = resultsOf(formatSarif(report));
    expect(first).toMatchObject({
      ruleIndex: 0,
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b/c%3Ad.yaml' }, region: { startLine: 3, startColumn: 7 } } }],
    });
    expect(second).toMatchObject({ kind: 'open', level: 'none' });
    expect(third).toMatchObject({ suppressions: [{ status: 'accepted', justification: 'until March' }] });
  });

  it('knows a problem again when it has moved to another line', () => {
    const at = (line: number) =>
      formatSarif({
        ...report,
        results: [toSarifResult({ severity: 'hint', code: 'MXDR-A', message: 'm', position: { file: 'f.yaml', line, column: 1 } })],
      });
    const [before, after] = [resultsOf(at(3))[0], resultsOf(at(9))[0]];
    expect(before?.['partialFingerprints']).toEqual(after?.['partialFingerprints']);
    expect(before?.['level']).toBe('note');
  });
});
