import type { ViewCell } from '../dataset/dataset.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { nameValue } from './name-value.ts';

type Row = Readonly<Record<string, ViewCell>>;

/** The incident that the report is about; undefined where the report is about a period. */
const incidentOf = ({ rows }: DatasetReader): Row | undefined => rows('incident')[0];

const textOf = (row: Row, column: string): string => String(row[column] ?? '');

/** `Open, and waiting for you: Leaked credentials involving one user` */
export function wordIncident(reader: DatasetReader): string | undefined {
  const incident = incidentOf(reader);
  if (!incident) return undefined;
  const { incident: words } = reader.messages;
  const title = textOf(incident, 'Title');
  if (incident['IsMerged'] === 'yes') return words.merged(title);
  if (incident['Status'] === 'Closed') {
    const classification = textOf(incident, 'Classification');
    return classification === ''
      ? words.closed(title)
      : words.closedAs(nameValue('incident', 'Classification', classification, reader), title);
  }
  return incident['IsWaiting'] === 'yes' ? words.waiting(title) : words.open(title);
}

/** `12 events from 12 Oct 2026, 13:27 to 15 Oct 2026, 10:37` */
export function wordIncidentTimeline({ rows, format, messages }: DatasetReader): string | undefined {
  const instants = rows('incident-timeline').flatMap((row) => (typeof row['At'] === 'string' ? [row['At']] : []));
  const [first, last] = [instants[0], instants.at(-1)];
  return first === undefined || last === undefined
    ? undefined
    : messages.incident.timeline(instants.length, format.count(instants.length), format.instant(first), format.instant(last));
}

/** `3 alerts name 1 user and 2 devices` */
export function wordIncidentScope(reader: DatasetReader): string | undefined {
  const { rows, format, messages, view } = reader;
  if (view('incident-alerts')?.state === 'unavailable' || view('incident-entities') === undefined) return undefined;
  const count = (kind: string): number => rows('incident-entities').filter((row) => row['Kind'] === kind).length;
  const alerts = rows('incident-alerts').length;
  const [users, devices] = [count('User'), count('Device')];
  return messages.incident.scope(alerts, format.count(alerts), users, format.count(users), devices, format.count(devices));
}

/** `1 of 2 actions is still open` */
export function wordIncidentActions({ rows, format, messages, view }: DatasetReader): string | undefined {
  if (view('incident-tasks') === undefined || view('incident-tasks')?.state === 'unavailable') return undefined;
  const tasks = rows('incident-tasks');
  const open = tasks.filter((row) => row['Status'] === 'Open' || row['Status'] === 'In progress').length;
  return messages.incident.actions(open, format.count(open), tasks.length, format.count(tasks.length));
}

/** How it went: when it was taken up, how long it took, what it turned out to be. Only what the rows say. */
export function wordIncidentCourse(reader: DatasetReader): readonly string[] {
  const incident = incidentOf(reader);
  if (!incident) return [];
  const { format, messages } = reader;
  const { incident: words } = messages;
  const { AcknowledgeMinutes: acknowledge, ResolveMinutes: resolve, CreatedTime: created } = incident;
  const isClosed = incident['Status'] === 'Closed';
  return [
    ...(typeof created === 'string' ? [words.created(format.instant(created))] : []),
    ...(typeof acknowledge === 'number' ? [words.takenUp(format.minutes(acknowledge))] : isClosed ? [] : [words.notTakenUp]),
    ...(isClosed && typeof resolve === 'number' ? [words.closedAfter(format.minutes(resolve))] : []),
  ];
}
