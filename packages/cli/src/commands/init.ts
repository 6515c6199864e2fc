import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { customerIdSchema, readYaml, customerSchema, formatProblem, writeFileAtomic } from '@mxdr/core';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { badOption, configurationInvalid, customerExists, missingOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';

interface Question {
  readonly option: string;
  readonly flag: string;
  readonly ask: string;
  readonly example: string;
}

const questions: readonly Question[] = [
  { option: 'name', flag: '--name', ask: 'Name on reports', example: '"Adatum Corporation"' },
  { option: 'tenantId', flag: '--tenant-id', ask: 'Entra tenant id', example: '11111111-2222-4333-8444-555555555555' },
  {
    option: 'subscriptionId',
    flag: '--subscription-id',
    ask: 'Azure subscription of the workspace',
    example: '11111111-2222-4333-8444-555555555555',
  },
  { option: 'domain', flag: '--domain', ask: 'Primary domain', example: 'adatum.com' },
  { option: 'region', flag: '--region', ask: 'Azure region', example: 'westeurope' },
  { option: 'timeZone', flag: '--time-zone', ask: 'Time zone (IANA)', example: 'Europe/Amsterdam' },
  { option: 'seats', flag: '--seats', ask: 'Licensed users in scope', example: '1200' },
  { option: 'contactName', flag: '--contact-name', ask: 'Incident contact: name', example: '"Security operations"' },
  { option: 'contactEmail', flag: '--contact-email', ask: 'Incident contact: e-mail', example: 'soc@adatum.com' },
  { option: 'contactPhone', flag: '--contact-phone', ask: 'Incident contact: phone', example: '"+31 20 555 0100"' },
];

async function collectAnswers(
  context: CommandContext,
  id: string,
  given: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>([['id', id]]);
  const terminal = context.isInteractive ? createInterface({ input: process.stdin, output: process.stdout }) : undefined;
  try {
    if (id === '') {
      if (terminal === undefined) throw missingOption('ID', 'such as "mxdr init adatum"');
      answers.set(
        'id',
        (await terminal.question('Customer id (lower-case letters, digits, hyphens): ', { signal: context.signal })).trim(),
      );
    }
    for (const question of questions) {
      const value = given[question.option];
      if (typeof value === 'string') answers.set(question.option, value);
      else if (terminal === undefined) throw missingOption(question.flag, `such as ${question.example}`);
      else
        answers.set(
          question.option,
          (await terminal.question(`${question.ask} (e.g. ${question.example}): `, { signal: context.signal })).trim(),
        );
    }
  } finally {
    terminal?.close();
  }
  return answers;
}

function writeCustomerYaml(answers: ReadonlyMap<string, string>): string {
  const text = (key: string): string => JSON.stringify(answers.get(key) ?? '');
  return `# yaml-language-server: $schema=../../schemas/customer.schema.json
id: ${text('id')}
name: ${text('name')}
tenantId: ${text('tenantId')}
primaryDomain: ${text('domain')}
subscriptionId: ${text('subscriptionId')}
region: ${text('region')}
timeZone: ${text('timeZone')}
products:
  - defender-for-endpoint
  - entra-id
seats: ${answers.get('seats') ?? ''}
contacts:
  - role: incident-notification
    name: ${text('contactName')}
    email: ${text('contactEmail')}
    phone: ${text('contactPhone')}
    order: 1
# guide: the operator tells what to do; act: the operator may act on the customer's behalf.
response:
  mode: guide
`;
}

/** `mxdr init [ID]`: a complete, valid customer.yaml from flags, or from questions at a terminal. */
export const run: CommandHandler = async (context, [id = ''], options) => {
  if (id !== '' && !customerIdSchema.safeParse(id).success)
    throw badOption('The id', id, '3 to 32 lower-case letters, digits and hyphens, beginning with a letter');
  const existing = path.join(context.customersFolder, id, 'customer.yaml');
  if (id !== '' && existsSync(existing)) throw customerExists(existing);
  const answers = await collectAnswers(context, id, options);
  const folder = path.join(context.customersFolder, answers.get('id') ?? '');
  const file = path.join(folder, 'customer.yaml');
  if (existsSync(file)) throw customerExists(file);
  const yaml = writeCustomerYaml(answers);
  const parsed = readYaml(customerSchema, yaml, file);
  if ('problems' in parsed) {
    for (const problem of parsed.problems) context.note(formatProblem(problem));
    throw configurationInvalid(parsed.problems.length);
  }
  await mkdir(folder, { recursive: true });
  await writeFileAtomic(file, yaml);
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, file }, null, 2));
  else
    context.out(
      `${file} written.\nNext: open it (your editor completes every field), then "mxdr validate ${parsed.value.id}" and "mxdr check ${parsed.value.id}".`,
    );
  return exitCodes.good;
};
