/** Plain data, as JSON has it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** The path of every leaf, like `sections.0.heading`. */
export function listPaths(value: Plain, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]: [string, Plain]) => listPaths(inner, path === '' ? key : `${path}.${key}`));
}
