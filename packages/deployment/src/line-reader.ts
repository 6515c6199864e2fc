/** Longest line that is kept; the rest of it is dropped, with a word that says so. */
const longestLine = 64 * 1024;

/** Cuts a stream of text into whole lines, so that nothing that looks for a pattern sees half of one. */
export function createLineReader(onLine: (line: string) => void): { push(text: string): void; end(): void } {
  let rest = '';
  const tell = (line: string): void => onLine(line.length > longestLine ? `${line.slice(0, longestLine)} … (line cut)` : line);
  return {
    push(text) {
      const lines = `${rest}${text}`.split(/\r?\n/u);
      rest = lines.pop() ?? '';
      for (const line of lines) tell(line);
      // A line that never ends must not fill the memory; one character more than fits marks it as too long.
      if (rest.length > longestLine + 1) rest = rest.slice(0, longestLine + 1);
    },
    end() {
      if (rest !== '') tell(rest);
      rest = '';
    },
  };
}
