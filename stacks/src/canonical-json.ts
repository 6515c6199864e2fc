/** The object without comments (`//`: construct paths and versions that differ between releases) and with its keys in order. */
function canonicalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalise);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '//')
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, canonicalise(one)]),
  );
}

/** One text for one configuration: the bytes depend on nothing but the content. */
export function toCanonicalJson(value: unknown): string {
  return `${JSON.stringify(canonicalise(value), null, 2)}\n`;
}
