import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isDocumentName } from './document-name.ts';
import { archiveDamaged, archiveNameInvalid } from './errors.ts';
import type { DocumentSink } from './ports.ts';
import type { ReportJob } from './report-job.ts';
import { reportJobSchema } from './report-job.ts';

/** Where the archive keeps its bytes. Nothing in it is ever changed: an immutable container of blobs, say. */
export interface ArchiveStore {
  readonly description: string;
  /** Writes whole or not at all, and never over what is there. */
  writeNew(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<'written' | 'exists'>;
  /** Undefined where there is none of that name. */
  read(name: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
}

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What stands behind an archived report: its presence is what makes the documents a report. */
export const archiveRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: sha256Schema.describe('What the job means, see reportJobKey.'),
  job: reportJobSchema,
  definitionSha256: sha256Schema,
  attempt: z
    .string()
    .regex(/^[0-9a-z-]{1,64}$/)
    .describe('Folder of the documents, beside this record.'),
  state: z.enum(['complete', 'incomplete']),
  summary: z.string().describe('What is missing, for a report that is incomplete.'),
  publishedAt: z.string(),
  toolVersion: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: sha256Schema })).min(1),
});

export type ArchiveRecord = z.infer<typeof archiveRecordSchema>;

/** A report as the archive knows it. */
export interface ArchivePlace {
  readonly job: ReportJob;
  readonly definitionSha256: string;
  readonly key: string;
}

/** One try at a report: documents of no effect until they are published. */
export interface ArchiveAttempt {
  readonly sink: DocumentSink;
  /**
   * Reads every document back, then makes the report of them, unless there is one already.
   * @returns the record that counts: `isOurs` where it is of this attempt
   * @throws AppError external `MXDR-ARCHIVE-DAMAGED` where a document does not come back as it was written
   */
  publish(
    about: Pick<ArchiveRecord, 'state' | 'summary' | 'publishedAt' | 'toolVersion'>,
    signal?: AbortSignal,
  ): Promise<{ readonly record: ArchiveRecord; readonly isOurs: boolean }>;
}

/** Reports that were issued, kept so that each appears whole, once, and never changes. */
export interface ReportArchive {
  readonly description: string;
  /** The report of the place; undefined where it has not been published. */
  find(place: ArchivePlace, signal?: AbortSignal): Promise<ArchiveRecord | undefined>;
  /** @param attempt a name that no other attempt has: documents of two must not mix */
  begin(place: ArchivePlace, attempt: string, signal?: AbortSignal): ArchiveAttempt;
}

/** Folder of a place: the customer comes first, so that who may read it can be said by the beginning of a name. */
export function archiveFolder({ job, key }: ArchivePlace): string {
  return `${job.customerId}/${job.report}/${job.period.replaceAll('..', '_')}/${key}`;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The archive over a store. A report is published by its record, written last and only where there is none: of many workers with the same job
 * one wins, whoever dies on the way leaves documents that no record names, and nobody ever sees half a report or one made of two.
 */
export function createReportArchive(store: ArchiveStore): ReportArchive {
  async function find(place: ArchivePlace, signal?: AbortSignal): Promise<ArchiveRecord | undefined> {
    const name = `${archiveFolder(place)}/record.json`;
    const bytes = await store.read(name, signal);
    if (bytes === undefined) return undefined;
    const record = readRecord(bytes);
    if (record?.key !== place.key) throw archiveDamaged(name, store.description, 'It is not the record of its folder.');
    return record;
  }

  return {
    description: store.description,
    find,
    begin(place, attempt, signal) {
      const folder = archiveFolder(place);
      const files: { readonly name: string; readonly bytes: number; readonly sha256: string }[] = [];
      return {
        sink: {
          async write(name, content) {
            if (!isDocumentName(name)) throw archiveNameInvalid(name, folder);
            const bytes = typeof content === 'string' ? Buffer.from(content) : content;
            // A name that exists is our own, from a request whose answer got lost: reading back tells.
            await store.writeNew(`${folder}/${attempt}/${name}`, bytes, signal);
            files.push({ name, bytes: bytes.length, sha256: sha256Of(bytes) });
          },
        },
        async publish(about, publishSignal = signal) {
          for (const { name, sha256 } of files) {
            const stored = await store.read(`${folder}/${attempt}/${name}`, publishSignal);
            if (stored === undefined || sha256Of(stored) !== sha256)
              throw archiveDamaged(
                `${folder}/${attempt}/${name}`,
                store.description,
                'It was read back with other content than it was written with.',
              );
          }
          publishSignal?.throwIfAborted();
          const { key, job, definitionSha256 } = place;
          const record: ArchiveRecord = { schemaVersion: 1, key, job, definitionSha256, attempt, ...about, files };
          const text = `${JSON.stringify(archiveRecordSchema.parse(record), null, 2)}\n`;
          await store.writeNew(`${folder}/record.json`, Buffer.from(text), publishSignal);
          // Asked even after a write that succeeded: what counts is what is there.
          const found = await find(place, publishSignal);
          if (found === undefined) throw archiveDamaged(`${folder}/record.json`, store.description, 'It was written, and is not there.');
          return { record: found, isOurs: found.attempt === attempt };
        },
      };
    },
  };
}

function readRecord(bytes: Uint8Array): ArchiveRecord | undefined {
  try {
    return archiveRecordSchema.safeParse(JSON.parse(Buffer.from(bytes).toString())).data;
  } catch {
    return undefined;
  }
}
