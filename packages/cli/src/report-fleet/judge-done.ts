import path from 'node:path';
import { recoverFolder } from '@mxdr/core';
import type { Manifest, RedactionNote } from '@mxdr/reporting';
import { hashDefinition, hashSources, hashTemplates, manifestName, noteRedaction } from '@mxdr/reporting';
import type { CollectRequest, DrawStageRequest } from '../produce-report.ts';
import { readLogos } from '../produce-report.ts';
import { verifyReport } from '../verify-report.ts';

/** What a manifest must say for its report to be the one that is asked for now. */
export type ExpectedReport = Pick<
  Manifest,
  | 'toolVersion'
  | 'reportId'
  | 'customerId'
  | 'tenantId'
  | 'workspace'
  | 'asOfUtc'
  | 'locale'
  | 'definitionSha256'
  | 'templatesSha256'
  | 'sourcesSha256'
  | 'attachesRows'
> & {
  readonly period: Pick<Manifest['period'], 'id' | 'startUtc' | 'endUtc' | 'timeZone'>;
  readonly formats: readonly string[];
  readonly redaction: RedactionNote | null;
};

/** Whether the report need not be made, and why or why not. */
export type DoneVerdict =
  | { readonly isDone: true; readonly manifest: Manifest; readonly text: Uint8Array }
  | { readonly isDone: false; readonly why: string };

/** What the manifest of this report would say, as far as no query is needed to know it. */
export async function expectReport(request: CollectRequest & DrawStageRequest): Promise<ExpectedReport> {
  const { customer, operator, ledgers, definition, period, redaction } = request;
  const logos = await readLogos(customer, operator, request.customerFolder);
  return {
    toolVersion: request.toolVersion,
    reportId: definition.settings.id,
    customerId: customer.id,
    tenantId: customer.tenantId,
    workspace: request.workspace.description,
    period,
    asOfUtc: request.asOf ?? period.endUtc,
    locale: customer.locale,
    redaction: redaction === undefined ? null : noteRedaction(redaction.kinds, redaction.key),
    definitionSha256: hashDefinition(definition),
    templatesSha256: await hashTemplates(),
    sourcesSha256: hashSources({ customer, operator, ledgers, ...logos }),
    formats: request.formats,
    attachesRows: request.attachesRows ?? true,
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** In what a report differs from the one that is asked for; undefined where in nothing. */
function findDifference(manifest: Manifest, expected: ExpectedReport): string | undefined {
  const { period, redaction } = expected;
  const differences: readonly (readonly [boolean, string])[] = [
    [manifest.customerId !== expected.customerId || manifest.tenantId !== expected.tenantId, 'it is another customer’s'],
    [manifest.reportId !== expected.reportId, `it is another report (${manifest.reportId})`],
    [manifest.toolVersion !== expected.toolVersion, `it was made by mxdr ${manifest.toolVersion}, this is ${expected.toolVersion}`],
    [manifest.definitionSha256 !== expected.definitionSha256, 'the definition of the report has changed since'],
    [manifest.templatesSha256 !== expected.templatesSha256, 'the templates have changed since'],
    [manifest.locale !== expected.locale, `it is in ${manifest.locale}, not in ${expected.locale}`],
    [
      manifest.sourcesSha256 !== expected.sourcesSha256,
      'the file of the customer or of the operator, a logo, a ledger or the rules have changed since',
    ],
    [manifest.workspace !== expected.workspace, `it was asked of ${manifest.workspace}, not of ${expected.workspace}`],
    [
      !isSame(manifest.period, { id: period.id, startUtc: period.startUtc, endUtc: period.endUtc, timeZone: period.timeZone }),
      `it is of ${manifest.period.id} in ${manifest.period.timeZone}`,
    ],
    [manifest.asOfUtc !== expected.asOfUtc, `it looks at rows up to ${manifest.asOfUtc}, not to ${expected.asOfUtc}`],
    [!isSame(manifest.redaction, redaction), 'other names are left out of it, or by another key'],
    [!isSame(manifest.formats, expected.formats), `it was made as ${manifest.formats.join(', ')}, not as ${expected.formats.join(', ')}`],
    [manifest.attachesRows !== expected.attachesRows, `it was made ${manifest.attachesRows ? 'with' : 'without'} rows attached`],
    [manifest.completeness.state !== 'complete', `it is incomplete: ${manifest.completeness.summary}`],
  ];
  return differences.find(([isDifferent]) => isDifferent)?.[1];
}

/**
 * Whether a folder holds the report that is asked for, complete and as it was issued: its manifest says so, and every file is as the manifest
 * says. That files lie there proves nothing. What a killed run has left of a replacement is brought to its end first.
 * @throws AppError external where the folder cannot be read
 */
export async function judgeDone(folder: string, expected: ExpectedReport): Promise<DoneVerdict> {
  await recoverFolder(folder);
  const { state, reason, bytes, manifest, files } = await verifyReport({
    file: path.join(folder, manifestName(expected.reportId)),
    names: undefined,
  });
  if (state === 'missing') return { isDone: false, why: '' };
  if (manifest === null) return { isDone: false, why: `its manifest cannot be relied on: ${reason}` };
  const difference = findDifference(manifest, expected);
  if (difference !== undefined) return { isDone: false, why: difference };
  const spoilt = files.find((file) => file.state !== 'same');
  if (spoilt !== undefined) return { isDone: false, why: `${spoilt.name} is ${spoilt.state}` };
  return { isDone: true, manifest, text: bytes };
}
