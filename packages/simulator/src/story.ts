import type { LocalDay } from './local-calendar.ts';
import type { Organization, SimulatedDevice, SimulatedUser } from './organization.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { IncidentStory } from './truth.ts';

/** Something that happens to the tenant on purpose: its incidents and its log rows tell the same story. */
export interface Campaign {
  readonly kind: Extract<IncidentStory, 'phishing' | 'password-spray' | 'intrusion' | 'oauth-consent'>;
  readonly detectionId: string;
  /** Local day on which it happens. */
  readonly day: LocalDay;
  readonly startMs: number;
  readonly endMs: number;
  readonly attackerIp: string;
  /** Domain, app or host that the attacker uses; always a reserved name. */
  readonly attackerDomain: string;
  readonly users: readonly SimulatedUser[];
  readonly devices: readonly SimulatedDevice[];
  /** Messages, attempts or commands. */
  readonly volume: number;
}

/**
 * The campaigns by local month. The last month holds the intrusion and the greatest phishing wave, the one before the password
 * spray, the one before that the consent phishing, and so on in turn backwards; every month has some phishing.
 */
export function planCampaigns(context: SimulationContext, organization: Organization): readonly Campaign[] {
  const days = context.calendar.days(context.startMs, context.endMs);
  const months = [...new Set(days.map((day) => day.month))];
  const themes = [['intrusion', 'large-wave'], ['password-spray'], ['oauth-consent']] as const;
  return months.flatMap((month, index) => {
    const monthDays = days.filter(
      (day) => day.month === month && day.isWorkday && day.startMs >= context.startMs && day.endMs <= context.endMs,
    );
    if (monthDays.length < 4) return [];
    const theme: readonly string[] = months.length === 1 ? themes.flat() : (themes[(months.length - 1 - index) % themes.length] ?? []);
    const make = (kind: Campaign['kind'], detectionId: string, share: number, users: number, devices: number, volume: number) =>
      makeCampaign(context, organization, { kind, detectionId, month, days: monthDays, share, users, devices, volume });
    const wave = theme.includes('large-wave') ? 3 : 1;
    const campaigns = [make('phishing', 'phish-wave', 0.35, 12 * wave, 0, 140 * wave)];
    if (theme.includes('intrusion')) campaigns.push(make('intrusion', 'hands-on-keyboard', 0.6, 3, 6, 240));
    if (theme.includes('password-spray')) campaigns.push(make('password-spray', 'password-spray', 0.5, 90, 0, 900));
    if (theme.includes('oauth-consent')) campaigns.push(make('oauth-consent', 'oauth-campaign', 0.7, 5, 0, 5));
    return campaigns.filter((campaign) => isCovered(context, campaign.kind));
  });
}

function isCovered(context: SimulationContext, kind: Campaign['kind']): boolean {
  const needs = {
    phishing: 'defender-for-office-365',
    'password-spray': 'entra-id',
    intrusion: 'defender-for-endpoint',
    'oauth-consent': 'defender-for-cloud-apps',
  } as const;
  return context.customer.products.includes(needs[kind]);
}

interface CampaignPlan {
  readonly kind: Campaign['kind'];
  readonly detectionId: string;
  readonly month: string;
  readonly days: readonly LocalDay[];
  /** How far into the month, 0 to 1. */
  readonly share: number;
  readonly users: number;
  readonly devices: number;
  readonly volume: number;
}

function makeCampaign(context: SimulationContext, organization: Organization, plan: CampaignPlan): Campaign {
  const random = context.random.split('campaign', plan.month, plan.kind);
  const day = plan.days[Math.floor(plan.share * (plan.days.length - 1))]!;
  const startMs = context.calendar.instant(day, random.integer(8 * 60, 10 * 60));
  const weight = Math.sqrt(context.scale);
  const count = (base: number) => Math.max(2, Math.round(base * weight));
  const users = pickDistinct(organization.users, count(plan.users), (list) => random.pick(list));
  const hostile =
    context.hostile && plan.kind === 'phishing' ? organization.users.filter((user) => [3, 9, 14, 19].includes(user.index)) : [];
  const onboarded = organization.protectedDevices;
  const hostileDevices =
    context.hostile && plan.kind === 'intrusion' ? onboarded.filter((device) => /[<@]/.test(device.name)).slice(0, 1) : [];
  return {
    kind: plan.kind,
    detectionId: plan.detectionId,
    day,
    startMs,
    endMs: Math.min(startMs + random.integer(90, 300) * 60_000, day.endMs),
    attackerIp: `192.0.2.${random.integer(10, 250)}`,
    attackerDomain: random.pick(['secure-sign-in.example', 'parcel-update.example', 'hr-benefits.example', 'sharefile-view.example']),
    users: [...new Set([...hostile, ...users])],
    devices:
      plan.devices === 0
        ? []
        : [...new Set([...hostileDevices, ...pickDistinct(onboarded, count(plan.devices), (list) => random.pick(list))])],
    volume: count(plan.volume),
  };
}

function pickDistinct<T>(items: readonly T[], count: number, pick: (items: readonly T[]) => T): readonly T[] {
  const picked = new Set<T>();
  for (let attempt = 0; picked.size < Math.min(count, items.length) && attempt < count * 8; attempt++) picked.add(pick(items));
  return [...picked];
}
