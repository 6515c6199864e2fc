import path from 'node:path';
import type { Customer } from '@mxdr/core';
import { AppError, findCustomer, formatProblem, inertText, loadCustomers, localDay, nodeFiles, writeFileAtomic } from '@mxdr/core';
import type { LedgerEntry, LedgerKind, LedgerName, QuestionEntry } from '@mxdr/ledgers';
import { addEntry, allLedgers, creditsOf, stateCredits, updateEntry } from '@mxdr/ledgers';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { badOption, missingOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { readCustomerLedger } from '../ledgers/customer-ledgers.ts';
import type { FieldForm } from '../ledgers/ledger-fields.ts';
import { ledgerFields, optionName } from '../ledgers/ledger-fields.ts';
import { formatTextTable } from '../text-table.ts';

const actions = ['list', 'add', 'update'] as const;

interface Asked {
  readonly context: CommandContext;
  readonly customer: Customer;
  readonly folder: string;
  readonly today: string;
  readonly options: OptionValues;
}

function readField(name: string, form: FieldForm, text: string): unknown {
  const parts = text.split(',').map((part) => part.trim());
  const toNumber = (part: string): number => {
    if (!/^\d{1,9}$/u.test(part))
      throw badOption(`--${optionName(name)}`, text, form === 'numbers' ? 'whole numbers, separated by commas' : 'a whole number');
    return Number(part);
  };
  switch (form) {
    case 'number':
      return toNumber(text.trim());
    case 'numbers':
      return parts.map(toNumber);
    case 'texts':
      return parts.filter((part) => part !== '');
    case 'text':
      return text;
  }
}

/** Fields that were given, by their names in the file. */
function readFields(name: LedgerName, options: OptionValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    ledgerFields[name].flatMap((field) => {
      const given = options[field.name];
      return typeof given === 'string' ? [[field.name, readField(field.name, field.form, given)]] : [];
    }),
  );
}

/** `2026-10-block-legacy-authentication` */
function makeId(title: string, day: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 40)
    .replaceAll(/-+$/gu, '');
  return words === '' ? day : `${day.slice(0, 7)}-${words}`;
}

function readStep({ context, options, today }: Asked) {
  const person = options['toldBy'] ?? context.env['USER'] ?? context.env['USERNAME'];
  if (typeof person !== 'string' || person === '') throw missingOption('--told-by', 'with the name for the history');
  const note = options['note'];
  const day = options['on'];
  return { on: typeof day === 'string' ? day : today, by: person, ...(typeof note === 'string' ? { note } : {}) };
}

function refuse(kind: { readonly one: string }, file: string, problems: readonly Parameters<typeof formatProblem>[0][]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-LEDGER-REFUSED',
    message: `The ${kind.one} was not written.`,
    where: file,
    why: problems.map((problem) => formatProblem(problem)).join('\n         '),
    mend: 'Change what is named and say it again; the file is as it was.',
  });
}

async function change<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
  name: LedgerName,
  asked: Asked,
  id: string | undefined,
  isNew: boolean,
): Promise<Entry> {
  const { folder, options, today } = asked;
  const file = path.join(folder, `${kind.name}.yaml`);
  const text = await nodeFiles.readText(file);
  const fields = readFields(name, options);
  const step = readStep(asked);
  const status = typeof options['status'] === 'string' ? options['status'] : undefined;
  if (!isNew && id === undefined) throw missingOption('the id', `of the ${kind.one}; "list" names them`);
  const begun = status ?? String(kind.initial[0]);
  const dated = name === 'recommendations' ? { created: step.on } : name === 'questions' ? { asked: step.on } : {};
  const changed = isNew
    ? addEntry(
        kind,
        text,
        file,
        { id: id ?? makeId(typeof options['title'] === 'string' ? options['title'] : kind.one, today), ...dated, ...fields, status: begun },
        step,
      )
    : updateEntry(kind, text ?? `${kind.name}: []\n`, file, id ?? '', fields, { ...step, ...(status === undefined ? {} : { status }) });
  if ('problems' in changed) throw refuse(kind, file, changed.problems);
  await writeFileAtomic(file, changed.text);
  return changed.entry;
}

const shown: Readonly<Record<LedgerName, readonly string[]>> = {
  recommendations: ['owner', 'due', 'incidents'],
  hunts: ['category', 'ended', 'result'],
  questions: ['asked', 'by', 'credits'],
  decisions: ['owner', 'due'],
  'service-events': ['kind', 'started', 'ended'],
  'check-ins': ['date', 'attendees'],
};

function cellOf(value: unknown): string {
  if (Array.isArray(value)) return inertText(value.join(', '));
  return typeof value === 'string' || typeof value === 'number' ? inertText(String(value)) : '';
}

/** Days since the last change of status. */
function ageOf(entry: LedgerEntry, today: string): string {
  const last = entry.history.at(-1)?.on;
  return last === undefined ? '' : String(Math.round((Date.parse(today) - Date.parse(last)) / 86_400_000));
}

function stateCreditsOf({ customer, today }: Asked, entries: readonly LedgerEntry[]) {
  const { experts } = customer;
  if (experts === undefined) return undefined;
  const questions = entries as readonly QuestionEntry[];
  return stateCredits(
    { start: experts.termStart, end: experts.termEnd ?? null, opening: experts.openingCredits },
    questions.map((question) => ({ on: question.asked, credits: creditsOf(question) })),
    today,
  );
}

async function list(name: LedgerName, asked: Asked): Promise<void> {
  const { context, customer, folder, today, options } = asked;
  const kind: LedgerKind<LedgerEntry> = allLedgers[name];
  const all = await readCustomerLedger(kind, folder);
  const wanted = typeof options['status'] === 'string' ? options['status'].split(',').map((word) => word.trim()) : undefined;
  const unknown = wanted?.find((word) => !kind.states.includes(word));
  if (unknown !== undefined) throw badOption('--status', unknown, `some of ${kind.states.join(', ')}`);
  const entries = (all ?? []).filter(({ status }) => wanted === undefined || wanted.includes(status));
  const credits = name === 'questions' ? stateCreditsOf(asked, all ?? []) : undefined;
  if (context.json) {
    context.out(
      JSON.stringify(
        { schemaVersion: 1, customerId: customer.id, isKept: all !== undefined, entries, ...(credits === undefined ? {} : { credits }) },
        null,
        2,
      ),
    );
    return;
  }
  if (all === undefined) context.out(`${customer.id} has no ${name}.yaml yet; "mxdr ${name} ${customer.id} add" makes it.`);
  else if (entries.length === 0)
    context.out(`${customer.id}: no ${kind.one}${wanted === undefined ? '' : ` that is ${wanted.join(' or ')}`}.`);
  else
    context.out(
      formatTextTable(
        [
          { head: 'Id' },
          { head: 'Status' },
          { head: 'Days', align: 'right' },
          { head: 'Title' },
          ...shown[name].map((field) => ({ head: `${field[0]!.toUpperCase()}${field.slice(1)}` })),
        ],
        entries.map((entry) => [
          entry.id,
          entry.status,
          ageOf(entry, today),
          inertText(entry.title),
          ...shown[name].map((field) => cellOf(Object.entries(entry).find(([key]) => key === field)?.[1])),
        ]),
        context.width,
      ),
    );
  if (name === 'questions') context.out(describeCredits(customer, credits));
}

function describeCredits({ id, experts }: Customer, credits: ReturnType<typeof stateCreditsOf>): string {
  if (experts === undefined || credits === undefined) return `\n${id} has no term for questions: "experts" in customer.yaml gives one.`;
  const { current, outsideTerm } = credits;
  const outside = outsideTerm === 0 ? '' : ` ${countOf(outsideTerm, 'credit')} of questions outside the term are not counted.`;
  if (current === null) return `\nNo credits: today lies outside the term.${outside}`;
  const { quarter, carried, granted, available, used, remaining, overdrawn, expiresOn, isLastOfYearOrTerm } = current;
  return [
    `\n${quarter}: ${remaining} of ${available} credits left (${carried} carried over, ${granted} granted, ${used} used).`,
    remaining === 0 ? '' : ` They expire after ${expiresOn}${isLastOfYearOrTerm ? ', at the end of this quarter' : ''}.`,
    overdrawn === 0 ? '' : ` ${countOf(overdrawn, 'credit')} more ${overdrawn === 1 ? 'was' : 'were'} asked for than there were.`,
    outside,
  ].join('');
}

/** `mxdr recommendations|hunts|questions|… ID list|add|update`: the customer's ledgers, read and written with their rules. */
export function createLedgerCommand(name: LedgerName): CommandHandler {
  return async (context, [customerId = '', action = 'list', id], options) => {
    const known = actions.find((one) => one === action);
    if (known === undefined) throw badOption('the action', action, `one of ${actions.join(', ')}`);
    const book = await loadCustomers(context.customersFolder);
    const customer = findCustomer(book, customerId);
    const folder = path.join(context.customersFolder, customer.id);
    const asked: Asked = { context, customer, folder, today: localDay(context.clock.now(), customer.timeZone), options };
    if (known === 'list') {
      await list(name, asked);
      return exitCodes.good;
    }
    const entry = await change(allLedgers[name], name, asked, id, known === 'add');
    if (context.json) context.out(JSON.stringify({ schemaVersion: 1, customerId: customer.id, entry }, null, 2));
    else
      context.out(
        `${context.paint.bold(entry.id)}: ${entry.status}. Written to ${path.relative(context.cwd, path.join(folder, `${name}.yaml`))}.`,
      );
    return exitCodes.good;
  };
}
