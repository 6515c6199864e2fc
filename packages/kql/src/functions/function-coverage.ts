import { loadKusto } from '../language/kusto.ts';
import { COLUMN_CALLS } from '../plan/lower-column-calls.ts';
import { FUNCTION_GROUPS } from './library/function-groups.ts';
import { refusalOf } from './refused-functions.ts';
import { findScalarFunction, namesOf } from './scalar-functions.ts';

/** Calls that the plan resolves itself. */
const PLANNED: ReadonlySet<string> = new Set([...COLUMN_CALLS, 'table']);

/** What the embedded workspace does with the scalar functions that the language service knows. */
export interface FunctionCoverage {
  readonly known: readonly string[];
  readonly implemented: readonly string[];
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  /** Neither; a test holds this empty. */
  readonly unknown: readonly string[];
}

export function scalarFunctionCoverage(): FunctionCoverage {
  const known = loadKusto().scalarFunctionNames().toSorted();
  const implemented = known.filter((name) => findScalarFunction(name) !== undefined || PLANNED.has(name));
  const rest = known.filter((name) => !implemented.includes(name));
  return {
    known,
    implemented,
    refused: rest.flatMap((name) => {
      const reason = refusalOf(name);
      return reason === undefined ? [] : [{ name, reason }];
    }),
    unknown: rest.filter((name) => refusalOf(name) === undefined),
  };
}

/** The coverage as Markdown tables for the package's README. */
export function describeFunctionCoverage(): string {
  const { known, implemented, refused } = scalarFunctionCoverage();
  const listed = (names: Iterable<string>): string => [...names].map((name) => `\`${name}\``).join(' ');
  const implementedNames = new Set(implemented);
  const groups = Object.entries(FUNCTION_GROUPS).map(
    ([group, functions]) => [spellOut(group), listed(functions.flatMap(namesOf).filter((name) => implementedNames.has(name)))] as const,
  );
  const planned = ['columns and tables', listed(implemented.filter((name) => PLANNED.has(name)))] as const;
  const reasons = [...new Set(refused.map(({ reason }) => reason))].toSorted();
  return [
    `Of ${known.length} scalar functions that the language knows, ${implemented.length} are implemented and ${refused.length} are refused by name.`,
    '',
    '| Implemented | Functions |',
    '|---|---|',
    ...[...groups, planned].map(([group, names]) => `| ${group} | ${names} |`),
    '',
    '| Refused, because | Functions |',
    '|---|---|',
    ...reasons.map((reason) => {
      const names = refused.filter((item) => item.reason === reason).map(({ name }) => name);
      return `| ${reason} | ${listed(names)} |`;
    }),
  ].join('\n');
}

/** `seriesFill` as `series fill`. */
function spellOut(group: string): string {
  return group.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
