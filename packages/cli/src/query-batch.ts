import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { LogWorkspace, QueryOutcome, TimeWindow } from '@mxdr/core';
import type { CommandContext } from './context.ts';
import { errorDocument, formatErrorBlock } from './error-block.ts';
import { fileUnreadable } from './errors.ts';

type BatchContext = Pick<CommandContext, 'out' | 'note' | 'paint' | 'signal'>;

/** The answer of one line of a batch, in the contract that `--batch` keeps. */
function batchAnswer(id: unknown, outcome: QueryOutcome): string {
  if (outcome.status === 'failed') {
    const { code, message, line, column } = outcome;
    return JSON.stringify({
      id,
      columns: [],
      rows: [],
      error: { code, message, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    });
  }
  const { columns, rows, partial } = outcome;
  return JSON.stringify({ id, columns, rows, ...(partial === undefined ? {} : { partial }) });
}

function batchLineBroken(id: unknown, message: string, line: number): string {
  return JSON.stringify({ id, columns: [], rows: [], error: { code: 'MXDR-QUERY-BATCH-LINE', message: `line ${line}: ${message}` } });
}

/**
 * A defect of the engine in one line: that line's answer has the code of a defect, its stack goes to stderr, and the other lines are answered.
 * An interruption still ends the batch.
 */
function batchDefect(context: BatchContext, id: unknown, number: number, error: unknown): string {
  context.signal.throwIfAborted();
  if (error instanceof Error && 'syscall' in error) throw error;
  context.note(`line ${number}: ${formatErrorBlock(error, context.paint)}`);
  return JSON.stringify({ id, columns: [], rows: [], error: { code: 'MXDR-INTERNAL', message: errorDocument(error).error['message'] } });
}

function parseBatchLine(
  text: string,
): { readonly id: unknown; readonly query: string } | { readonly id: unknown; readonly complaint: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { id: null, complaint: error instanceof Error ? error.message : String(error) };
  }
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  if (typeof value !== 'object' || value === null || !('query' in value) || typeof value.query !== 'string')
    return { id, complaint: 'needs "id" and "query"' };
  return { id, query: value.query };
}

/**
 * Answers line by line, in order, in one process; a query that fails is its line's answer and stops nothing.
 * @param file JSON lines `{"id","query"}`
 * @returns whether every line got a whole answer
 * @throws AppError usage `MXDR-CLI-FILE-UNREADABLE`
 */
export async function answerBatch(
  context: BatchContext,
  file: string,
  workspace: LogWorkspace,
  window: TimeWindow | undefined,
): Promise<boolean> {
  const input = createReadStream(file, 'utf8');
  let number = 0;
  let isGood = true;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      context.signal.throwIfAborted();
      number++;
      if (text.trim() === '') continue;
      const request = parseBatchLine(text);
      if ('complaint' in request) {
        isGood = false;
        context.out(batchLineBroken(request.id, request.complaint, number));
        continue;
      }
      try {
        const outcome = await workspace.query(request.query, window, context.signal);
        if (outcome.status !== 'complete') isGood = false;
        context.out(batchAnswer(request.id, outcome));
      } catch (error) {
        isGood = false;
        context.out(batchDefect(context, request.id, number, error));
      }
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw fileUnreadable(file, error);
    throw error;
  }
  return isGood;
}
