import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';

export interface OptionSpec {
  /** As commander writes it: `--out <dir>`, `--all`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string;
}

export interface ArgumentSpec {
  /** `<id>`, `[id...]`. */
  readonly name: string;
  readonly description: string;
}

/** What commander gives to a command: `--local x` is `local: 'x'`, a flag is `true`. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export type CommandHandler = (context: CommandContext, args: readonly string[], options: OptionValues) => Promise<ExitCode>;

/** A command as data. Its implementation loads when it runs, never before. */
export interface CommandSpec {
  /** Words after `mxdr`, e.g. `rules validate`. */
  readonly name: string;
  readonly summary: string;
  readonly args: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  readonly load: () => Promise<{ readonly run: CommandHandler }>;
}
