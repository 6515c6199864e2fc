import { createRequire } from 'node:module';
import type { Command } from 'commander';
import type { CommandSpec, OptionValues } from './command-spec.ts';
import { commandTable } from './command-table.ts';

// By require, not by import: commander is CommonJS, and letting the module loader analyse its exports costs a tenth of the start of `mxdr --help`.
const commander = createRequire(import.meta.url)('commander') as typeof import('commander');

/** What the person asked for, before anything of it is loaded. */
export interface Invocation {
  readonly spec: CommandSpec;
  readonly args: readonly string[];
  readonly options: OptionValues;
}

const groupSummaries: Readonly<Record<string, string>> = { rules: 'analytics rules: validate and test' };

function addCommonOptions(command: Command): void {
  command
    .option('--customers <dir>', 'folder of customers (default: customers/ here, or MXDR_CUSTOMERS)')
    .option('--json', 'one JSON document on stdout')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colours (also NO_COLOR)');
}

function addCommand(parent: Command, name: string, spec: CommandSpec, onInvocation: (invocation: Invocation) => void): void {
  const command = parent.command(name).description(spec.summary);
  for (const argument of spec.args) command.argument(argument.name, argument.description);
  for (const option of spec.options) {
    const made = new commander.Option(option.flags, option.description);
    if (option.choices !== undefined) made.choices([...option.choices]);
    if (option.default !== undefined) made.default(option.default);
    command.addOption(made);
  }
  addCommonOptions(command);
  command.addHelpText('after', `\nExamples:\n${spec.examples.map((example) => `  $ ${example}`).join('\n')}`);
  command.action(() =>
    onInvocation({
      spec,
      args: command.processedArgs.flat().filter((value) => typeof value === 'string'),
      options: command.opts<OptionValues>(),
    }),
  );
}

/** Builds the parser; `onInvocation` is told the command that was asked for. Commander's own exits arrive as `CommanderError`. */
export function createProgram(version: string, onInvocation: (invocation: Invocation) => void): Command {
  const program = new commander.Command('mxdr')
    .description("Managed XDR, the operator's side: prerequisites, environments as code, reports.")
    .version(version)
    .showHelpAfterError('Run "mxdr --help" for the commands.')
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 good, 1 looked at and not good, 2 could not be determined or partly failed, 3 wrong usage, 130 interrupted.\nNew here? "mxdr demo" makes everything once on a simulated tenant; "mxdr doctor" says what this machine lacks.',
    );
  const groups = new Map<string, Command>();
  for (const spec of commandTable) {
    const [first = '', second] = spec.name.split(' ');
    if (second === undefined) {
      addCommand(program, first, spec, onInvocation);
      continue;
    }
    let group = groups.get(first);
    if (group === undefined) {
      group = program.command(first).description(groupSummaries[first] ?? '');
      groups.set(first, group);
    }
    addCommand(group, second, spec, onInvocation);
  }
  return program;
}
