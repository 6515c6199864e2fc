/** Text for HTML, inside elements and quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}

/** Text for Markdown, in one line: no markup, no HTML, no link, no cell border of it survives. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\\`*_[\]<>#|~&$!{}]/gu, (character) => `\\${character}`)
    .replace(/^(\s*)([-+=])/u, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/u, '$1\\$2');
}

/** Whether an address may become a link: `https:`, and nothing in it that could end the link or its quotes. */
export function isLinkable(address: string): boolean {
  return /^https:\/\/[^\s<>"'`\\]+$/u.test(address) && URL.canParse(address);
}
