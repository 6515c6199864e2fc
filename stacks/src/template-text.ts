/** Text that CDKTF would take for one of its own placeholders, whatever we escape; it is refused rather than written. */
const tokenMark = /TfToken\[/u;

/**
 * Makes Terraform read text as text: `${` and `%{` begin a template in every JSON string, so that a customer's tag could read a file
 * of the machine that deploys.
 */
function escapeText(text: string): string {
  return text.replaceAll(/([$%])\{/gu, '$1$1{');
}

/** Escapes every text and key in plain data, however deep; the shape stays. */
export function escapeTemplates<Value>(value: Value): Value {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the copy differs in the content of texts only
  return walk(value) as Value;
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [escapeText(key), walk(one)]));
}

/** Paths of texts that cannot be written safely, e.g. `tags.owner`. */
export function findUnsafeTexts(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return tokenMark.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return [...(tokenMark.test(key) ? [here] : []), ...findUnsafeTexts(one, here)];
  });
}
