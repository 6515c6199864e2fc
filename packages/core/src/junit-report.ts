import { inertText } from './inert-text.ts';

/** How one case ended. `failed`: looked at and not good. `error`: could not be told. `skipped`: need not or cannot be looked at. */
export type JUnitOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' | 'error'; readonly type: string; readonly message: string; readonly details?: string }
  | { readonly kind: 'skipped'; readonly message: string };

export interface JUnitCase {
  readonly name: string;
  /** What readers group by, e.g. `contoso.mde-p2-license`. */
  readonly className: string;
  readonly outcome: JUnitOutcome;
  /** Time it took, seconds; absent when it was not measured. */
  readonly seconds?: number;
  /** File that the case comes from, for readers that link it. */
  readonly file?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
  /** When it ran, ISO 8601; written without a zone in UTC, as readers expect. */
  readonly timestamp?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
};

const escapeAttribute = (text: string): string => inertText(text).replace(/[&<>"\t\n]/gu, (character) => entities[character] ?? character);
const escapeContent = (text: string): string => inertText(text).replace(/[&<>]/gu, (character) => entities[character] ?? character);

/** `a="1" b="2"`, a space before each; what is undefined is left out. */
function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(String(value))}"`))
    .join('');
}

function formatProperties(properties: Readonly<Record<string, string>> | undefined, indent: string): readonly string[] {
  const entries = Object.entries(properties ?? {});
  if (entries.length === 0) return [];
  return [
    `${indent}<properties>`,
    ...entries.map(([name, value]) => `${indent}  <property${attributes({ name, value })}/>`),
    `${indent}</properties>`,
  ];
}

function formatOutcome(outcome: JUnitOutcome): readonly string[] {
  if (outcome.kind === 'passed') return [];
  if (outcome.kind === 'skipped') return [`      <skipped${attributes({ message: outcome.message })}/>`];
  const { kind, type, message, details } = outcome;
  const tag = kind === 'failed' ? 'failure' : 'error';
  return [`      <${tag}${attributes({ message, type })}>${escapeContent(details ?? message)}</${tag}>`];
}

function formatCase(one: JUnitCase): readonly string[] {
  const head = attributes({ name: one.name, classname: one.className, time: one.seconds?.toFixed(3) ?? '0.000', file: one.file });
  const body = [...formatProperties(one.properties, '      '), ...formatOutcome(one.outcome)];
  return body.length === 0 ? [`    <testcase${head}/>`] : [`    <testcase${head}>`, ...body, '    </testcase>'];
}

const countsOf = (cases: readonly JUnitCase[]) => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome.kind === 'failed').length,
  errors: cases.filter(({ outcome }) => outcome.kind === 'error').length,
  skipped: cases.filter(({ outcome }) => outcome.kind === 'skipped').length,
});

const secondsOf = (cases: readonly JUnitCase[]): string => cases.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0).toFixed(3);

/**
 * A result file in the JUnit form that CI systems read (`schemas/junit.xsd` says which part of it is used). Text of customers and logs is
 * escaped and made inert, so that the file is well-formed whatever they hold.
 */
export function formatJUnit(suites: readonly JUnitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'mxdr', ...countsOf(all), time: secondsOf(all) })}>`,
  ];
  for (const { name, cases, timestamp, properties } of suites)
    lines.push(
      `  <testsuite${attributes({ name, ...countsOf(cases), time: secondsOf(cases), timestamp: timestamp === undefined ? undefined : new Date(timestamp).toISOString().slice(0, 19) })}>`,
      ...formatProperties(properties, '    '),
      ...cases.flatMap(formatCase),
      '  </testsuite>',
    );
  lines.push('</testsuites>', '');
  return lines.join('\n');
}
