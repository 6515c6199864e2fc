import type { PageDocument, PageSection, RowTone } from '@mxdr/documents';
import { renderMarkdown } from '@mxdr/documents';
import type { CheckPublisher } from '../check-document.ts';
import { changeWords, describeChange, effectHeadings } from '../describe-state.ts';
import type { ReadinessReport } from './assess-readiness.ts';
import { assetNames, describeAgreement, describeCount, partyNames, progressNames, urgencyNames } from './describe-readiness.ts';
import type { ReadinessAction } from './list-actions.ts';
import type { ChecklistItem } from './list-steps.ts';

const progressTones: Readonly<Record<ChecklistItem['progress'], RowTone>> = {
  'to-complete': 'bad',
  'in-progress': 'attention',
  'not-known': 'attention',
  accepted: 'attention',
  completed: 'good',
  'not-needed': 'quiet',
};

function actionRow(action: ReadinessAction): readonly string[] {
  const { title, checkId, urgency, progress, mend = '', observed, effect, note } = action;
  return [
    urgencyNames[urgency],
    `${title} (${checkId})`,
    progressNames[progress],
    `${observed}.${mend === '' ? '' : ` ${mend}`}${note === undefined ? '' : ` ${note}`}`,
    describeAgreement(action),
    effectHeadings[effect],
  ];
}

function actionsSection({ actions, counts }: ReadinessReport): PageSection {
  const open = actions.filter(({ urgency }) => urgency !== 'none');
  return {
    id: 'actions',
    title: 'Actions needed',
    blocks: [
      {
        kind: 'facts',
        items: [
          ['To complete', String(counts.toComplete)],
          ['In progress', String(counts.inProgress)],
          ['Not known', String(counts.notKnown)],
          ['Accepted for a while', String(counts.accepted)],
          ['Completed', String(counts.completed)],
          ['Overdue, steps of the onboarding included', String(counts.overdue)],
        ],
      },
      {
        kind: 'table',
        caption: 'What blocks the start first',
        columns: ['When', 'What', 'State', 'Found, and what to do', 'Who, until when', 'What it means'],
        rows: open.map(actionRow),
        tones: open.map(({ progress }) => progressTones[progress]),
        emptyText: 'Nothing is to be done: every check is met, accepted or not asked.',
      },
    ],
  };
}

function assetsSection({ assets }: ReadinessReport): PageSection {
  return {
    id: 'assets',
    title: 'Protected assets against target',
    blocks: [
      {
        kind: 'table',
        caption: 'Targets are licence counts',
        columns: ['Assets', 'Protected now', 'Target', 'With a licence', 'Note'],
        rows: assets.map(({ kind, protectedNow, target, licensed, notes }) => [
          assetNames[kind],
          describeCount(protectedNow),
          describeCount(target),
          kind === 'devices' ? '–' : describeCount(licensed),
          notes.join(' '),
        ]),
        emptyText: 'No product in scope protects devices or identities.',
      },
    ],
  };
}

function changesSection({ changes, trend }: ReadinessReport): PageSection {
  const before = trend.at(-2);
  if (changes === undefined || before === undefined)
    return { id: 'changes', title: 'Since last time', blocks: [{ kind: 'text', text: 'There is no earlier result to compare with.' }] };
  return {
    id: 'changes',
    title: `Since ${before.asOf.slice(0, 10)}`,
    blocks: [
      {
        kind: 'table',
        caption: changes.isSameRuleSet ? 'What changed, and what fails as before' : 'What changed; the earlier run used other rules',
        columns: ['Check', 'Change', 'From and to'],
        rows: changes.checks.map((check) => [`${check.title} (${check.checkId})`, changeWords[check.change], describeChange(check)]),
        emptyText: 'Nothing changed, and nothing fails.',
      },
      {
        kind: 'table',
        caption: 'Every run',
        columns: ['Day', 'Rules', 'Met', 'Failing', 'Accepted', 'Not known', 'Protected devices', 'Secure Score'],
        rows: trend.map((point) => [
          point.asOf.slice(0, 10),
          point.ruleSet,
          String(point.met),
          String(point.failing),
          String(point.accepted),
          String(point.notKnown),
          describeCount(point.protectedDevices),
          point.secureScore === undefined ? 'not known' : `${point.secureScore.current} of ${point.secureScore.max} points`,
        ]),
        emptyText: 'No run.',
      },
    ],
  };
}

/** Nobody has to be named for what is done, accepted or not needed. */
function isClosed({ progress }: ChecklistItem): boolean {
  return progress === 'completed' || progress === 'accepted' || progress === 'not-needed';
}

/** The readiness of one customer as a document for people. */
export function toReadinessDocument(report: ReadinessReport, publisher: CheckPublisher): PageDocument {
  const { customer, ruleSet, run, verdict, checklist } = report;
  return {
    ...publisher,
    title: 'Readiness for the service',
    subject: customer.name,
    summary: [
      ['Verdict', verdict.summary],
      ['Tenant', customer.tenantId],
      ['Rules', `${ruleSet.title} (${ruleSet.id})`],
      ['Facts', `${run.factsTakenAt}${run.factsKind === 'sample' ? ', a sample judged as of that time' : ''}`],
    ],
    sections: [
      actionsSection(report),
      {
        id: 'checklist',
        title: 'Onboarding',
        blocks: [
          {
            kind: 'table',
            caption: 'Steps in their order',
            columns: ['Step', 'Whose', 'State', 'Who, until when', 'Shown by'],
            rows: checklist.map((item) => [
              item.title,
              partyNames[item.party],
              progressNames[item.progress],
              isClosed(item) && item.owner === undefined ? '–' : describeAgreement(item),
              item.basis === 'noted'
                ? 'noted by people'
                : item.openChecks.length === 0
                  ? 'checks'
                  : `checks: ${item.openChecks.join(', ')}`,
            ]),
            tones: checklist.map(({ progress }) => progressTones[progress]),
            emptyText: 'No step.',
          },
        ],
      },
      assetsSection(report),
      changesSection(report),
    ],
    imprint: `${customer.name} · tenant ${customer.tenantId} · as of ${run.asOf.slice(0, 16).replace('T', ' ')} UTC`,
  };
}

/** The readiness as Markdown, e.g. for an issue or the summary of a CI run. */
export function formatReadinessMarkdown(report: ReadinessReport, publisher: CheckPublisher): string {
  return renderMarkdown(toReadinessDocument(report, publisher));
}
