import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './read-json.ts';
import type { ReportJob } from './report-job.ts';
import { redactionKinds, reportFormats, reportJobKey, reportJobSchema, writeReportJob } from './report-job.ts';

const definition = 'a'.repeat(64);
const job = reportJobSchema.parse({ customerId: 'contoso', report: 'service-review', period: '2026-10' });

const anyJob = fc
  .record({
    customerId: fc.constantFrom('contoso', 'fabrikam'),
    report: fc.constantFrom('service-review', 'incident'),
    period: fc.constantFrom('2026-10', '2026-Q3', '2026-W45', '2026-10-01..2026-11-01'),
    formats: fc.subarray([...reportFormats], { minLength: 1 }),
    asOf: fc.constantFrom(null, '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
    incident: fc.option(fc.integer({ min: 1, max: 9999 })),
    redact: fc.subarray([...redactionKinds]),
    attachRows: fc.boolean(),
    edition: fc.integer({ min: 1, max: 3 }),
  })
  .map((input) => reportJobSchema.parse(input));

describe('a report job', () => {
  it('fills in what is not written, so that a short line and a full one are the same job', () => {
    expect(reportJobSchema.parse(JSON.parse(writeReportJob(job)))).toEqual(job);
    expect(job).toEqual({
      schemaVersion: 1,
      customerId: 'contoso',
      report: 'service-review',
      period: '2026-10',
      formats: ['html', 'pdf'],
      asOf: null,
      incident: null,
      redact: [],
      attachRows: true,
      edition: 1,
    });
  });

  it('survives being written and read, whatever is in it', () => {
    fc.assert(
      fc.property(anyJob, (one) => {
        expect(reportJobSchema.parse(JSON.parse(writeReportJob(one)))).toEqual(one);
      }),
    );
  });

  it('has the same key exactly when it means the same', () => {
    fc.assert(
      fc.property(anyJob, anyJob, (one, other) => {
        expect(reportJobKey(one, definition) === reportJobKey(other, definition)).toBe(writeReportJob(one) === writeReportJob(other));
      }),
    );
  });

  it('does not mind in which order formats are written, how often, or how the instant is', () => {
    // GIVEN the same job in two hands
    const one = reportJobSchema.parse({ ...job, formats: ['pdf', 'html', 'pdf'], asOf: '2026-11-01T00:00:00Z' });
    const other = reportJobSchema.parse({ ...job, formats: ['html', 'pdf'], asOf: '2026-11-01T00:00:00.000Z' });
    // THEN it is one job
    expect(reportJobKey(one, definition)).toBe(reportJobKey(other, definition));
  });

  it.each([
    { customerId: 'fabrikam' },
    { report: 'executive-summary' },
    { period: '2026-09' },
    { formats: ['html'] },
    { asOf: '2026-11-02T00:00:00Z' },
    { incident: 3013 },
    { redact: ['users'] },
    { attachRows: false },
    { edition: 2 },
  ])('has another key where it means something else: %o', (change) => {
    expect(reportJobKey(reportJobSchema.parse({ ...job, ...change }), definition)).not.toBe(reportJobKey(job, definition));
  });

  it('has another key under another definition of the report', () => {
    expect(reportJobKey(job, 'b'.repeat(64))).not.toBe(reportJobKey(job, definition));
  });

  it.each<Readonly<Record<string, unknown>>>([
    { customerId: '../fabrikam' },
    { report: '../../etc' },
    { report: 'Service Review' },
    { period: 'last month' },
    { formats: [] },
    { formats: ['docx'] },
    { asOf: 'yesterday' },
    { asOf: '2026-11-01T00:00:00+02:00' },
    { incident: 0 },
    { redact: ['everything'] },
    { edition: 0 },
    { schemaVersion: 2 },
    { shell: 'rm' },
  ])('is refused with its place where a field is wrong: %o', (change) => {
    // GIVEN a message that somebody else may have written
    const read = readJson(reportJobSchema, JSON.stringify({ ...job, ...change } satisfies Record<keyof ReportJob, unknown>), 'message');
    // THEN it names what is wrong
    expect('problems' in read ? read.problems.map(({ severity }) => severity) : []).toContain('error');
  });
});
