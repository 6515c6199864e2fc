import path from 'node:path';
import type { Customer, LogWorkspace, Operator } from '@mxdr/core';
import { formatProblem, isAppError, nodeFiles } from '@mxdr/core';
import type { ReadinessRecord, ReportDefinition, ReportLedgers } from '@mxdr/reporting';
import { buildReportModel, collectDataset, forgetTemplates, readReportDefinition, renderHtml, templatesFolder } from '@mxdr/reporting';
import { reportsFolderOf } from '../content-places.ts';
import type { CommandContext } from '../context.ts';
import { formatErrorBlock } from '../error-block.ts';
import { readLogos } from '../produce-report.ts';
import type { ReportTime } from '../report-inputs.ts';
import { createPaint } from '../terminal-text.ts';
import { rememberAnswers } from './remember-answers.ts';
import type { PreviewState } from './preview-page.ts';
import { startPreview } from './preview-server.ts';
import { watchFolders } from './watch-folders.ts';

export interface PreviewRequest {
  /** Folder in `reports/`. */
  readonly name: string;
  readonly customer: Customer;
  readonly operator: Operator;
  /** Of a definition that was just read; with what the checks find now, where it shows anything of that. */
  readonly prepare: (definition: ReportDefinition) => Promise<{
    readonly definition: ReportDefinition;
    readonly time: ReportTime;
    readonly readiness: ReadinessRecord | undefined;
  }>;
  readonly workspace: LogWorkspace;
  readonly ledgers: ReportLedgers;
  readonly issuedAt: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** How often files are looked at, in milliseconds. */
const everyMs = 250;

/**
 * Makes the report again whenever its folder, the queries that reports share, their translations or the templates change, and shows it in a browser.
 * A query is only asked again when its own text changed. Returns when the signal is aborted.
 */
export async function previewReport(context: CommandContext, request: PreviewRequest): Promise<void> {
  const { name, customer } = request;
  const reports = reportsFolderOf(context);
  const workspace = rememberAnswers(request.workspace);
  const server = await startPreview(`${name}, ${customer.name}`, request.port);
  const make = async (): Promise<void> => {
    const before = workspace.asked();
    const start = performance.now();
    server.publish({ kind: 'making' });
    try {
      const html = await render(context, request, workspace);
      if (typeof html !== 'string') {
        server.publish({ kind: 'broken', problems: html.problems });
        context.note(html.problems.join('\n'));
        return;
      }
      workspace.forgetUnused();
      const questions = workspace.asked() - before;
      const summary = `made in ${((performance.now() - start) / 1000).toFixed(1)} s, ${questions === 0 ? 'no query asked' : `${questions} ${questions === 1 ? 'query' : 'queries'} asked`}`;
      server.publish({ kind: 'made', summary } satisfies PreviewState, html);
      context.note(summary);
    } catch (error) {
      if (context.signal.aborted) return;
      server.publish({ kind: 'broken', problems: [formatErrorBlock(error, createPaint(false))] });
      context.note(formatErrorBlock(error, context.paint));
      // A mistake in a report, a template or a question is what a preview is for; a defect is not.
      if (!isAppError(error)) throw error;
    }
  };
  try {
    context.out(`${server.url}  (Ctrl+C ends it)`);
    await make();
    const folders = [path.join(reports, name), path.join(reports, 'queries'), path.join(reports, 'languages'), templatesFolder()];
    for await (const changed of watchFolders({ folders, everyMs, signal: context.signal })) {
      context.note(`changed: ${changed.map((file) => path.relative(context.cwd, file)).join(', ')}`);
      if (changed.some((file) => file.startsWith(templatesFolder()))) forgetTemplates();
      await make();
    }
  } finally {
    await server.close();
  }
}

async function render(
  context: CommandContext,
  { name, customer, operator, prepare, ledgers, issuedAt }: PreviewRequest,
  workspace: LogWorkspace,
): Promise<string | { readonly problems: readonly string[] }> {
  const folder = path.relative(context.cwd, path.join(reportsFolderOf(context), name)).replaceAll(path.sep, '/');
  const read = await readReportDefinition(folder === '' ? '.' : folder, nodeFiles);
  if ('problems' in read) return { problems: read.problems.filter(({ severity }) => severity === 'error').map(formatProblem) };
  const { definition, time, readiness } = await prepare(read);
  const dataset = await collectDataset({
    definition,
    customer,
    operator,
    ...time,
    workspace,
    ledgers: readiness === undefined ? ledgers : { ...ledgers, readiness },
    signal: context.signal,
    progress: { step: () => {} },
  });
  // A query that is wrong makes no report: its place in the file is what its author needs.
  const failed = dataset.runs.flatMap(({ failure, queryId }) =>
    failure === undefined || failure.reason === 'table-missing'
      ? []
      : [`${failure.where ?? queryId} error ${failure.code}: ${failure.message}${failure.mend === '' ? '' : ` (${failure.mend})`}`],
  );
  if (failed.length > 0) return { problems: [...new Set(failed)] };
  const logos = await readLogos(customer, operator, path.join(context.customersFolder, customer.id));
  return renderHtml(buildReportModel(dataset, { issuedAt, toolVersion: context.version, ...logos }));
}
