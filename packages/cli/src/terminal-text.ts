// Control characters (C0 but tab and newline, DEL, C1) and the bidirectional overrides: a log row must not steer the terminal.
// eslint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Makes text from logs and files harmless for a terminal: control and bidi characters become their code, visibly. */
export function inertText(text: string): string {
  return text.replace(unsafe, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0') ?? 'fffd'}`);
}

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** ANSI colours, or the text as it is. */
export function createPaint(isColored: boolean): Paint {
  const wrap = (open: number, close: number) => (text: string) => (isColored ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), green: wrap(32, 39), yellow: wrap(33, 39) };
}
