import type { Clock } from '@mxdr/core';
import type { Paint } from './terminal-text.ts';

/** Everything that a command may touch of the outside world. Assembled once, in `main.ts`. */
export interface CommandContext {
  /** Version of mxdr, for manifests and documents. */
  readonly version: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress, warnings and errors; silent under `--quiet` except for errors. */
  readonly note: (text: string) => void;
  readonly paint: Paint;
  readonly isColored: boolean;
  /** Columns of the terminal; a large number where there is none, so that files are not cut. */
  readonly width: number;
  /** True when a person sits at the terminal. */
  readonly isInteractive: boolean;
  readonly clock: Clock;
  /** Aborted by Ctrl+C and by SIGTERM. */
  readonly signal: AbortSignal;
  /** Aborted by the second of them. A command that listens ends by itself; otherwise the process ends at once. */
  readonly force: AbortSignal;
  /** Writes to the terminal of progress as it is, control codes included; absent where nobody watches, and under `--quiet`. */
  readonly live: ((text: string) => void) | undefined;
  /** One JSON document on stdout instead of text. */
  readonly json: boolean;
  /** Folder of customers. */
  readonly customersFolder: string;
  /** Folder with `reports/`, `templates/` and `stacks/content/`. */
  readonly productFolder: string;
}
