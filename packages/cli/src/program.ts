import { createRequire } from 'node:module';
import type { Argument, Command } from 'commander';
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

const groupSummaries: Readonly<Record<string, string>> = { rules: 'analytics rules: validate, test, import, lock, list, coverage, docs' };

/** An argument as usage lines show it: `<shell>`, `[id...]`. */
function nameArgument(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function addCommonOptions(command: Command): void {
  command
    .option('--customers <dir>', 'folder of customers (default: customers/ here, or MXDR_CUSTOMERS)')
    .option('--json', 'one JSON document on stdout')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colours (also NO_COLOR)');
}

function addCommand(parent: Command, name: string, spec: CommandSpec, onInvocation: (invocation: Invocation) => void): Command {
  const command = parent.command(name).description(spec.summary);
  for (const argument of spec.args) command.argument(argument.name, argument.description);
  return command.action(() =>
    onInvocation({
      spec,
      args: command.processedArgs.flat().filter((value) => typeof value === 'string'),
      options: command.opts<OptionValues>(),
    }),
  );
}

function addOptions(command: Command, spec: CommandSpec): void {
  for (const option of spec.options) {
    const made = new commander.Option(option.flags, option.description);
    if (option.choices !== undefined) made.choices([...option.choices]);
    if (option.default !== undefined) made.default(option.default);
    command.addOption(made);
  }
  addCommonOptions(command);
  command.addHelpText('after', `\nExamples:\n${spec.examples.map((example) => `  $ ${example}`).join('\n')}`);
}

/** Builds the parser; `onInvocation` is told the command that was asked for. Commander's own exits arrive as `CommanderError`. */
export function createProgram(version: string, onInvocation: (invocation: Invocation) => void): Command {
  const program = new commander.Command('mxdr')
    .description("Managed XDR, the operator's side: prerequisites, environments as code, reports.")
    .version(version)
    .showHelpAfterError('Run "mxdr --help" for the commands.')
    .exitOverride()
    // What stands behind a command's name is that command's, also where its group has an option of the same name.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      '\nExit codes: 0 good, 1 looked at and not good, 2 could not be determined or partly failed, 3 wrong usage, 130 interrupted.\nNew here? "mxdr demo" makes everything once on a simulated tenant; "mxdr doctor" says what this machine lacks.',
    );
  const groups = new Map<string, Command>();
  // Options are made for the one command that is asked for: those of all would be a tenth of the start of `mxdr --help`.
  const takesOptions = new Set<Command>();
  const add = (parent: Command, name: string, spec: CommandSpec): Command => {
    const command = addCommand(parent, name, spec, onInvocation);
    takesOptions.add(command);
    let isComplete = false;
    const complete = (): void => {
      if (!isComplete) addOptions(command, spec);
      isComplete = true;
    };
    // `mxdr report …` and `mxdr report --help` come by the parent, `mxdr help report` by the help alone.
    parent.hook('preSubcommand', (_parent, asked) => {
      if (asked === command) complete();
    });
    command.on('beforeHelp', complete);
    return command;
  };
  program.configureHelp({
    subcommandTerm: (command) =>
      [command.name(), ...(takesOptions.has(command) ? ['[options]'] : []), ...command.registeredArguments.map(nameArgument)].join(' '),
  });
  for (const spec of commandTable) {
    const [first = '', second] = spec.name.split(' ');
    if (second === undefined) {
      // It may have commands below it, with options of their own: `mxdr report contoso`, `mxdr report verify`.
      groups.set(first, add(program, first, spec).enablePositionalOptions());
      continue;
    }
    let group = groups.get(first);
    if (group === undefined) {
      group = program.command(first).description(groupSummaries[first] ?? '');
      groups.set(first, group);
    }
    add(group, second, spec);
  }
  return program;
}
