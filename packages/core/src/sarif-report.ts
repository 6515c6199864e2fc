import { createHash } from 'node:crypto';
import type { Problem } from './problem.ts';

/** A rule of the tool, told about once. */
export interface SarifRule {
  /** Stable code, e.g. `MXDR-RULE-TIMING`. */
  readonly id: string;
  readonly title: string;
  /** Page about it. */
  readonly helpUri?: string;
}

/** `none` is for results that are told but ask for nothing. */
export type SarifLevel = 'error' | 'warning' | 'note' | 'none';

export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: string;
  /** `fail`: not good. `open`: could not be told. Default: fail. */
  readonly kind?: 'fail' | 'open' | 'pass' | 'notApplicable';
  readonly position?: { readonly file: string; readonly line?: number; readonly column?: number };
  /** What makes it the same finding in the next run, whatever its line: rule and object, e.g. `contoso/mde-p2-license`. */
  readonly identity: string;
  /** Why a person accepted it. */
  readonly acceptedBecause?: string;
  readonly properties?: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface SarifOptions {
  readonly toolVersion: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
}

/** A relative reference of RFC 3986; a colon or a space in a file's name must not make it something else. */
function toUri(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');
  return path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}

function formatResult(result: SarifResult, ruleIndex: number): object {
  const { ruleId, level, message, kind, position, identity, acceptedBecause, properties } = result;
  return {
    ruleId,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: kind ?? 'fail',
    // The standard gives a level to failures only.
    level: kind === undefined || kind === 'fail' ? level : 'none',
    message: { text: message },
    ...(position === undefined
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: toUri(position.file) },
                ...(position.line === undefined
                  ? {}
                  : {
                      region: {
                        startLine: position.line,
                        ...(position.column === undefined ? {} : { startColumn: position.column }),
                      },
                    }),
              },
            },
          ],
        }),
    partialFingerprints: { 'mxdr/v1': createHash('sha256').update(`${ruleId}\n${identity}`).digest('hex') },
    ...(acceptedBecause === undefined ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: acceptedBecause }] }),
    ...(properties === undefined ? {} : { properties }),
  };
}

/** Findings in SARIF 2.1.0, the form that code-scanning views read. Equal input gives equal bytes. */
export function formatSarif({ toolVersion, rules, results }: SarifOptions): string {
  const known = rules.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'mxdr',
            semanticVersion: toolVersion,
            rules: known.map(({ id, title, helpUri }) => ({
              id,
              shortDescription: { text: title },
              ...(helpUri === undefined ? {} : { helpUri }),
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) =>
          formatResult(
            result,
            known.findIndex(({ id }) => id === result.ruleId),
          ),
        ),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A problem of a file that a person wrote, as a result. Its identity is its file and message, not its line, which moves. */
export function toSarifResult(problem: Problem): SarifResult {
  const { severity, code, message, position, hint } = problem;
  return {
    ruleId: code,
    level: severity === 'hint' ? 'note' : severity,
    message: hint === undefined ? message : `${message} (${hint})`,
    position,
    identity: `${position.file}\n${message}`,
  };
}
