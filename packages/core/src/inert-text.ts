// Control characters but tab and newline, what turns or hides text (bidirectional marks, zero-width characters, tags), separators that
// some readers break lines at, private use and halves of pairs. The two joiners stay: scripts and emoji need them.
const unsafe = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/**
 * Makes text from logs and files harmless for terminals, XML and other readers: what could steer, hide or reorder is written as its code,
 * so that it is seen: `\u202e`, `\u{e0041}`. Tab and newline stay.
 */
export function inertText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = (character.codePointAt(0) ?? 0xfffd).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}
