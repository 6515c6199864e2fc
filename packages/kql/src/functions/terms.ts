/** Whether the UTF-16 unit belongs to a term: letters and digits of any script; `_` separates. */
function isTermUnit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  // Surrogates: ask for the whole character.
  const start = code >= 0xdc00 && code <= 0xdfff && index > 0 ? index - 1 : index;
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(start) ?? 0));
}

/** Whether `term` stands in `text` with no letter or digit joined to the bounded ends, as `has` asks. Both must be folded already. */
export function hasTerm(text: string, term: string, isBoundBefore = true, isBoundAfter = true): boolean {
  if (term === '') return true;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length;
    const isFreeBefore = !isBoundBefore || at === 0 || !isTermUnit(text, at - 1) || !isTermUnit(text, at);
    const isFreeAfter = !isBoundAfter || end === text.length || !isTermUnit(text, end) || !isTermUnit(text, end - 1);
    if (isFreeBefore && isFreeAfter) return true;
  }
  return false;
}

/** Ordinal, as the service folds case: no locale. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
