import { inertText } from '@mxdr/core';
import path from 'node:path';
import type { ChangeAction, OwnerOutcome, ResourceChange, StackOutcome, WaveOutcome } from '@mxdr/deployment';
import { isUnsuccessful } from '@mxdr/deployment';
import type { CommandContext } from './context.ts';
import { formatTextTable } from './text-table.ts';

const actions: readonly ChangeAction[] = ['add', 'change', 'replace', 'destroy', 'forget', 'import', 'move'];
/** Actions that most plans do not have: their column shows when it holds something. */
const rareActions: ReadonlySet<ChangeAction> = new Set(['forget', 'import', 'move']);
/** In-place changes that are listed one by one; more are counted. */
const mostChanges = 40;

const stacksOf = (owners: readonly OwnerOutcome[]): readonly StackOutcome[] => owners.flatMap(({ stacks }) => stacks);
const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
const countText = (count: number | undefined): string => (count === undefined || count === 0 ? '·' : String(count));

function shownActions(stacks: readonly StackOutcome[]): readonly ChangeAction[] {
  return actions.filter((action) => !rareActions.has(action) || stacks.some(({ summary }) => (summary?.counts[action] ?? 0) > 0));
}

function formatByStack(stacks: readonly StackOutcome[], width: number, statusHead: string): string {
  const shown = shownActions(stacks);
  return formatTextTable(
    [{ head: 'Stack' }, ...shown.map((action) => ({ head: capital(action), align: 'right' as const })), { head: statusHead }],
    stacks.map(({ stackId, status, summary }) => [
      stackId,
      ...shown.map((action) => (summary === undefined ? '?' : countText(summary.counts[action]))),
      status.replaceAll('-', ' '),
    ]),
    width,
  );
}

function formatByKind(stacks: readonly StackOutcome[], width: number): string {
  const byType = new Map<string, Partial<Record<ChangeAction, number>>>();
  for (const entry of stacks.flatMap(({ summary }) => summary?.byType ?? [])) {
    const sum = { ...byType.get(entry.type) };
    for (const action of actions) sum[action] = (sum[action] ?? 0) + (entry.counts[action] ?? 0);
    byType.set(entry.type, sum);
  }
  if (byType.size === 0) return '';
  const shown = shownActions(stacks);
  return formatTextTable(
    [{ head: 'Kind of resource' }, ...shown.map((action) => ({ head: capital(action), align: 'right' as const }))],
    [...byType]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([type, counts]) => [type, ...shown.map((action) => countText(counts[action]))]),
    width,
  );
}

function formatChange(change: ResourceChange): string {
  const shown = change.action === 'replace' ? change.attributes.filter((one) => one.forcesReplacement) : change.attributes;
  const attributes = shown.map(({ name, from, to }) => `${name}: ${from} → ${to}`).join('; ');
  const notes = [change.reason, attributes, change.loss === undefined ? '' : `loses ${change.loss}`].filter((note) => note !== '');
  return inertText(`  ${change.action.padEnd(7)} ${change.address}${notes.length === 0 ? '' : `  (${notes.join('; ')})`}`);
}

function listChanges(
  title: string,
  stacks: readonly StackOutcome[],
  isListed: (change: ResourceChange) => boolean,
  most: number,
): readonly string[] {
  const lines: string[] = [];
  let left = most;
  let unlisted = 0;
  for (const { stackId, summary } of stacks) {
    const listed = (summary?.changes ?? []).filter(isListed);
    const shown = listed.slice(0, left);
    left -= shown.length;
    unlisted += listed.length - shown.length;
    if (shown.length > 0) lines.push(stackId, ...shown.map(formatChange));
  }
  if (lines.length === 0) return [];
  return ['', title, ...lines, ...(unlisted > 0 ? [`  and ${unlisted} more; --json lists them all`] : [])];
}

/** What lies below a workspace, whose lock keeps all of it from being deleted. */
const belowWorkspace = /^azurerm_(?:sentinel_|log_analytics_saved_search$)/u;

/** Azure says so at apply only. A run that takes the lock away first, as on the way out, needs no word. */
function warnOfLock(stacks: readonly StackOutcome[]): readonly string[] {
  const gone = stacks.flatMap(({ summary }) => summary?.changes ?? []).filter(({ action }) => action === 'destroy' || action === 'replace');
  if (gone.some(({ type }) => type === 'azurerm_management_lock') || !gone.some(({ type }) => belowWorkspace.test(type))) return [];
  return [
    '',
    'Azure deletes nothing below a locked workspace: the customer lifts the lock "mxdr-workspace" first, and deploys the connectors stack afterwards, which sets it again.',
  ];
}

/**
 * What the plans would do: by stack, by kind of resource, and every resource that goes or is made anew.
 * @param statusHead head of the column that says how each stack stands
 */
export function formatPlans(
  context: Pick<CommandContext, 'width' | 'paint'>,
  owners: readonly OwnerOutcome[],
  statusHead = 'Plan',
): string {
  const stacks = stacksOf(owners);
  const kinds = formatByKind(stacks, context.width);
  const outside = stacks.flatMap(({ stackId, summary }) =>
    (summary?.outside ?? []).map(({ address, attributes, isGone }) =>
      inertText(`  ${stackId}  ${address}: ${isGone ? 'is gone' : attributes.join(', ')}`),
    ),
  );
  const refused = stacks.filter(({ status }) => status === 'refused');
  return [
    formatByStack(stacks, context.width, statusHead),
    ...(kinds === '' ? [] : ['', kinds]),
    // Never cut: a destroy that nobody saw is the one that hurts.
    ...listChanges(
      'Goes, or is made anew:',
      stacks,
      ({ action }) => action === 'destroy' || action === 'replace' || action === 'forget',
      Infinity,
    ),
    ...warnOfLock(stacks),
    ...listChanges(
      'Changes in place:',
      stacks,
      ({ action }) => action === 'change' || action === 'import' || action === 'move',
      mostChanges,
    ),
    ...(outside.length === 0 ? [] : ['', 'Changed outside since the last run:', ...outside]),
    ...(refused.length === 0
      ? []
      : [
          '',
          `${context.paint.red('Refused')}, as something would be lost that cannot be made again:`,
          ...refused.flatMap(({ stackId, refused: changes }) => (changes ?? []).map((change) => `${stackId}${formatChange(change)}`)),
          'Look at each; then allow them all with --allow-destroy, or by address or type with --allow-destroy-of.',
        ]),
  ].join('\n');
}

/** How every stack ended, and for those that did not succeed: why, what to do, where to read on. */
export function formatClosing(context: CommandContext, owners: readonly OwnerOutcome[], waveOutcomes: readonly WaveOutcome[] = []): string {
  const stacks = stacksOf(owners);
  const waveOf = new Map(waveOutcomes.flatMap(({ wave, owners: members }) => members.map(({ ownerId }) => [ownerId, wave] as const)));
  const isInWaves = waveOutcomes.some(({ wave }) => wave !== 'all');
  const table = formatTextTable(
    [
      { head: 'Customer' },
      ...(isInWaves ? [{ head: 'Wave' }] : []),
      { head: 'Stack' },
      { head: 'Result' },
      { head: 'Seconds', align: 'right' },
      { head: 'Why' },
    ],
    stacks.map(({ ownerId, stackId, status, seconds, failure }) => [
      ownerId,
      ...(isInWaves ? [waveOf.get(ownerId) ?? ''] : []),
      stackId,
      status.replaceAll('-', ' '),
      seconds.toFixed(1),
      failure?.message ?? '',
    ]),
    context.width,
  );
  const blocks = stacks
    .filter(({ status, failure }) => isUnsuccessful(status) && status !== 'not-started' && failure !== undefined)
    .map(({ stackId, failure, logFile }) =>
      [
        `${context.paint.red('failed')} ${context.paint.bold(stackId)} ${failure?.code ?? ''}: ${inertText(failure?.message ?? '')}`,
        ...(failure?.why === undefined ? [] : [`  why    ${inertText(failure.why)}`]),
        `  log    ${path.relative(context.cwd, logFile)}`,
        `  next   ${failure?.mend ?? ''}`,
      ].join('\n'),
    );
  return [table, ...blocks].join('\n\n');
}
