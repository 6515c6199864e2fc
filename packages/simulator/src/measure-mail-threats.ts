import type { MailKind } from './mail-tables.ts';
import type { VolumeMeasure } from './measure-volumes.ts';

/** Messages with one kind of threat. */
export interface MailThreatMeasure {
  readonly threat: 'Malware' | 'Phish' | 'Spam';
  readonly delivered: number;
  readonly junked: number;
  readonly blocked: number;
  /** The three together. */
  readonly messages: number;
}

type Outcome = 'delivered' | 'junked' | 'blocked';

/** What the filters hold each kind of message for. Blocked phishing is taken for spam as well and counts under both. */
const threatening: Readonly<
  Partial<Record<MailKind, { readonly threats: readonly MailThreatMeasure['threat'][]; readonly outcome: Outcome }>>
> = {
  'spam-junked': { threats: ['Spam'], outcome: 'junked' },
  'spam-blocked': { threats: ['Spam'], outcome: 'blocked' },
  'phish-blocked': { threats: ['Phish', 'Spam'], outcome: 'blocked' },
  'phish-delivered': { threats: ['Phish'], outcome: 'delivered' },
  'malware-blocked': { threats: ['Malware'], outcome: 'blocked' },
};

/** Threats that occurred, by name. Empty in a tenant without mail. */
export function measureMailThreats(volumes: readonly VolumeMeasure[]): readonly MailThreatMeasure[] {
  const byKind = volumes.find(({ table }) => table === 'EmailEvents')?.byKind ?? {};
  return (['Malware', 'Phish', 'Spam'] as const)
    .map((threat) => {
      const count = (outcome?: Outcome): number =>
        Object.entries(threatening)
          .filter(([, fate]) => fate.threats.includes(threat) && (outcome === undefined || fate.outcome === outcome))
          .reduce((total, [kind]) => total + (byKind[kind] ?? 0), 0);
      return { threat, delivered: count('delivered'), junked: count('junked'), blocked: count('blocked'), messages: count() };
    })
    .filter(({ messages }) => messages > 0);
}
