import { describe, expect, it } from 'vitest';
import type { ArchivePlace } from './report-archive.ts';
import { archiveFolder, createReportArchive } from './report-archive.ts';
import { reportJobKey, reportJobSchema } from './report-job.ts';
import { createMemoryArchive } from './testing/memory-archive.ts';

const definitionSha256 = 'd'.repeat(64);
const about = { state: 'complete', summary: '', publishedAt: '2026-11-02T08:00:00.000Z', toolVersion: '0.1.0' } as const;

function placeOf(customerId: string, period = '2026-10'): ArchivePlace {
  const job = reportJobSchema.parse({ customerId, report: 'service-review', period });
  return { job, definitionSha256, key: reportJobKey(job, definitionSha256) };
}
const place = placeOf('contoso');

describe('the archive of reports', () => {
  it('knows no report until it is published, and then all of it', async () => {
    // GIVEN documents that were written
    const store = createMemoryArchive();
    const archive = createReportArchive(store);
    const attempt = archive.begin(place, 'one');
    await attempt.sink.write('service-review.html', '<p>é</p>');
    await attempt.sink.write('service-review-csv/rows.csv', new Uint8Array([1, 2, 3]));
    const before = await archive.find(place);
    // WHEN they are published
    const { record, isOurs } = await attempt.publish(about);
    // THEN the report is there with every file, and was not before
    expect(before).toBeUndefined();
    expect(isOurs).toBe(true);
    expect(await archive.find(place)).toEqual(record);
    expect(record.files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['service-review.html', 9],
      ['service-review-csv/rows.csv', 3],
    ]);
    expect([...store.files.keys()]).toEqual([
      `${archiveFolder(place)}/one/service-review.html`,
      `${archiveFolder(place)}/one/service-review-csv/rows.csv`,
      `${archiveFolder(place)}/record.json`,
    ]);
  });

  it('takes the first of two attempts and leaves the second without effect', async () => {
    // GIVEN two workers with the same job, both done
    const archive = createReportArchive(createMemoryArchive());
    const [one, other] = [archive.begin(place, 'one'), archive.begin(place, 'other')];
    await one.sink.write('service-review.html', 'of one');
    await other.sink.write('service-review.html', 'of the other');
    // WHEN both publish
    const second = await other.publish(about);
    const first = await one.publish(about);
    // THEN the report is that of whoever came first, and both know
    expect([second.isOurs, first.isOurs]).toEqual([true, false]);
    expect(first.record).toEqual(second.record);
    expect(first.record.attempt).toBe('other');
  });

  it('keeps customers, periods and definitions apart', async () => {
    const folders = [place, placeOf('fabrikam'), placeOf('contoso', '2026-09'), placeOf('contoso', '2026-10-01..2026-11-01')].map(
      archiveFolder,
    );
    expect(new Set(folders).size).toBe(4);
    expect(folders[3]).toMatch(/^contoso\/service-review\/2026-10-01_2026-11-01\/[0-9a-f]{64}$/);
  });

  it('publishes nothing that does not come back as it was written', async () => {
    // GIVEN a document that changed after it was written
    const store = createMemoryArchive();
    const archive = createReportArchive(store);
    const attempt = archive.begin(place, 'one');
    await attempt.sink.write('service-review.html', 'true');
    store.tamper(`${archiveFolder(place)}/one/service-review.html`, Buffer.from('false'));
    // WHEN it is published
    const published = attempt.publish(about);
    // THEN it is refused, and there is no report
    await expect(published).rejects.toMatchObject({ code: 'MXDR-ARCHIVE-DAMAGED' });
    expect(await archive.find(place)).toBeUndefined();
  });

  it('refuses a record that is none, or is of another report', async () => {
    // GIVEN a report, and another whose record is a copy of the first
    const store = createMemoryArchive();
    const archive = createReportArchive(store);
    const attempt = archive.begin(place, 'one');
    await attempt.sink.write('service-review.html', 'x');
    await attempt.publish(about);
    const [other, broken] = [placeOf('fabrikam'), placeOf('contoso', '2026-09')];
    store.tamper(`${archiveFolder(other)}/record.json`, store.files.get(`${archiveFolder(place)}/record.json`) ?? new Uint8Array());
    store.tamper(`${archiveFolder(broken)}/record.json`, Buffer.from('{"schemaVersion":1'));
    // THEN neither passes for a report
    await expect(archive.find(other)).rejects.toMatchObject({ code: 'MXDR-ARCHIVE-DAMAGED' });
    await expect(archive.find(broken)).rejects.toMatchObject({ code: 'MXDR-ARCHIVE-DAMAGED' });
  });

  it.each(['../fabrikam/x', 'a/../../x', '/x', 'a//b', '.', 'a\\b', 'c:x', 'a\nb', ''])(
    'takes no document of the name %j',
    async (name) => {
      const store = createMemoryArchive();
      const attempt = createReportArchive(store).begin(place, 'one');
      await expect(attempt.sink.write(name, 'x')).rejects.toMatchObject({ code: 'MXDR-ARCHIVE-NAME' });
      expect(store.files.size).toBe(0);
    },
  );
});
