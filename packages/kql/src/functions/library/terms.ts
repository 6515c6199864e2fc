/** Whether the character at a UTF-16 position belongs to a term: letters and digits of any script; `_` separates. */
function isTermUnit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const isLow = code >= 0xdc00 && code <= 0xdfff;
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(isLow && index > 0 ? index - 1 : index) ?? 0));
}

/** As the operators fold case: no locale. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}

/** Whether `term` stands in `text` with no letter or digit joined to either end, as `has` asks. Both must be folded already. */
export function hasTerm(text: string, term: string): boolean {
  if (term === '') return true;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length;
    const isFreeBefore = at === 0 || !isTermUnit(text, at - 1) || !isTermUnit(text, at);
    const isFreeAfter = end === text.length || !isTermUnit(text, end) || !isTermUnit(text, end - 1);
    if (isFreeBefore && isFreeAfter) return true;
  }
  return false;
}
