import type { Product } from '@mxdr/core';
import { products } from '@mxdr/core';
import { utcText } from './log-row.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { TruthHunt, TruthIncident, TruthRecommendation } from './truth.ts';

const huntIdeas = [
  {
    title: 'Remote management tools outside the approved list',
    category: 'Remote access tools',
    tables: ['DeviceProcessEvents', 'DeviceNetworkEvents'],
    hypothesis: 'An intruder keeps access with a legitimate remote management tool.',
  },
  {
    title: 'Device code sign-ins from hosting providers',
    category: 'Identity compromise',
    tables: ['SigninLogs'],
    hypothesis: 'A phished user approved a device code for an attacker.',
  },
  {
    title: 'Inbox rules after risky sign-ins',
    category: 'Business email compromise',
    tables: ['OfficeActivity', 'SigninLogs'],
    hypothesis: 'A taken-over mailbox hides replies from its owner.',
  },
  {
    title: 'Rare services installed by administrators',
    category: 'Lateral movement',
    tables: ['DeviceProcessEvents'],
    hypothesis: 'Remote execution leaves services that exist on few machines.',
  },
  {
    title: 'Consent to mail-reading apps',
    category: 'Consent phishing',
    tables: ['AuditLogs', 'CloudAppEvents'],
    hypothesis: 'A look-alike app holds a permission to read mail.',
  },
  {
    title: 'Directory enumeration before privilege change',
    category: 'Discovery',
    tables: ['IdentityLogonEvents', 'AuditLogs'],
    hypothesis: 'Bulk directory queries come before a new privileged member.',
  },
  {
    title: 'Backups and shadow copies removed',
    category: 'Ransomware precursors',
    tables: ['DeviceProcessEvents'],
    hypothesis: 'Recovery options are removed before encryption.',
  },
  {
    title: 'Mail delivered by an allow list',
    category: 'Phishing',
    tables: ['EmailEvents'],
    hypothesis: 'An override lets phishing pass that filters recognised.',
  },
] as const;

/** Two to four hunts a month, most of which find nothing; notifications of the month hang on those that did. */
export function makeHunts(context: SimulationContext, incidents: readonly TruthIncident[]): readonly TruthHunt[] {
  const days = context.calendar.days(context.startMs, context.endMs);
  return [...new Set(days.map((day) => day.month))].flatMap((month, monthIndex) => {
    const random = context.random.split('hunts', month);
    const inMonth = days.filter((day) => day.month === month);
    const sent = incidents.filter(
      (incident) => incident.story === 'expert-notification' && context.calendar.dayOf(Date.parse(incident.createdUtc)).month === month,
    );
    const count = Math.max(sent.length, random.integer(2, 4));
    const offset = random.integer(0, huntIdeas.length - 1);
    return Array.from({ length: count }, (_, index): TruthHunt => {
      const idea = huntIdeas[(offset + index + monthIndex) % huntIdeas.length]!;
      const notification = sent[index];
      const day = inMonth[Math.floor(((index + 0.5) / count) * inMonth.length)] ?? inMonth[0]!;
      const endedMs = notification === undefined ? context.calendar.instant(day, 16 * 60) : Date.parse(notification.createdUtc);
      const result = notification === undefined ? (random.chance(0.3) ? 'benign' : 'nothing-found') : 'threat-confirmed';
      return {
        id: `hunt-${month}-${index + 1}`,
        title: idea.title,
        hypothesis: idea.hypothesis,
        category: idea.category,
        severity: notification?.states[0]?.severity ?? 'Low',
        startedUtc: utcText(endedMs - random.integer(20, 90) * 3_600_000),
        endedUtc: utcText(endedMs),
        result,
        tables: idea.tables,
        summary:
          result === 'threat-confirmed'
            ? 'Activity that fits the hypothesis was found and reported.'
            : result === 'benign'
              ? 'Matches were explained by approved work.'
              : 'No match in the period.',
        notifications: notification === undefined ? [] : [notification.incidentName],
        becameRule: random.chance(0.25),
      };
    }).filter((hunt) => Date.parse(hunt.endedUtc) < context.endMs);
  });
}

const advice: readonly { readonly title: string; readonly product: Product }[] = [
  { title: 'Require phishing-resistant authentication for administrators', product: 'entra-id' },
  { title: 'Turn on tamper protection on all servers', product: 'defender-for-endpoint' },
  { title: 'Remove allow-list entries that bypass filtering', product: 'defender-for-office-365' },
  { title: 'Let administrators approve app consent', product: 'defender-for-cloud-apps' },
  { title: 'Install the identity sensor on the remaining domain controllers', product: 'defender-for-identity' },
  { title: 'Onboard the devices that can be onboarded', product: 'defender-for-endpoint' },
  { title: 'Block legacy authentication', product: 'entra-id' },
];

/** One or two recommendations a month, each with the incidents that it comes from; about half are done in time. */
export function makeRecommendations(context: SimulationContext, incidents: readonly TruthIncident[]): readonly TruthRecommendation[] {
  const days = context.calendar.days(context.startMs, context.endMs);
  const real = incidents.filter(
    (incident) => incident.states.at(-1)?.classification === 'TruePositive' && incident.mergedInto === undefined,
  );
  return [...new Set(days.map((day) => day.month))]
    .flatMap((month, monthIndex) => {
      const random = context.random.split('recommendations', month);
      const inMonth = days.filter((day) => day.month === month && day.endMs <= context.endMs);
      const day = inMonth[Math.floor(inMonth.length * 0.6)];
      if (!day) return [];
      return Array.from({ length: random.integer(1, 2) }, (_, index): TruthRecommendation => {
        const idea = advice[(monthIndex * 2 + index) % advice.length]!;
        const createdMs = context.calendar.instant(day, 11 * 60);
        const doneMs = createdMs + random.integer(9, 60) * 86_400_000;
        const before = real.filter((incident) => Date.parse(incident.createdUtc) < createdMs).slice(-40);
        return {
          id: `rec-${month}-${index + 1}`,
          title: idea.title,
          product: idea.product,
          createdUtc: utcText(createdMs),
          dueDate: utcText(createdMs + 30 * 86_400_000).slice(0, 10),
          owner: random.pick(['Security operations', 'Workplace team', 'Identity team']),
          doneUtc: doneMs < context.endMs && random.chance(0.7) ? utcText(doneMs) : null,
          incidents: before.length === 0 ? [] : [...new Set([random.pick(before).incidentNumber, random.pick(before).incidentNumber])],
        };
      });
    })
    .filter((item) => products.includes(item.product));
}
