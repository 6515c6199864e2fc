import type { LedgerName } from '@mxdr/ledgers';
import type { OptionSpec } from '../command-spec.ts';

/** How the text of an option becomes the value of a field. */
export type FieldForm = 'text' | 'number' | 'texts' | 'numbers';

export interface LedgerField {
  /** Name in the file; its option is the same in kebab case. */
  readonly name: string;
  readonly form: FieldForm;
  readonly value: string;
  readonly description: string;
}

const field = (name: string, value: string, description: string, form: FieldForm = 'text'): LedgerField => ({
  name,
  form,
  value,
  description,
});

const title = field('title', 'text', 'what it is about, in a line');
const incidents = field('incidents', 'numbers', 'incidents that it comes from, separated by commas', 'numbers');
const due = field('due', 'day', 'last day, e.g. 2026-11-30');
const started = field('started', 'instant', 'when it began, in UTC, e.g. 2026-10-05T09:00:00Z');
const ended = field('ended', 'instant', 'when it was over, in UTC');

/** Fields that can be set at the command line, by ledger. Plain data, so that help needs nothing of the ledgers themselves. */
export const ledgerFields = {
  recommendations: [
    title,
    field('product', 'product', 'what it is about, e.g. entra-id'),
    field('owner', 'name', 'who does it'),
    field('created', 'day', 'day on which it was made (default: today)'),
    due,
    incidents,
    field('why', 'text', 'what led to it'),
    field('effort', 'size', 'small, medium or large'),
    field('effect', 'text', 'what it changes, expected or seen'),
  ],
  hunts: [
    title,
    field('hypothesis', 'text', 'what would be true if there were a threat'),
    field('category', 'text', 'kind of threat, e.g. "Identity compromise"'),
    field('severity', 'severity', 'how bad it would be: High, Medium, Low or Informational'),
    field('lookedAt', 'list', 'tables or places that were looked at, separated by commas', 'texts'),
    field('query', 'id', 'hunting query in stacks/content/hunting'),
    started,
    ended,
    field('result', 'result', 'nothing-found, benign or threat-confirmed'),
    field('summary', 'text', 'how the conclusion was reached'),
    field('notifications', 'guids', 'IncidentNames of the notifications that came of it', 'texts'),
    field('becameRule', 'id', 'analytics rule that came of it'),
  ],
  questions: [
    title,
    field('asked', 'day', 'day on which it was asked (default: today)'),
    field('by', 'name', 'who asked'),
    field('credits', 'count', 'credits that it takes (default: 1)', 'number'),
    incidents,
    field('answer', 'text', 'what was answered'),
  ],
  decisions: [title, field('owner', 'name', 'who decides'), due, field('outcome', 'text', 'what was decided, and why')],
  'service-events': [
    title,
    field('kind', 'kind', 'outage, degradation, change or maintenance'),
    started,
    ended,
    field('effect', 'text', 'what it meant for the customer'),
  ],
  'check-ins': [
    title,
    field('date', 'day', 'day on which it is held'),
    field('attendees', 'names', 'who was there, separated by commas', 'texts'),
    field('notes', 'text', 'what was said, in short'),
  ],
} as const satisfies Readonly<Record<LedgerName, readonly LedgerField[]>>;

/** `lookedAt` as `looked-at`. */
export function optionName(fieldName: string): string {
  return fieldName.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

/** Options of a ledger's command. */
export function ledgerOptions(name: LedgerName): readonly OptionSpec[] {
  return [
    ...ledgerFields[name].map((one) => ({ flags: `--${optionName(one.name)} <${one.value}>`, description: one.description })),
    { flags: '--status <status>', description: 'add: where it begins; update: where it stands from now on; list: only these' },
    { flags: '--note <text>', description: 'why the status changes, for the history' },
    { flags: '--on <day>', description: "day of the change (default: today in the customer's time zone)" },
    { flags: '--told-by <name>', description: 'who makes the change (default: the person at the terminal)' },
  ];
}
