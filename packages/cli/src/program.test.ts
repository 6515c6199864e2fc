import { execFileSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from './context.ts';
import { commandTable } from './command-table.ts';
import { createCompletion } from './commands/completion.ts';
import type { Invocation } from './program.ts';
import { createProgram } from './program.ts';

function parse(...words: string[]): Invocation {
  let found: Invocation | undefined;
  createProgram('0.0.0', (invocation) => {
    found = invocation;
  }).parse(['node', 'mxdr', ...words]);
  if (found === undefined) throw new Error('no command was recognised');
  return found;
}

describe('command line', () => {
  it('gives a command its words and options, defaults included', () => {
    // WHEN
    const invocation = parse('report', 'contoso', 'fabrikam', '--period', '2026-10', '--json');
    // THEN
    expect(invocation.spec.name).toBe('report');
    expect(invocation.args).toEqual(['contoso', 'fabrikam']);
    expect(invocation.options).toMatchObject({ period: '2026-10', report: 'service-review', json: true });
  });

  it('finds commands of two words', () => {
    expect(parse('rules', 'test', 'a.yaml').spec.name).toBe('rules test');
    expect(parse('report', 'verify', 'a.pdf', '--json')).toMatchObject({
      spec: { name: 'report verify' },
      args: ['a.pdf'],
      options: { json: true },
    });
  });

  it('can load the implementation of every command', async () => {
    for (const spec of commandTable) expect(typeof (await spec.load()).run, spec.name).toBe('function');
  }, 60_000);

  it('writes completion scripts that name every command, and bash accepts its own', async () => {
    // GIVEN
    let script = '';
    const context = { out: (text: string) => (script = text) } as unknown as CommandContext;
    // THEN
    for (const shell of ['bash', 'zsh', 'fish', 'pwsh']) {
      await createCompletion(commandTable)(context, [shell], {});
      for (const spec of commandTable) expect(script, `${shell} ${spec.name}`).toContain(spec.name.split(' ').at(-1) ?? '');
    }
    await createCompletion(commandTable)(context, ['bash'], {});
    const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-completion-'));
    try {
      const file = path.join(folder, 'mxdr.bash');
      writeFileSync(
        file,
        `${script}\nCOMP_WORDS=(mxdr check --format ""); COMP_CWORD=3; _mxdr; echo "\${COMPREPLY[@]}"
COMP_WORDS=(mxdr report ""); COMP_CWORD=2; _mxdr; echo "\${COMPREPLY[@]}"
COMP_WORDS=(mxdr report verify --); COMP_CWORD=3; _mxdr; echo "\${COMPREPLY[@]}"
COMP_WORDS=(mxdr rules ""); COMP_CWORD=2; _mxdr; echo "\${COMPREPLY[@]}"\n`,
      );
      if (process.platform === 'win32') return;
      const [formats, report, verify, rules] = execFileSync('bash', [file], { encoding: 'utf8' }).split('\n');
      expect(formats).toContain('table json');
      expect(report).toMatch(/^new join verify .*--period/u);
      expect(verify).not.toContain('--period');
      expect(rules).toMatch(/validate.*coverage/u);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
