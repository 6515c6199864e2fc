const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text that is inert in HTML and SVG, as content and in quoted attributes. Control characters that XML forbids become U+FFFD. */
export function escapeText(text: string): string {
  return text.replaceAll(forbidden, '\uFFFD').replaceAll(/[&<>"'`]/g, (character) => replacements[character]!);
}

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
