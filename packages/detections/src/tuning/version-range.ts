type Version = readonly [number, number, number];

function parseVersion(text: string): Version | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)$/u.exec(text.trim());
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Negative, zero or positive, as the first version is lower, equal or higher. Texts that are no versions count as 0.0.0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a) ?? [0, 0, 0], parseVersion(b) ?? [0, 0, 0]];
  for (const index of [0, 1, 2] as const) if (left[index] !== right[index]) return left[index] - right[index];
  return 0;
}

/** `^1.2.3`, `~1.2.3`, `1.2.3`, or comparisons with spaces between, e.g. `>=1.0.0 <3.0.0`. `undefined` for any other text. */
export function parseVersionRange(text: string): ((version: string) => boolean) | undefined {
  const tests: ((version: string) => boolean)[] = [];
  for (const part of text.trim().split(/\s+/u)) {
    const match = /^(\^|~|>=|<=|>|<|=)?(\d+\.\d+\.\d+)$/u.exec(part);
    const [, operator = '=', bound = ''] = match ?? [];
    const parsed = parseVersion(bound);
    if (parsed === undefined) return undefined;
    const [major, minor] = parsed;
    const below = (limit: string) => (version: string) => compareVersions(version, bound) >= 0 && compareVersions(version, limit) < 0;
    tests.push(
      {
        '^': below(`${major + 1}.0.0`),
        '~': below(`${major}.${minor + 1}.0`),
        '>=': (version: string) => compareVersions(version, bound) >= 0,
        '<=': (version: string) => compareVersions(version, bound) <= 0,
        '>': (version: string) => compareVersions(version, bound) > 0,
        '<': (version: string) => compareVersions(version, bound) < 0,
        '=': (version: string) => compareVersions(version, bound) === 0,
      }[operator as '^'],
    );
  }
  return (version) => parseVersion(version) !== undefined && tests.every((test) => test(version));
}
