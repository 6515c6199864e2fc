/** A word for Bash that means exactly this text. A NUL cannot be in any argument; it is left out. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

/** A string for Bicep, quotes included. */
export function quoteForBicep(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

/** A string for an Azure Resource Manager template, where `[…]` would be run as an expression. */
export function literalForTemplate(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? `[${text}` : text;
}
