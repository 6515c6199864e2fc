import { describe, expect, it } from 'vitest';
import { copyReport, isReportName, titleOfName } from './copy-report.ts';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const textOf = (files: ReturnType<typeof copyReport>, name: string) =>
  Buffer.from(files.find((one) => one.name === name)!.bytes).toString('utf8');

describe('a copy of a report', () => {
  it('has another id and title, and is otherwise the same to the letter', () => {
    // GIVEN a report with comments, ids and titles of blocks, and a query
    const report =
      '# First\nschemaVersion: 1\nid: service-review # of the report\ntitle: Service review\nsections:\n  - id: one\n    title: Kept\n';
    const query = '// id: noise\nT | take 1\n';

    // WHEN
    const copy = copyReport([file('report.yaml', report), file('queries/noise.kql', query)], 'noise-of-rules');

    // THEN
    expect(textOf(copy, 'report.yaml')).toBe(
      '# First\nschemaVersion: 1\nid: noise-of-rules\ntitle: Noise of rules\nsections:\n  - id: one\n    title: Kept\n',
    );
    expect(textOf(copy, 'queries/noise.kql')).toBe(query);
  });

  it.each(['queries', 'languages', 'Review', '../escape', '1st', 'a b', '', 'a'.repeat(60)])('is never called %j', (name) => {
    expect(isReportName(name)).toBe(false);
  });

  it('may be called by letters, digits and hyphens, which its title tells in words', () => {
    expect(isReportName('board-2027')).toBe(true);
    expect(titleOfName('board-2027')).toBe('Board 2027');
  });
});
