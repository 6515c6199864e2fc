/**
 * Where a spreadsheet may begin a cell: at the start of a text, and after what other regions take for the end of a cell or a line, whatever
 * blanks and quotes come first. What follows there and begins a formula (its wide forms count in Japanese settings) gets an apostrophe.
 */
const formulaStart = /(^|[;\t\r\n])([\s"']*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** A field by RFC 4180, as it is. For numbers, and for what is known to hold no text of a log. */
export function csvField(text: string): string {
  return /[",;\r\n\t]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A field of text that somebody else wrote: no part of it becomes a formula, in whatever region's spreadsheet it is opened. An apostrophe stands
 * before what would begin one, as people write it by hand.
 */
export function csvTextField(text: string): string {
  return csvField(text.replace(/^[\t\r\n]/u, "'$&").replace(formulaStart, "$1$2'"));
}
