import { createHash } from 'node:crypto';
import type { Problem } from '@mxdr/core';
import { describeAccess } from '@mxdr/core';
import { buildDocument } from './build-document.ts';
import type { PageDocument } from '@mxdr/documents';
import { renderHtml, renderMarkdown } from '@mxdr/documents';
import type { ConsentFile, ConsentInput } from './consent-input.ts';
import { graphFiles } from './graph-requests.ts';
import { lighthouseFiles } from './lighthouse-template.ts';
import { readerPermissionsOf } from './reader-application.ts';
import { scriptFiles } from './scripts.ts';

/** A consent pack, not yet written. */
export interface ConsentPack {
  readonly document: PageDocument;
  /** Identifies what exactly is agreed to: changes with every change of access. */
  readonly version: string;
  /** Day of issue, `2026-11-26`. */
  readonly issued: string;
  /** Every file but the manifest, by name. */
  readonly files: readonly ConsentFile[];
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The first digits of a hash over what is agreed to: the delegation, the directory and the response. */
function versionOf({ plan, operator }: ConsentInput): string {
  const { lighthouse, directory, response, customer } = plan;
  return sha256(
    JSON.stringify({
      customer,
      lighthouse,
      directory,
      response,
      access: describeAccess(plan, operator),
      application: readerPermissionsOf({ operator }),
    }),
  ).slice(0, 12);
}

/** What no customer should be asked to sign. */
function refuse({ plan, operator }: ConsentInput): readonly Problem[] {
  const standing = plan.directory.tiers.find(({ holding, role }) => holding === 'gdap' && role.isWriter);
  if (standing === undefined || operator.principals.actors !== undefined) return [];
  return [
    {
      severity: 'error',
      code: 'MXDR-CONSENT-ACTORS',
      message: `${standing.role.name} by GDAP would be a permanent write role for people: operator.yaml names no principals.actors`,
      position: { file: `customers/${plan.customer.id}/customer.yaml`, line: 1, column: 1 },
      hint: 'add the group whose membership responders activate just in time; the operations stack makes it',
    },
  ];
}

/**
 * Everything that the customer's administrator reads, signs and runs: the document, the delegation as a template, calls to Graph, scripts
 * that verify and revoke. Pure: the same input gives the same bytes, and no secret goes in. Problems where the access may not be asked for.
 */
export function buildConsentPack(input: ConsentInput): ConsentPack | readonly Problem[] {
  const problems = refuse(input);
  if (problems.length > 0) return problems;
  const version = versionOf(input);
  const { issued } = input;
  const document = buildDocument(input, version);
  const files: readonly ConsentFile[] = [
    { name: 'consent.html', text: renderHtml(document, input.css) },
    { name: 'consent.md', text: renderMarkdown(document) },
    ...lighthouseFiles(input),
    ...graphFiles(input),
    ...scriptFiles(input),
  ];
  const manifest = {
    schemaVersion: 1,
    customer: input.plan.customer.id,
    version,
    issued,
    files: files.map(({ name, text }) => ({ name, sha256: sha256(text) })),
  };
  return { document, version, issued, files: [...files, { name: 'manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` }] };
}
