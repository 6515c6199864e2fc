import { z } from 'zod';
import type { CustomerId } from './customer.ts';
import { customerIdSchema } from './customer.ts';
import type { LogWorkspace } from './log-workspace.ts';
import type { Problem } from './problem.ts';
import type { CellValue, JsonValue, QueryOutcome } from './query-result.ts';
import { questionKey } from './question-key.ts';
import { readJson } from './read-json.ts';

const code = z.custom<`MXDR-${string}`>((value) => typeof value === 'string' && value.startsWith('MXDR-'), 'must be a code of mxdr');
const json = z.custom<JsonValue>((value) => value !== undefined);
/** Rows may be half a million: their cells are what JSON gave. */
const rows = z.array(z.array(z.custom<CellValue>((value) => value !== undefined)));
const request = z.strictObject({
  status: z.int().exactOptional(),
  requestId: z.string().exactOptional(),
  queuedMs: z.number(),
  pauseMs: z.number().exactOptional(),
});
const effort = z.strictObject({ requests: z.array(request), parts: z.int(), bytesScanned: z.number().nullable() });
const type = z.enum(['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'guid', 'string', 'dynamic']);

const result = z
  .strictObject({
    status: z.enum(['complete', 'partial']),
    columns: z.array(z.strictObject({ name: z.string(), type })),
    rows,
    partial: z.array(z.strictObject({ code: z.string(), message: z.string() })).exactOptional(),
    statistics: z.strictObject({ rowsRead: z.number().nullable(), durationMs: z.number(), tables: z.array(z.string()).nullable() }),
    visualization: z.strictObject({ kind: z.string(), properties: z.record(z.string(), json) }).exactOptional(),
    effort: effort.exactOptional(),
  })
  .refine((one) => one.rows.every((row) => row.length === one.columns.length), 'every row has a cell for each column')
  .refine((one) => (one.status === 'partial') === (one.partial?.length ?? 0) > 0, 'a partial answer, and no other, says why');

const failure = z.strictObject({
  status: z.literal('failed'),
  reason: z.enum(['table-missing', 'invalid', 'unsupported', 'limit', 'denied', 'throttled', 'timeout', 'unreachable']),
  code,
  message: z.string(),
  line: z.int().exactOptional(),
  column: z.int().exactOptional(),
  mend: z.string().exactOptional(),
  missingTables: z.array(z.string()).exactOptional(),
  effort: effort.exactOptional(),
});

const recordedAnswer = z.strictObject({
  text: z.string(),
  window: z.strictObject({ start: z.string(), end: z.string() }).nullable().describe('null: everything was asked for'),
  outcome: z.union([result, failure]),
});

const queryRecordingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  customerId: customerIdSchema.describe('Whose data this is.'),
  description: z.string().describe('What was recorded.'),
  recordedAt: z.iso.datetime(),
  answers: z.array(recordedAnswer),
});

/** One customer's answers, kept so that what was made of them can be made again: no workspace, no sign-in. Holds the customer's data. */
export interface QueryRecording {
  readonly schemaVersion: 1;
  readonly customerId: CustomerId;
  /** What was recorded, e.g. `Log Analytics workspace 7b0d… of contoso`. */
  readonly description: string;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  /** One for each question; of a question that was asked twice, the later answer. */
  readonly answers: readonly RecordedAnswer[];
}

export interface RecordedAnswer {
  readonly text: string;
  readonly window: { readonly start: string; readonly end: string } | null;
  readonly outcome: QueryOutcome;
}

/** A workspace that keeps what it answers. */
export interface RecordingWorkspace extends LogWorkspace {
  /** What was answered so far. @param recordedAt ISO 8601 UTC */
  recording(recordedAt: string): QueryRecording;
}

/** Passes questions on to any workspace and keeps the answers, failures too. What is aborted leaves nothing. */
export function recordAnswers(workspace: LogWorkspace, customerId: CustomerId): RecordingWorkspace {
  const answers = new Map<string, RecordedAnswer>();
  return {
    description: workspace.description,
    async query(text, window, signal) {
      const outcome = await workspace.query(text, window, signal);
      answers.set(questionKey(text, window), {
        text,
        window: window === undefined ? null : { start: window.start, end: window.end },
        outcome,
      });
      return outcome;
    },
    recording: (recordedAt) => ({
      schemaVersion: 1,
      customerId,
      description: workspace.description,
      recordedAt,
      answers: [...answers.values()],
    }),
  };
}

/**
 * A workspace that answers from a recording, to the letter: text and window must be those that were asked. A question that was not asked
 * then ends in `MXDR-RECORDING-UNKNOWN`, never in an empty result.
 */
export function replayRecording(recording: QueryRecording): LogWorkspace {
  const answers = new Map(recording.answers.map((answer) => [questionKey(answer.text, answer.window ?? undefined), answer.outcome]));
  return {
    description: `${recording.description}, as recorded at ${recording.recordedAt}`,
    async query(text, window, signal) {
      signal?.throwIfAborted();
      return (
        answers.get(questionKey(text, window)) ?? {
          status: 'failed',
          reason: 'invalid',
          code: 'MXDR-RECORDING-UNKNOWN',
          message: `The recording of ${recording.recordedAt} has no answer to this query and window.`,
          mend: 'Ask for the same report and period as then, with the same version, or ask the workspace itself.',
        }
      );
    },
  };
}

/** A recording as the text of its file. */
export function formatRecording(recording: QueryRecording): string {
  const { answers, ...head } = recording;
  const lines = answers.map((answer) => JSON.stringify(answer));
  return `${JSON.stringify(head).slice(0, -1)},"answers":[\n${lines.join(',\n')}\n]}\n`;
}

/** Reads the text of a recording's file: the recording, or every problem. */
export function parseRecording(text: string, file: string): { readonly value: QueryRecording } | { readonly problems: readonly Problem[] } {
  return readJson(queryRecordingSchema, text, file);
}
