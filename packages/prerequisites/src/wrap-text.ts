import { inertText } from '@mxdr/core';

/** Lines of at most so many characters, without anything that steers a terminal. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // Names in facts come from devices and users, some of them hostile: nothing of theirs may steer the terminal or fake a line.
  for (const word of inertText(text.replace(/\s+/gu, ' ')).trim().split(' ')) {
    // A word longer than the line is broken rather than left to the terminal.
    const pieces = word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [];
    for (const piece of pieces) {
      if (line === '') line = piece;
      else if (line.length + 1 + piece.length <= width) line += ` ${piece}`;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}
