const longest = 600;

/**
 * Makes text from the service, the sign-in host or the Azure CLI fit for a message: no control or direction characters
 * (a terminal would obey them), no token, one line, at most 600 characters.
 */
export function cleanServiceText(text: string): string {
  const line = text
    .replaceAll(/eyJ[\w-]{10,}(?:\.[\w-]*){0,2}/g, '(token)')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
