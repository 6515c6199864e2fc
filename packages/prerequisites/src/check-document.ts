import type { Finding, Product } from '@mxdr/core';
import type { PageBlock, PageDocument, PageSection, RowTone } from '@mxdr/documents';
import { renderHtml, renderMarkdown } from '@mxdr/documents';
import type { CheckReport, Readiness, UnjudgedCustomer } from './check-report.ts';
import { effectsInOrder, isFailing, noRequirement } from './check-report.ts';
import type { CheckComparison } from './compare-reports.ts';
import { changeWords, describeAffected, describeChange, describeWaiver, effectHeadings, stateWords } from './describe-state.ts';

const productNames: Readonly<Record<Product, string>> = {
  'defender-for-endpoint': 'Defender for Endpoint',
  'defender-for-office-365': 'Defender for Office 365',
  'defender-for-identity': 'Defender for Identity',
  'defender-for-cloud-apps': 'Defender for Cloud Apps',
  'entra-id': 'Entra ID',
};

const readinessWords: Readonly<Record<Readiness, string>> = { ready: 'ready', 'not-ready': 'not ready', undetermined: 'cannot be told' };
const readinessTones: Readonly<Record<Readiness, RowTone>> = { ready: 'good', 'not-ready': 'bad', undetermined: 'attention' };

/** `ready with waivers`: a start that rests on agreements is said to. */
function verdictWords({ verdict, findings }: CheckReport): string {
  const rests = verdict.readiness === 'ready' && findings.some(({ effect, waiver }) => effect === 'blocks' && waiver !== undefined);
  return rests ? 'ready with waivers' : readinessWords[verdict.readiness];
}

const sentenceCase = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function toneOf(finding: Finding): RowTone {
  if (finding.state === 'met') return 'good';
  if (finding.state === 'not-applicable') return 'quiet';
  if (finding.state === 'unknown' || finding.waiver?.standing === 'accepted') return 'attention';
  // What is not licensed is a matter of buying, not of mending; it is red only where it keeps the service from starting.
  return finding.state === 'unlicensed' && finding.effect !== 'blocks' ? 'quiet' : 'bad';
}

function observedText(finding: Finding): string {
  const affected = describeAffected(finding);
  return affected === undefined ? finding.observed : `${finding.observed}; ${affected}`;
}

function findingsTable(findings: readonly Finding[], caption: string): PageBlock {
  return {
    kind: 'table',
    caption,
    columns: ['Check', 'State', 'What was found', 'What has to be true'],
    rows: findings.map((finding) => [
      `${finding.title} (${finding.checkId})`,
      finding.waiver?.standing === 'accepted' ? `${stateWords[finding.state]}, waived` : stateWords[finding.state],
      observedText(finding),
      finding.expected,
    ]),
    tones: findings.map(toneOf),
    emptyText: 'These rules ask nothing of this kind.',
  };
}

/** What is to be done, what blocks the start first. Unknown comes after failing: what is known to be wrong can be mended today. */
function actionsSection(report: CheckReport, prefix: string): PageSection {
  const open = report.findings.filter((finding) => finding.mend !== undefined && (isFailing(finding) || finding.state === 'unknown'));
  const rank = (finding: Finding): number => effectsInOrder.indexOf(finding.effect) * 2 + (finding.state === 'unknown' ? 1 : 0);
  const ordered = open.toSorted((a, b) => rank(a) - rank(b));
  return {
    id: `${prefix}to-do`,
    title: 'Verdict, and what to do first',
    blocks: [
      {
        kind: 'note',
        tone: report.verdict.readiness === 'ready' ? 'plain' : 'attention',
        title: sentenceCase(verdictWords(report)),
        text: report.verdict.summary.replace(/^[^:]*: /u, ''),
      },
      ...(ordered.length === 0
        ? [{ kind: 'text' as const, text: 'Nothing is to be done: every check is met, accepted or not asked.' }]
        : [
            {
              kind: 'steps' as const,
              steps: ordered.map((finding) => ({
                title: finding.title,
                who: `${effectHeadings[finding.effect]}: ${stateWords[finding.state]}, ${finding.observed}`,
                text: finding.mend ?? '',
                commands: [],
              })),
            },
          ]),
    ],
  };
}

function coverageBlocks({ coverage }: CheckReport): readonly PageBlock[] {
  const { products, devices } = coverage;
  const words = { covered: 'covered', 'not-covered': 'not covered', unknown: 'unknown', 'not-in-scope': 'not in scope' } as const;
  const tones = { covered: 'good', 'not-covered': 'bad', unknown: 'attention', 'not-in-scope': 'quiet' } as const;
  const entries = Object.entries(products) as readonly (readonly [Product, (typeof products)[Product]])[];
  return [
    {
      kind: 'table',
      caption: 'Products',
      columns: ['Product', 'Coverage'],
      rows: entries.map(([product, state]) => [productNames[product], words[state]]),
      tones: entries.map(([, state]) => tones[state]),
      emptyText: 'No product is in scope.',
    },
    devices === undefined
      ? { kind: 'text', text: 'Devices: not known, since devices or their antivirus could not be read.' }
      : {
          kind: 'facts',
          items: [
            ['Devices that can be acted upon', String(devices.actionable)],
            ['Devices with guidance only', String(devices['guidance-only'])],
            ['Blind devices', String(devices.blind)],
            ['Devices that could not be told', String(devices.undetermined)],
          ],
        },
  ];
}

function comparisonSection({ since, isSameRuleSet, checks }: CheckComparison, prefix: string): PageSection {
  const tones = {
    'new-failing': 'bad',
    'still-failing': 'bad',
    fixed: 'good',
    'became-unknown': 'attention',
    'now-known': 'good',
    waived: 'attention',
    other: 'quiet',
  } as const;
  return {
    id: `${prefix}changes`,
    title: `Since ${since.slice(0, 10)}`,
    blocks: [
      ...(isSameRuleSet
        ? []
        : [
            {
              kind: 'note',
              tone: 'attention',
              title: 'Other rules',
              text: 'The earlier run used other rules; changes can come from the rules.',
            } as const,
          ]),
      {
        kind: 'table',
        caption: 'What changed, and what fails as before',
        columns: ['Check', 'Change', 'From and to'],
        rows: checks.map((check) => [`${check.title} (${check.checkId})`, changeWords[check.change], describeChange(check)]),
        tones: checks.map(({ change }) => tones[change]),
        emptyText: 'Nothing changed, and nothing fails.',
      },
    ],
  };
}

function waiversSection({ findings }: CheckReport, prefix: string): readonly PageSection[] {
  const waived = findings.flatMap((finding) => (finding.waiver === undefined ? [] : [{ ...finding, waiver: finding.waiver }]));
  if (waived.length === 0) return [];
  return [
    {
      id: `${prefix}waivers`,
      title: 'Waivers',
      blocks: [
        {
          kind: 'table',
          caption: 'What is not as it should be, and was accepted',
          columns: ['Check', 'Holds', 'Agreement'],
          rows: waived.map(({ title, checkId, waiver }) => [
            `${title} (${checkId})`,
            waiver.standing === 'accepted' ? `until ${waiver.expires}` : 'no longer',
            describeWaiver(waiver),
          ]),
          tones: waived.map(({ waiver }) => (waiver.standing === 'accepted' ? 'attention' : 'bad')),
          emptyText: 'None.',
        },
      ],
    },
  ];
}

function evidenceSection({ findings }: CheckReport, prefix: string): PageSection {
  const asked = findings.filter(({ requirement }) => requirement !== noRequirement);
  const rows = asked.flatMap((finding) => finding.evidence.map(({ text, source }) => [finding.checkId, text, source]));
  return {
    id: `${prefix}evidence`,
    title: 'Evidence and sources',
    blocks: [
      {
        kind: 'table',
        caption: 'What each state rests on',
        columns: ['Check', 'What was looked at', 'Where'],
        rows,
        emptyText: 'No evidence.',
      },
      {
        kind: 'table',
        caption: 'Where each requirement comes from',
        columns: ['Check', 'Requirement', 'Source'],
        rows: asked.map(({ checkId, requirement, source }) => [checkId, requirement, source]),
        emptyText: 'These rules ask nothing.',
      },
    ],
  };
}

function sectionsOf(report: CheckReport, prefix: string): readonly PageSection[] {
  const { comparison } = report;
  const asked = report.findings.filter(({ requirement }) => requirement !== noRequirement);
  const groups = effectsInOrder.flatMap((effect): readonly PageSection[] => {
    const findings = asked.filter((finding) => finding.effect === effect);
    if (findings.length === 0) return [];
    return [{ id: `${prefix}${effect}`, title: effectHeadings[effect], blocks: [findingsTable(findings, `${findings.length} checks`)] }];
  });
  return [
    actionsSection(report, prefix),
    ...(comparison === undefined ? [] : [comparisonSection(comparison, prefix)]),
    ...waiversSection(report, prefix),
    ...groups,
    { id: `${prefix}covered`, title: 'Coverage', blocks: coverageBlocks(report) },
    evidenceSection(report, prefix),
  ];
}

function summaryOf(report: CheckReport): readonly (readonly [string, string])[] {
  const { customer, ruleSet, run } = report;
  return [
    ['Verdict', verdictWords(report)],
    ['Tenant', customer.tenantId],
    ['Rules', `${ruleSet.title} (${ruleSet.id})`],
    [
      'Facts',
      run.factsKind === 'sample'
        ? `${run.factsTakenAt}, a sample judged as of that time`
        : `${run.factsTakenAt}, ${run.factsAgeDays} days old`,
    ],
    ...(run.permissionsMissing.length === 0 ? [] : [['Permissions missing', run.permissionsMissing.join(', ')] as const]),
  ];
}

/** Who sends the document. */
export interface CheckPublisher {
  readonly operatorName: string;
  readonly serviceName: string;
}

/** The reports as one document for people: a customer's in full, several with a table of verdicts before them. */
export function toCheckDocument(
  reports: readonly CheckReport[],
  unjudged: readonly UnjudgedCustomer[],
  publisher: CheckPublisher,
): PageDocument {
  const [only] = reports;
  const ranAt = only === undefined ? '' : ` · made ${only.run.ranAt.slice(0, 16).replace('T', ' ')} UTC`;
  const title = 'Prerequisites of the service';
  if (reports.length === 1 && unjudged.length === 0 && only !== undefined) {
    const { customer } = only;
    return {
      ...publisher,
      title,
      subject: customer.name,
      summary: summaryOf(only),
      sections: sectionsOf(only, ''),
      imprint: `${customer.name} · tenant ${customer.tenantId}${ranAt}`,
    };
  }
  const countOf = (readiness: Readiness): string => String(reports.filter(({ verdict }) => verdict.readiness === readiness).length);
  const nameOf = ({ name, id, tenantId }: CheckReport['customer']): string => `${name} (${id}), tenant ${tenantId}`;
  const total = reports.length + unjudged.length;
  return {
    ...publisher,
    title,
    subject: `${total} customers`,
    summary: [
      ['Ready', countOf('ready')],
      ['Not ready', countOf('not-ready')],
      ['Cannot be told', countOf('undetermined')],
      ['Not judged', String(unjudged.length)],
    ],
    sections: [
      {
        id: 'verdicts',
        title: 'Verdicts',
        blocks: [
          {
            kind: 'table',
            caption: 'Every customer that was looked at',
            columns: ['Customer', 'Verdict', 'In words'],
            rows: [
              ...unjudged.map(({ customer, code, message }) => [nameOf(customer), 'not judged', `${message} (${code})`]),
              ...reports.map((report) => [nameOf(report.customer), verdictWords(report), report.verdict.summary]),
            ],
            tones: [...unjudged.map(() => 'bad' as const), ...reports.map(({ verdict }) => readinessTones[verdict.readiness])],
            emptyText: 'No customer was looked at.',
          },
        ],
      },
      ...reports.flatMap((report) =>
        sectionsOf(report, `${report.customer.id}-`).map((section) => ({ ...section, title: `${report.customer.name}: ${section.title}` })),
      ),
    ],
    imprint: `${total} customers${ranAt}`,
  };
}

/** The document as one file without scripts. @param css the style of plain documents */
export function formatCheckHtml(
  reports: readonly CheckReport[],
  unjudged: readonly UnjudgedCustomer[],
  publisher: CheckPublisher,
  css: string,
): string {
  return renderHtml(toCheckDocument(reports, unjudged, publisher), css);
}

/** The document as Markdown, e.g. for the summary of a CI run. */
export function formatCheckMarkdown(
  reports: readonly CheckReport[],
  unjudged: readonly UnjudgedCustomer[],
  publisher: CheckPublisher,
): string {
  return renderMarkdown(toCheckDocument(reports, unjudged, publisher));
}
