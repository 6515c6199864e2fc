import { isKnown } from '../dataset/dataset.ts';
import { joinWith } from '../languages/join-words.ts';
import type { DatasetReader } from './dataset-reader.ts';

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Why the report does not count from a check-in, and what it is compared with instead. */
function wordFallback({ dataset, messages, periodShort, wording }: DatasetReader): string | undefined {
  const { since } = dataset;
  if (since === undefined || since.kind === 'check-in') return undefined;
  const { checkIn: words } = messages;
  const reason = since.kind === 'no-ledger' ? words.noLedger : words.noCheckIn(periodShort);
  return wording.base === null ? words.uncompared(reason) : words.comparedWith(reason, periodShort, wording.base);
}

/** `Since the check-in of 12 Oct 2026, 14 incidents were created and 12 resolved`; where there was no check-in, that. */
export function wordSince(reader: DatasetReader): string | undefined {
  const { dataset, measurement, messages, format } = reader;
  const { since } = dataset;
  if (since?.kind !== 'check-in') return wordFallback(reader);
  const [created, resolved] = ['inc_created', 'inc_resolved'].map((id) => measurement(id)?.since);
  if (!created || !resolved || !isKnown(created) || !isKnown(resolved)) return undefined;
  return messages.checkIn.since(format.date(since.date), created.value, format.count(created.value), format.count(resolved.value));
}

/** From where "since" counts; where there was no check-in the heading says what is compared instead. */
export function wordSinceBasis({ dataset: { since }, messages, format, periodShort }: DatasetReader): readonly string[] {
  return since?.kind === 'check-in' ? [messages.checkIn.countedFrom(format.date(since.date), periodShort)] : [];
}

/** `3 incidents wait for your action, 2 decisions are needed`; only what is known, and nothing that is none. */
export function wordNeedsYou({ format, messages, rows, known, incidentsMissing }: DatasetReader): string | undefined {
  if (incidentsMissing !== undefined) return undefined;
  const { needsYou: words } = messages.checkIn;
  const waiting = rows('waiting-now').length;
  const decisions = known('decisions_needed')?.value ?? 0;
  const overdue = known('recommendations_overdue')?.value ?? 0;
  const parts = [
    ...(waiting > 0 ? [words.waiting(waiting, format.count(waiting))] : []),
    ...(decisions > 0 ? [words.decisions(decisions, format.count(decisions))] : []),
    ...(overdue > 0 ? [words.overdue(overdue, format.count(overdue))] : []),
  ];
  return parts.length === 0 ? words.nothing : joinWith(messages.list, parts);
}

/** `4 recommendations are open, 1 of them overdue; 2 were done` */
export function wordRecommendations({ format, messages, known }: DatasetReader): string | undefined {
  const open = known('recommendations_open');
  const overdue = known('recommendations_overdue');
  const done = known('recommendations_done');
  if (!open || !overdue || !done) return undefined;
  const { recommendations: words } = messages.checkIn;
  const text = words.open(open.value, format.count(open.value), overdue.value, format.count(overdue.value));
  return words.done(text, done.value, format.count(done.value));
}

/** `2 recommendations came of this incident, 1 still open` */
export function wordIncidentRecommendations({ format, messages, view, rows }: DatasetReader): string | undefined {
  if (view('incident-recommendations')?.state !== 'known') return undefined;
  const all = rows('incident-recommendations');
  const open = all.filter((row) => row['State'] === 'Open' || row['State'] === 'Overdue').length;
  return messages.checkIn.recommendations.ofIncident(all.length, format.count(all.length), open, format.count(open));
}

/** `2 questions are open; 14 credits are left until 31 Dec 2026` */
export function wordQuestions({ format, messages, known, rows }: DatasetReader): string | undefined {
  const open = known('questions_open');
  if (!open) return undefined;
  const { questions: words } = messages.checkIn;
  const text = words.open(open.value, format.count(open.value));
  const credits = known('credits_remaining');
  const quarter = rows('credits').at(-1);
  if (!credits || quarter === undefined) return text;
  return words.credits(text, credits.value, format.count(credits.value), format.date(textOf(quarter['ExpiresOn'])));
}

/** How the credits of the quarter came about, and when they are lost. */
export function wordCredits({ format, messages, rows, known }: DatasetReader): readonly string[] {
  const quarter = rows('credits').at(-1);
  if (quarter === undefined || known('credits_remaining') === undefined) return [];
  const { questions: words } = messages.checkIn;
  const count = (column: string): string => format.count(amountOf(quarter[column]));
  const remaining = amountOf(quarter['Remaining']);
  return [
    words.quarter(textOf(quarter['Quarter']), count('Carried'), count('Granted'), count('Used'), count('Remaining')),
    ...(amountOf(quarter['Capped']) > 0 ? [words.capped(count('Capped'))] : []),
    ...(amountOf(quarter['Overdrawn']) > 0 ? [words.overdrawn(count('Overdrawn'))] : []),
    ...(remaining > 0 ? [words.expire(remaining, format.count(remaining), format.date(textOf(quarter['ExpiresOn'])))] : []),
  ];
}

/** `The next check-in is on 14 Dec 2026; 4 more dated items lie ahead` */
export function wordNext({ format, messages, view, rows }: DatasetReader): string | undefined {
  if (view('ahead')?.state !== 'known') return undefined;
  const { next: words } = messages.checkIn;
  const ahead = rows('ahead');
  const checkIn = ahead.find((row) => row['Kind'] === 'Check-in');
  const others = ahead.length - (checkIn === undefined ? 0 : 1);
  const text = checkIn === undefined ? words.noCheckIn : words.checkIn(format.date(textOf(checkIn['Date'])));
  return words.ahead(text, others, format.count(others));
}

/** Whether the service itself had outages. */
export function wordServiceEvents({ format, messages, known }: DatasetReader): string | undefined {
  const outages = known('service_outages');
  if (!outages) return undefined;
  return outages.value === 0
    ? messages.checkIn.service.quiet
    : messages.checkIn.service.outages(outages.value, format.count(outages.value));
}
