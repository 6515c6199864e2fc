import type { LocalDay } from '../local-calendar.ts';
import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedUser } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { instantsOf, minuteMs } from './background.ts';

interface Message {
  readonly atMs: number;
  readonly id: string;
  readonly kind: 'inbound' | 'outbound' | 'internal' | 'spam' | 'phish-blocked' | 'phish-removed' | 'bulk';
  readonly sender: string;
  readonly senderName: string;
  readonly recipient: string;
  readonly user: SimulatedUser;
  readonly subject: string;
  readonly url: string | undefined;
  readonly attachment: string | undefined;
  readonly random: RandomStream;
}

const partners = ['fabrikam.example', 'adatum.example', 'litware.example', 'proseware.example'] as const;
const subjects = [
  'Minutes of the meeting',
  'Updated planning',
  'Invoice 20417',
  'Question about the order',
  'Re: delivery dates',
  'Quarter figures',
] as const;

/** The messages of a day; every table of mail tells of the same ones. */
function messagesOf(day: LocalDay, background: Background): readonly Message[] {
  const { tenant, people } = background;
  const random = tenant.context.random.split('background', 'mail', day.date);
  return instantsOf(day, background, random, 170, 0.2).map((atMs): Message => {
    const kind = random.pickWeighted<Message['kind']>([
      { value: 'inbound', weight: 60 },
      { value: 'internal', weight: 26 },
      { value: 'outbound', weight: 22 },
      { value: 'bulk', weight: 10 },
      { value: 'spam', weight: 12 },
      { value: 'phish-blocked', weight: 3 },
      { value: 'phish-removed', weight: 0.15 },
    ]);
    const user = random.pick(people.users);
    const colleague = random.pick(people.users);
    const partner = random.pick(partners);
    const outsider = `${random.pick(['info', 'sales', 'j.doe', 'm.smith'])}@${partner}`;
    const junk = `${random.hex(6)}@${random.pick(['offers', 'win-now', 'parcel-update'])}.example`;
    const [sender, senderName] =
      kind === 'internal'
        ? [colleague.upn, colleague.displayName]
        : kind === 'outbound'
          ? [user.upn, user.displayName]
          : kind === 'inbound'
            ? [outsider, partner.split('.')[0] ?? '']
            : kind === 'bulk'
              ? ['news@newsletter.example', 'The Logistics Letter']
              : [junk, 'Service'];
    return {
      atMs,
      id: random.guid(),
      kind,
      sender,
      senderName,
      recipient: kind === 'outbound' ? outsider : user.upn,
      user,
      subject: random.pick(subjects),
      url: random.chance(0.4) || kind.startsWith('phish') ? `https://${sender.split('@')[1] ?? partner}/${random.hex(5)}` : undefined,
      attachment: random.chance(0.22)
        ? `${random.pick(['offer', 'invoice', 'drawing'])}-${random.integer(1, 999)}.${random.pick(['pdf', 'docx', 'xlsx', 'zip'])}`
        : undefined,
      random: random.split(random.hex(8)),
    };
  });
}

const isFromOutside = ({ kind }: Message): boolean => kind !== 'internal' && kind !== 'outbound';

function verdictOf({ kind }: Message) {
  switch (kind) {
    case 'spam':
      return {
        DeliveryAction: 'Junked',
        DeliveryLocation: 'Junk folder',
        ThreatTypes: 'Spam',
        DetectionMethods: '{"Spam":["Advanced filter"]}',
        ConfidenceLevel: '{"Spam":"Normal"}',
      };
    case 'phish-blocked':
      return {
        DeliveryAction: 'Blocked',
        DeliveryLocation: 'Quarantine',
        ThreatTypes: 'Phish',
        DetectionMethods: '{"Phish":["URL detonation"]}',
        ConfidenceLevel: '{"Phish":"High"}',
      };
    // Seen only after delivery: the message is taken back before anybody opens its link.
    default:
      return {
        DeliveryAction: 'Delivered',
        DeliveryLocation: kind === 'outbound' ? 'On-premises/external' : 'Inbox/folder',
        ThreatTypes: '',
        DetectionMethods: '',
        ConfidenceLevel: '',
      };
  }
}

export const emailEvents: BackgroundTable = {
  name: 'EmailEvents',
  rows(day, background) {
    return messagesOf(day, background).map((message): LogRow => {
      const domain = message.sender.split('@')[1] ?? '';
      const isOutside = isFromOutside(message);
      const passes = message.kind === 'spam' || message.kind.startsWith('phish') ? 'fail' : 'pass';
      return {
        TimeGenerated: utcText(message.atMs),
        NetworkMessageId: message.id,
        InternetMessageId: `<${message.id}@${domain}>`,
        SenderFromAddress: message.sender,
        SenderFromDomain: domain,
        SenderMailFromAddress: message.sender,
        SenderMailFromDomain: domain,
        SenderDisplayName: message.senderName,
        SenderObjectId: isOutside ? '' : message.user.id,
        SenderIPv4: isOutside ? `192.0.2.${message.random.integer(2, 60)}` : '',
        RecipientEmailAddress: message.recipient,
        RecipientDomain: message.recipient.split('@')[1] ?? '',
        RecipientObjectId: message.kind === 'outbound' ? '' : message.user.id,
        Subject: message.subject,
        EmailDirection: message.kind === 'outbound' ? 'Outbound' : message.kind === 'internal' ? 'Intra-org' : 'Inbound',
        ...verdictOf(message),
        LatestDeliveryAction: message.kind === 'phish-removed' ? 'Blocked' : verdictOf(message).DeliveryAction,
        LatestDeliveryLocation: message.kind === 'phish-removed' ? 'Quarantine' : verdictOf(message).DeliveryLocation,
        AuthenticationDetails: isOutside ? JSON.stringify({ SPF: passes, DKIM: passes, DMARC: passes, CompAuth: passes }) : '',
        AttachmentCount: message.attachment === undefined ? 0 : 1,
        UrlCount: message.url === undefined ? 0 : 1,
        EmailLanguage: 'en',
        EmailSize: message.random.integer(8000, 900_000),
        BulkComplaintLevel: message.kind === 'bulk' ? 5 : 0,
        IsFirstContact: isOutside && message.random.chance(0.1),
        ReportId: message.random.guid(),
      };
    });
  },
};

export const emailUrls: BackgroundTable = {
  name: 'EmailUrlInfo',
  rows: (day, background) =>
    messagesOf(day, background).flatMap(({ atMs, id, url }): readonly LogRow[] =>
      url === undefined
        ? []
        : [
            {
              TimeGenerated: utcText(atMs),
              NetworkMessageId: id,
              Url: url,
              UrlDomain: new URL(url).hostname,
              UrlLocation: 'Body',
              ReportId: id,
            },
          ],
    ),
};

export const emailAttachments: BackgroundTable = {
  name: 'EmailAttachmentInfo',
  rows: (day, background) =>
    messagesOf(day, background).flatMap(({ atMs, id, attachment, sender, senderName, recipient, user, random }): readonly LogRow[] =>
      attachment === undefined
        ? []
        : [
            {
              TimeGenerated: utcText(atMs),
              NetworkMessageId: id,
              SenderFromAddress: sender,
              SenderDisplayName: senderName,
              RecipientEmailAddress: recipient,
              RecipientObjectId: user.id,
              FileName: attachment,
              FileType: attachment.split('.')[1] ?? '',
              FileExtension: attachment.split('.')[1] ?? '',
              FileSize: random.integer(4000, 4_000_000),
              SHA256: random.split('attachment').hex(64),
              ReportId: id,
            },
          ],
    ),
};

export const emailPostDelivery: BackgroundTable = {
  name: 'EmailPostDeliveryEvents',
  rows: (day, background) =>
    messagesOf(day, background)
      .filter(({ kind }) => kind === 'phish-removed')
      .map(({ atMs, id, sender, recipient, random }): LogRow => ({
        TimeGenerated: utcText(atMs + random.split('removed').integer(5, 60) * minuteMs),
        NetworkMessageId: id,
        InternetMessageId: `<${id}@${sender.split('@')[1] ?? ''}>`,
        SenderFromAddress: sender,
        RecipientEmailAddress: recipient,
        Action: 'Moved to quarantine',
        ActionType: 'Phish ZAP',
        ActionTrigger: 'SpecialAction',
        ActionResult: 'Success',
        DeliveryLocation: 'Quarantine',
        ThreatTypes: 'Phish',
        DetectionMethods: '{"Phish":["Campaign"]}',
        EmailDirection: 'Inbound',
        ReportId: id,
      })),
};

/** Clicks on links: in good mail, and now and then in a blocked page that stays blocked. */
export const urlClicks: BackgroundTable = {
  name: 'UrlClickEvents',
  rows(day, background, random) {
    const { people } = background;
    const good = messagesOf(day, background).flatMap(({ atMs, id, url, kind, user }): readonly LogRow[] => {
      if (url === undefined || !random.chance(0.25) || (kind !== 'inbound' && kind !== 'bulk' && kind !== 'internal')) return [];
      return [click(atMs + random.integer(2, 200) * minuteMs, id, url, user, 'ClickAllowed')];
    });
    const blocked = instantsOf(day, background, random, 0.8, 0.2).map((atMs) =>
      click(
        atMs,
        random.guid(),
        `https://${random.pick(['offers', 'win-now'])}.example/${random.hex(4)}`,
        random.pick(people.users),
        'ClickBlocked',
      ),
    );
    return [...good, ...blocked];
    function click(atMs: number, id: string, url: string, user: SimulatedUser, action: string): LogRow {
      return {
        TimeGenerated: utcText(atMs),
        AccountUpn: user.upn,
        ActionType: action,
        IsClickedThrough: false,
        Url: url,
        UrlChain: JSON.stringify([url]),
        NetworkMessageId: id,
        IPAddress: people.placeOf(user, day, random).address,
        Workload: 'Email',
        AppName: 'Mail',
        ThreatTypes: action === 'ClickBlocked' ? 'Phish' : '',
        DetectionMethods: '',
        ReportId: random.guid(),
      };
    }
  },
};
