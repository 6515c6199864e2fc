import type { z } from 'zod';
import { nearestName } from './nearest-name.ts';
import type { Problem } from './problem.ts';
import { descriptionAt, keysAt } from './schema-lookup.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';
import { parseYamlDocument } from './yaml-source.ts';

/** A value that agrees with its schema and the source that knows its positions, or everything that is wrong. */
export type YamlReading<Value> = { readonly value: Value; readonly source: YamlSource } | { readonly problems: readonly Problem[] };

function describeKind(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 60))}`;
  return typeof value === 'number' || typeof value === 'boolean' ? `the ${typeof value} ${value}` : typeof value;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};

const formatNames: Readonly<Record<string, string>> = {
  email: 'an e-mail address such as soc@contoso.com',
  url: 'a URL',
  uuid: 'a GUID',
  guid: 'a GUID',
  datetime: 'an ISO 8601 date and time',
};

function pathText(path: YamlPath): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.entries(current).find(([key]) => key === String(step))?.[1];
  }
  return current;
}

function countText(amount: number | bigint, origin: string): string {
  const one = Number(amount) === 1;
  if (origin === 'string') return `${amount} ${one ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `${amount} ${one ? 'entry' : 'entries'}`;
  return String(amount);
}

function misfits(issues: readonly z.core.$ZodIssue[]): number {
  return issues.filter((issue) => (issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.path.length === 0).length;
}

/** The branch of a union that the author most likely meant: the one whose own kind fits, then the one with the fewest complaints. */
function meantBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  return [...branches].toSorted((a, b) => misfits(a) - misfits(b) || a.length - b.length)[0] ?? [];
}

function quoteList(values: readonly unknown[]): string {
  return values.map(String).join(', ');
}

function didYouMean(text: string, names: readonly string[]): string | undefined {
  const nearest = nearestName(text, names);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

/** Maps one issue of the schema to problems at the places that caused it. */
function toProblems(issue: z.core.$ZodIssue, base: YamlPath, schema: z.ZodType, source: YamlSource): readonly Problem[] {
  const path: YamlPath = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const name = path.length === 0 ? 'the document' : pathText(path);
  const input = valueAt(source.value, path);
  const at = source.positionOf(path);
  const problem = (code: Problem['code'], message: string, known?: string): readonly Problem[] => {
    // Where nothing better is known, what the field is for says what to write.
    const hint = known ?? descriptionAt(schema, path) ?? descriptionAt(schema, path.slice(0, -1));
    return [{ severity: 'error', code, message, position: at, ...(hint === undefined ? {} : { hint }) }];
  };
  const oneOf = (values: readonly unknown[]): readonly Problem[] => {
    const hint =
      typeof input === 'string'
        ? didYouMean(
            input,
            values.filter((value) => typeof value === 'string'),
          )
        : undefined;
    const must = values.length === 1 ? `must be ${quoteList(values)}` : `must be one of ${quoteList(values)}`;
    return problem('MXDR-YAML-VALUE', `${name} ${must}, not ${describeKind(input)}`, hint);
  };
  if (input === undefined && path.length > 0 && issue.code !== 'unrecognized_keys' && issue.code !== 'custom') {
    const description = descriptionAt(schema, path);
    const where = source.positionOf(path.slice(0, -1));
    return [
      {
        severity: 'error',
        code: 'MXDR-YAML-MISSING-KEY',
        message: `${name} is missing`,
        position: where,
        ...(description === undefined ? {} : { hint: description }),
      },
    ];
  }
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path);
      return issue.keys.map((key): Problem => {
        const hint = didYouMean(key, known) ?? (known.length === 0 ? undefined : `known here: ${quoteList(known)}`);
        return {
          severity: 'error',
          code: 'MXDR-YAML-UNKNOWN-KEY',
          message: `${JSON.stringify(key.slice(0, 60))} is not a key ${path.length === 0 ? 'of this file' : `of ${name}`}`,
          position: source.positionOfKey([...path, key]),
          ...(hint === undefined ? {} : { hint }),
        };
      });
    }
    case 'invalid_union': {
      if (issue.errors.length === 0 && 'options' in issue && Array.isArray(issue.options)) return oneOf(issue.options);
      const plain = issue.errors.flatMap((branch) =>
        branch
          .filter((one) => one.code === 'invalid_value' && one.path.length === 0)
          .flatMap((one) => (one.code === 'invalid_value' ? one.values : [])),
      );
      if (plain.length > 0 && (typeof input !== 'object' || input === null)) return oneOf(plain);
      return meantBranch(issue.errors).flatMap((one) => toProblems(one, path, schema, source));
    }
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_type': {
      const wanted = kindNames[issue.expected] ?? issue.expected;
      const quoted =
        issue.expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')
          ? `put it in quotes: "${String(input)}"`
          : undefined;
      return problem('MXDR-YAML-TYPE', `${name} must be ${wanted}, not ${describeKind(input)}`, quoted);
    }
    case 'too_small':
      return problem(
        'MXDR-YAML-VALUE',
        `${name} must be ${issue.inclusive === false ? 'more than' : 'at least'} ${countText(issue.minimum, issue.origin)}, not ${describeKind(input)}`,
      );
    case 'too_big':
      return problem(
        'MXDR-YAML-VALUE',
        `${name} must be ${issue.inclusive === false ? 'less than' : 'at most'} ${countText(issue.maximum, issue.origin)}, not ${describeKind(input)}`,
      );
    case 'invalid_format': {
      const must = issue.message.startsWith('Invalid')
        ? `must be ${formatNames[issue.format] ?? `a valid ${issue.format}`}`
        : issue.message;
      return problem('MXDR-YAML-VALUE', `${name} ${must}, not ${describeKind(input)}`);
    }
    default:
      return problem('MXDR-YAML-VALUE', `${name}: ${issue.message}`);
  }
}

/** Holds a source that was already read against a schema. */
export function readYamlSource<Schema extends z.ZodType>(schema: Schema, source: YamlSource): YamlReading<z.output<Schema>> {
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data, source };
  return { problems: sortProblems(result.error.issues.flatMap((issue) => toProblems(issue, [], schema, source))) };
}

/** Reads YAML text against a schema: the value, or every problem at once with file, line and column. */
export function readYaml<Schema extends z.ZodType>(schema: Schema, text: string, file: string): YamlReading<z.output<Schema>> {
  const parsed = parseYamlDocument(text, file);
  return 'problems' in parsed ? parsed : readYamlSource(schema, parsed.source);
}

/** Problems in the order in which a person meets them: by file, line and column. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) =>
    a.position.file < b.position.file
      ? -1
      : a.position.file > b.position.file
        ? 1
        : a.position.line - b.position.line || a.position.column - b.position.column,
  );
}
