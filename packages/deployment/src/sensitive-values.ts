/** A mark of Terraform's for a value, or for a part of it: true, or an object or list of such marks. */
export function isMarked(mark: unknown): boolean {
  if (mark === true) return true;
  if (Array.isArray(mark)) return mark.some(isMarked);
  return typeof mark === 'object' && mark !== null && Object.values(mark).some(isMarked);
}

/** The part of a value, or of its mark, below a key. A whole that is marked marks all its parts. */
export function partOf(value: unknown, key: string): unknown {
  if (value === true) return true;
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Every text that a value holds at a marked place: these are secrets wherever else they turn up. */
export function markedStrings(value: unknown, mark: unknown): readonly string[] {
  if (mark === true) return stringsIn(value);
  if (typeof mark !== 'object' || mark === null || typeof value !== 'object' || value === null) return [];
  return Object.entries(mark).flatMap(([key, below]) => markedStrings((value as Readonly<Record<string, unknown>>)[key], below));
}
