import type { Contact } from '@mxdr/core';
import { listBlocks } from '../definition/list-blocks.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { nameValue } from './name-value.ts';
import type { ActionListBlock } from './report-model.ts';
import { askForReadiness } from './word-readiness-narratives.ts';

type Item = ActionListBlock['items'][number];

/** Incidents named one by one; the rest are told as a number. */
const incidentsNamed = 3;
const detectionsNamed = 2;
/** A detection is put up for tuning when it closed at least so many incidents and none was real. */
const tuneFrom = 5;

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function ownerOf(contacts: readonly Contact[], roles: readonly Contact['role'][]): string {
  const inOrder = roles.flatMap((role) => contacts.filter((contact) => contact.role === role).toSorted((a, b) => a.order - b.order));
  return inOrder[0]?.name ?? contacts[0]?.name ?? '';
}

/** Whether the report lists every incident that waits, under its section of what needs the reader. */
function listsWaiting({ definition }: DatasetReader): boolean {
  return listBlocks(definition.settings).some(({ block }) => 'source' in block && block.source === 'waiting-now');
}

function askForActions(reader: DatasetReader): readonly Item[] {
  const { dataset, format, messages } = reader;
  const owner = ownerOf(dataset.customer.contacts, ['security-operations', 'incident-notification']);
  const waiting = reader.rows('waiting-now');
  const items = waiting.slice(0, incidentsNamed).map((row): Item => ({
    text: messages.decisions.waiting(String(row['IncidentNumber'] ?? ''), String(row['Title'] ?? '')),
    owner,
    due: row['Severity'] === 'High' ? messages.decisions.atOnce : messages.decisions.thisWeek,
    detail: messages.decisions.waitingDetail(
      nameValue('waiting-now', 'Severity', String(row['Severity'] ?? messages.absent), reader),
      typeof row['WaitingSince'] === 'string' ? format.instant(row['WaitingSince']) : messages.absent,
      format.count(amountOf(row['Pending'])),
    ),
  }));
  const more = waiting.length - items.length;
  return more > 0
    ? [
        ...items,
        {
          text: messages.decisions.moreWaiting(more, format.count(more)),
          owner,
          due: messages.decisions.thisWeek,
          detail: listsWaiting(reader) ? messages.decisions.moreDetail : '',
        },
      ]
    : items;
}

function askForRecommendations({ rows, messages, format }: DatasetReader): readonly Item[] {
  return rows('recommendations')
    .filter((row) => row['State'] === 'Overdue')
    .map((row) => ({
      text: messages.decisions.overdue(String(row['Title'] ?? '')),
      owner: String(row['Owner'] ?? ''),
      due: format.date(String(row['Due'])),
      detail: String(row['Incidents'] ?? '') === '' ? '' : messages.decisions.overdueDetail(String(row['Incidents'])),
    }));
}

function askForLedgerDecisions({ rows, messages, format }: DatasetReader): readonly Item[] {
  return rows('decisions')
    .filter((row) => row['Status'] === 'Needed' || row['Status'] === 'Overdue')
    .map((row) => ({
      text: messages.checkIn.decide(String(row['Title'] ?? '')),
      owner: String(row['Owner'] ?? ''),
      due: typeof row['Due'] === 'string' && row['Due'] !== '' ? format.date(row['Due']) : messages.checkIn.nextCheckIn,
      detail: '',
    }));
}

function askForTuning({ rows, messages, format, dataset }: DatasetReader): readonly Item[] {
  return rows('rule-efficiency')
    .filter((row) => {
      const noise = amountOf(row['BenignPositives']) + amountOf(row['FalsePositives']);
      return noise >= tuneFrom && amountOf(row['TruePositives']) === 0;
    })
    .slice(0, detectionsNamed)
    .map((row) => ({
      text: messages.decisions.tune(String(row['Name'] ?? '')),
      owner: ownerOf(dataset.customer.contacts, ['service-review', 'security-operations']),
      due: messages.decisions.nextReview,
      detail: messages.decisions.tuneDetail(
        format.count(amountOf(row['BenignPositives']) + amountOf(row['FalsePositives'])),
        format.count(amountOf(row['Incidents'])),
      ),
    }));
}

function askForTables({ dataset, definition, messages }: DatasetReader): readonly Item[] {
  return definition.settings.tables
    .filter((table) => table.required && dataset.tables.some((one) => one.table === table.name && one.state === 'missing'))
    .map((table) => ({
      text: messages.decisions.connect(table.name),
      owner: ownerOf(dataset.customer.contacts, ['security-operations', 'service-review']),
      due: messages.decisions.thisWeek,
      detail: table.mend,
    }));
}

/** What the customer has to decide or do, most pressing first; each with an owner and a time. */
export function wordDecisions(reader: DatasetReader): readonly Item[] {
  return [
    ...askForReadiness(reader),
    ...askForActions(reader),
    ...askForTables(reader),
    ...askForLedgerDecisions(reader),
    ...askForRecommendations(reader),
    ...askForTuning(reader),
  ];
}

/** Where those decisions are that a block does not show. */
export function wordMore(count: number, { messages, format, view }: DatasetReader): string {
  const more = view('readiness-run') === undefined ? messages.decisions.more : messages.readiness.moreActions;
  return more(count, format.count(count));
}
