import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyCustomers, errorBlock, runMxdr } from './run-mxdr.ts';

describe('the ledgers of a customer', () => {
  it('are made, changed by their rules only, listed with the credits that are left, and held by validate', async () => {
    // GIVEN a customer with a term for questions, and no ledger
    const customers = copyCustomers();
    const folder = path.join(customers, 'fabrikam');
    appendFileSync(path.join(folder, 'customer.yaml'), '\nexperts:\n  termStart: 2026-01-01\n');
    const file = path.join(folder, 'questions.yaml');
    const run = (...args: readonly string[]) => runMxdr([...args, '--customers', customers], { env: { USER: 'Ada' } });
    // WHEN one is asked
    const added = await run('questions', 'fabrikam', 'add', 'odd-script', '--title', 'Odd script', '--by', 'Daan', '--on', '2026-10-05');
    // THEN
    expect(added.code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(
      [
        'questions:',
        '  - id: odd-script',
        '    asked: 2026-10-05',
        '    title: Odd script',
        '    by: Daan',
        '    status: asked',
        '    history:',
        '      - on: 2026-10-05',
        '        to: asked',
        '        by: Ada',
        '',
      ].join('\n'),
    );
    // WHEN it is answered without an answer THEN that is refused, and the file stays as it was
    const before = readFileSync(file, 'utf8');
    const refused = await run('questions', 'fabrikam', 'update', 'odd-script', '--status', 'answered');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(errorBlock('MXDR-LEDGER-REFUSED'));
    expect(refused.stderr).toContain('needs "answer"');
    expect(readFileSync(file, 'utf8')).toBe(before);
    // WHEN it is answered THEN the list says so, with what is left of the credits
    const answered = await run(
      'questions',
      'fabrikam',
      'update',
      'odd-script',
      '--status',
      'answered',
      '--answer',
      'A backup agent.',
      '--json',
    );
    expect(JSON.parse(answered.stdout)).toMatchObject({
      entry: { status: 'answered', history: [{ to: 'asked' }, { to: 'answered', by: 'Ada' }] },
    });
    const listed = await run('questions', 'fabrikam');
    expect(listed.stdout).toMatch(/odd-script +answered/u);
    expect(listed.stdout).toMatch(/credits left \(\d+ carried over, 10 granted, [01] used\)/u);
    // WHEN a merge is left half done THEN validate says so, with its place
    appendFileSync(file, '<<<<<<< ours\n=======\n>>>>>>> theirs\n');
    const validated = await run('validate', 'fabrikam');
    expect(validated.code).toBe(3);
    expect(validated.stdout + validated.stderr).toMatch(/questions\.yaml:15:1 error MXDR-LEDGER-CONFLICT/u);
  });

  it('that are not kept say so, and a wrong action names the right ones', async () => {
    const customers = copyCustomers();
    const listed = await runMxdr(['hunts', 'fabrikam', '--customers', customers]);
    expect(listed.code).toBe(0);
    expect(listed.stdout).toContain('fabrikam has no hunts.yaml yet');
    const wrong = await runMxdr(['hunts', 'fabrikam', 'remove', '--customers', customers]);
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain('list, add, update');
    expect(existsSync(path.join(customers, 'fabrikam/hunts.yaml'))).toBe(false);
  });
});
