import { createInterface } from 'node:readline/promises';
import type { CommandContext } from './context.ts';

/** Asks the person at the terminal; only the whole word counts as consent, and an end of input (Ctrl+D) counts as no. */
export async function askPerson(context: CommandContext, question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // A terminal in raw mode gives Ctrl+C to readline instead of the process.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(`${question} Type "yes" to go on: `, { signal: context.signal }), closed]);
    context.signal.throwIfAborted();
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
