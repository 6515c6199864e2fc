import type { CommandHandler, CommandSpec } from '../command-spec.ts';
import { badOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';

const common = ['--customers', '--json', '--quiet', '--no-color', '--help'];
const shells = ['bash', 'zsh', 'fish', 'pwsh'];

interface Words {
  /** `rules validate` */
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly string[];
  readonly choices: ReadonlyMap<string, readonly string[]>;
  readonly takesCustomers: boolean;
}

function wordsOf(spec: CommandSpec): Words {
  const flagOf = (flags: string): string => flags.split(' ')[0] ?? '';
  return {
    name: spec.name,
    summary: spec.summary,
    flags: [...spec.options.map((option) => flagOf(option.flags)), ...common],
    choices: new Map(
      spec.options.flatMap((option) => (option.choices === undefined ? [] : [[flagOf(option.flags), option.choices] as const])),
    ),
    takesCustomers: spec.args.some((argument) => /^[[<]id(?:\.{3})?[\]>]$/u.test(argument.name)),
  };
}

const firstWords = (all: readonly Words[]): string[] => [...new Set(all.map((words) => words.name.split(' ')[0] ?? ''))];
const secondWords = (all: readonly Words[], first: string): string[] =>
  all.flatMap((words) => (words.name.startsWith(`${first} `) ? [words.name.slice(first.length + 1)] : []));

function bash(all: readonly Words[]): string {
  const groups = firstWords(all).filter((word) => secondWords(all, word).length > 0);
  // A group may be a command itself: `mxdr report contoso` beside `mxdr report verify`.
  const seconds = all.filter(({ name }) => name.includes(' ')).map(({ name }) => name);
  const cases = all.map((words) => {
    const choices = [...words.choices].map(
      ([flag, values]) => `      [[ $prev == ${flag} ]] && candidates="${values.join(' ')}" && rest=""`,
    );
    const rest = [...words.flags, ...(words.takesCustomers ? ['$(_mxdr_customers)'] : [])].join(' ');
    return [`    "${words.name}")`, `      rest="${rest}"`, ...choices, '      ;;'].join('\n');
  });
  return `# mxdr completion for bash: source <(mxdr completion bash)
_mxdr_customers() { ls -1 "\${MXDR_CUSTOMERS:-customers}" 2>/dev/null | grep -v '[.]'; }
_mxdr() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} name="\${COMP_WORDS[1]}" candidates="" rest=""
  if (( COMP_CWORD == 1 )); then COMPREPLY=($(compgen -W "${firstWords(all).join(' ')} --help --version" -- "$cur")); return; fi
  case "$name" in ${groups.join('|')})
    case "$COMP_CWORD:$name" in ${groups.map((group) => `2:${group}) candidates="${secondWords(all, group).join(' ')}";;`).join(' ')} esac
    case "$name \${COMP_WORDS[2]}" in ${seconds.map((name) => `"${name}"`).join('|')}) name="$name \${COMP_WORDS[2]}";; esac ;;
  esac
  case "$name" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$candidates $rest" -- "$cur"))
  [[ -z $COMPREPLY && $cur != -* ]] && COMPREPLY=($(compgen -f -- "$cur"))
}
complete -o filenames -F _mxdr mxdr
`;
}

const quote = (text: string): string => text.replaceAll("'", '’');

function zsh(all: readonly Words[]): string {
  return `#compdef mxdr
# mxdr completion for zsh: mxdr completion zsh > "\${fpath[1]}/_mxdr"
autoload -U bashcompinit && bashcompinit
${bash(all)}`;
}

function fish(all: readonly Words[]): string {
  const lines = ['# mxdr completion for fish: mxdr completion fish > ~/.config/fish/completions/mxdr.fish', 'complete -c mxdr -f'];
  for (const words of all) {
    const [first = '', second] = words.name.split(' ');
    if (second === undefined) lines.push(`complete -c mxdr -n __fish_use_subcommand -a ${first} -d '${quote(words.summary)}'`);
    else lines.push(`complete -c mxdr -n '__fish_seen_subcommand_from ${first}' -a ${second} -d '${quote(words.summary)}'`);
    const seen = `-n '__fish_seen_subcommand_from ${second ?? first}'`;
    for (const flag of words.flags) {
      const values = words.choices.get(flag);
      lines.push(`complete -c mxdr ${seen} -l ${flag.replace(/^--/u, '')}${values === undefined ? '' : ` -x -a '${values.join(' ')}'`}`);
    }
    if (words.takesCustomers) lines.push(`complete -c mxdr ${seen} -a '(ls -1 customers 2>/dev/null | string match -v "*.*")'`);
  }
  for (const group of firstWords(all).filter((word) => all.every(({ name }) => name !== word)))
    lines.push(`complete -c mxdr -n __fish_use_subcommand -a ${group}`);
  return `${lines.join('\n')}\n`;
}

function pwsh(all: readonly Words[]): string {
  const table = all.map((words) => `  '${words.name}' = @(${words.flags.map((flag) => `'${flag}'`).join(', ')})`);
  return `# mxdr completion for PowerShell: mxdr completion pwsh | Out-String | Invoke-Expression
$mxdrWords = @{
${table.join('\n')}
}
Register-ArgumentCompleter -Native -CommandName mxdr -ScriptBlock {
  param($word, $ast, $position)
  $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() } | Where-Object { $_ -ne $word })
  $name = ($typed | Where-Object { -not $_.StartsWith('-') } | Select-Object -First 2) -join ' '
  $flags = $mxdrWords[$name]
  if (-not $flags) { $flags = $mxdrWords[($name -split ' ')[0]] }
  $next = $mxdrWords.Keys | Where-Object { $_ -like "$name*" -and $_ -ne $name } | ForEach-Object { ($_.Substring($name.Length).Trim() -split ' ')[0] } | Select-Object -Unique
  @($next) + @($flags) | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}

/** `mxdr completion SHELL`: the script on stdout, made from the same table as the help. */
export function createCompletion(table: readonly CommandSpec[]): CommandHandler {
  const scripts: Readonly<Record<string, (words: readonly Words[]) => string>> = { bash, zsh, fish, pwsh };
  return (context, [shell = '']) => {
    const write = scripts[shell];
    if (write === undefined) throw badOption('The shell', shell, shells.join(', '));
    context.out(write(table.map(wordsOf)));
    return Promise.resolve(exitCodes.good);
  };
}
