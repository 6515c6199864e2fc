import { z } from 'zod';
import type { Problem } from './problem.ts';
import { nearestName } from './nearest-name.ts';
import { daysBetween, readRecurrence } from './recurrence.ts';
import { periodBeforeDay } from './period.ts';
import { redactionKinds, reportFormats } from './report-job.ts';
import type { YamlReading } from './read-yaml.ts';
import { readYaml, sortProblems } from './read-yaml.ts';

/** What a scheduled report is about: always a whole period that is over when the report comes. */
export const coveredPeriods = ['previous-day', 'previous-week', 'previous-month', 'previous-quarter'] as const;
export type CoveredPeriod = (typeof coveredPeriods)[number];

const recurrenceSchema = z.string().superRefine((text, context) => {
  const reading = readRecurrence(text);
  if ('fault' in reading) context.addIssue({ code: 'custom', message: `must ${reading.fault}` });
});

export const scheduledReportSchema = z.strictObject({
  report: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be the name of a report: lower-case letters, digits and hyphens')
    .describe('Folder of the report, e.g. service-review.'),
  when: recurrenceSchema.describe(
    'Days on which it comes, as a recurrence rule of RFC 5545: FREQ=MONTHLY;BYMONTHDAY=3, FREQ=WEEKLY;BYDAY=MO, FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2 (second working day).',
  ),
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "07:00"')
    .default('06:00')
    .describe("Time of day in the customer's time zone, in quotes. Default: 06:00."),
  covers: z.enum(coveredPeriods).describe("Whole period before the day on which it comes, in the customer's calendar."),
  from: z.iso.date().describe('First day on which it may come, e.g. 2026-01-01; every second week or month is counted from it.'),
  settleHours: z
    .int()
    .min(0)
    .max(168)
    .default(12)
    .describe('Hours that must have passed since the end of the period, for data that arrives late. Default: 12.'),
  formats: z.array(z.enum(reportFormats)).min(1).optional().describe('Documents to make. Default: those that are usual for the report.'),
  redact: z.array(z.enum(redactionKinds)).default([]).describe('Names that are left out of it. Default: none.'),
  attachRows: z.boolean().default(true).describe('Whether the PDF carries the rows behind the report. Default: true.'),
});
export type ScheduledReport = z.infer<typeof scheduledReportSchema>;

/** When a customer gets which report, as `customers/<id>/schedule.yaml` says. */
export const reportScheduleSchema = z.strictObject({
  reports: z.array(scheduledReportSchema).min(1).describe('Reports that come by themselves.'),
});
export type ReportSchedule = z.infer<typeof reportScheduleSchema>;

/** Long enough for every leap day. */
const yearsLookedAt = 9;

/** Days on which an entry comes, from `from` up to `to` (exclusive). */
export function scheduledDays(entry: Pick<ScheduledReport, 'when' | 'from'>, from: string, to: string): readonly string[] {
  const reading = readRecurrence(entry.when);
  return 'fault' in reading ? [] : daysBetween(reading.recurrence, entry.from, from, to);
}

export const unitOf = (covers: CoveredPeriod) =>
  ({ 'previous-day': 'day', 'previous-week': 'week', 'previous-month': 'month', 'previous-quarter': 'quarter' } as const)[covers];

function checkEntry(entry: ScheduledReport): { readonly field: 'when'; readonly message: string; readonly hint: string } | undefined {
  const end = `${Number(entry.from.slice(0, 4)) + yearsLookedAt}${entry.from.slice(4).replace('-02-29', '-02-28')}`;
  const days = scheduledDays(entry, entry.from, end);
  if (days.length === 0)
    return {
      field: 'when',
      message: `"${entry.when}" never comes from ${entry.from} on`,
      hint: 'look at BYMONTHDAY, BYMONTH, BYSETPOS and UNTIL',
    };
  const periods = days.map((day) => periodBeforeDay(day, unitOf(entry.covers), 'UTC').id);
  const twice = periods.findIndex((id, index) => index > 0 && id === periods[index - 1]);
  return twice < 0
    ? undefined
    : {
        field: 'when',
        message: `it comes on ${days[twice - 1]} and on ${days[twice]} for the same period, ${periods[twice]}`,
        hint: 'a report of a period is made once: let it come once a period, or cover a shorter one',
      };
}

/** What is known of a report that a schedule may name. */
export interface SchedulableReport {
  readonly name: string;
  /** Why it cannot come by itself, e.g. since it is about one incident; undefined where it can. */
  readonly fault?: string;
}

/** Reads schedule.yaml: the schedule, or every problem with its place. */
export function readReportSchedule(text: string, file: string, reports: readonly SchedulableReport[]): YamlReading<ReportSchedule> {
  const reading = readYaml(reportScheduleSchema, text, file);
  if ('problems' in reading) return reading;
  const { value, source } = reading;
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  value.reports.forEach((entry, index) => {
    const say = (field: string, code: Problem['code'], message: string, hint: string): void => {
      problems.push({ severity: 'error', code, message, position: source.positionOf(['reports', index, field]), hint });
    };
    const report = reports.find(({ name }) => name === entry.report);
    const names = reports.filter(({ fault }) => fault === undefined).map(({ name }) => name);
    if (report === undefined) {
      const nearest = nearestName(entry.report, names);
      const hint = nearest === undefined ? `there are ${names.join(', ')}` : `did you mean "${nearest}"?`;
      say('report', 'MXDR-SCHEDULE-REPORT', `there is no report "${entry.report}"`, hint);
    } else if (report.fault !== undefined)
      say(
        'report',
        'MXDR-SCHEDULE-REPORT',
        `${entry.report} cannot come by itself: ${report.fault}`,
        `those that can: ${names.join(', ')}`,
      );
    const found = checkEntry(entry);
    if (found !== undefined) say(found.field, 'MXDR-SCHEDULE-WHEN', found.message, found.hint);
    // Both would be written into one folder, and the second would count as done.
    const key = [entry.report, entry.covers, entry.redact.length > 0].join(' ');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else
      say(
        'report',
        'MXDR-SCHEDULE-TWICE',
        `${entry.report} of ${entry.covers} is scheduled twice: entry ${first + 1} is it as well`,
        'keep one of them',
      );
  });
  return problems.length === 0 ? reading : { problems: sortProblems(problems) };
}
