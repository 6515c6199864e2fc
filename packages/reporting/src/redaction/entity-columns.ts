import type { RedactionKind } from '@mxdr/core';

/** Words by which columns of Microsoft's tables, and of our queries, say that they hold users. Compared without case. */
const userColumns = new Set(
  `User Users UserName UserNames UserId UserUpn UserPrincipalName UserDisplayName Account Accounts AccountName AccountUpn AccountSid AccountObjectId
  AccountDisplayName AadUserId ObjectSid Upn Owner OwnerName OwnerUpn AssignedTo ModifiedBy CreatedBy Actor ActorName ActorUpn Caller Identity
  InitiatedBy InitiatingUser TargetUser TargetUserName TargetAccountName SubjectUserName TargetUpn Sender SenderAddress SenderFromAddress
  SenderMailFromAddress Recipient Recipients RecipientEmailAddress Email EmailAddress MailboxOwnerUPN Mailbox Member MemberName Person DisplayName Attendees
  InitiatingProcessAccountName InitiatingProcessAccountUpn InitiatingProcessAccountSid ProcessAccountName RequestAccountName`
    .toLowerCase()
    .split(/\s+/),
);
const hostColumns = new Set(
  `Host Hosts HostName HostNames Device Devices DeviceName DeviceNames DeviceId AadDeviceId MdatpDeviceId Computer Computers ComputerName Machine
  MachineName Workstation WorkstationName Server ServerName RemoteDeviceName TargetDeviceName SourceDevice DvcHostname DstHostname SrcHostname
  ResourceHost`
    .toLowerCase()
    .split(/\s+/),
);
const addressColumn =
  /^(?:(?:public|private|local|remote|client|caller|source|src|destination|dst|dest|target|sender|host|device|fileorigin|dvc|nat)_?)?(?:ip|ips|ipaddr|ipaddress|ipaddresses|ipv4|ipv6|address|addresses)$/i;

/** Words of our own, or of a closed list, which templates and rules read as such: no name stands in them. */
const closedColumns = new Set(
  `AssetKind Severity Status State Classification Tactic Technique Month Piece Age Measure Kind Table DataType Source ProductName Product Category
  Result ThreatType Id Hash Day Year Quarter Week`
    .toLowerCase()
    .split(/\s+/),
);

/** What a column holds: names of one kind, words that stay as they are, or text in which names may stand. */
export type ColumnContent = RedactionKind | 'closed' | 'text';

/** What kinds of rows name, in the views that list users, devices and addresses in one column. */
const kindsOfRows: Readonly<Record<string, RedactionKind>> = { user: 'users', device: 'hosts', address: 'addresses' };

/**
 * What a cell holds, by the name of its column and by what its row says of itself.
 * @param cellOf another cell of the row; undefined where there is no such column
 */
export function contentOf(column: string, cellOf: (column: string) => string | undefined): ColumnContent {
  const name = column.toLowerCase();
  const kind = cellOf('AssetKind') ?? cellOf('Kind');
  const named = kindsOfRows[kind?.toLowerCase() ?? ''];
  if (named !== undefined && ['assetname', 'assetid', 'name'].includes(name)) return named;
  // The timeline of an incident: who did it, which of an alert is the product, and to whom the incident went.
  if (name === 'by') return kind === 'Alert' ? 'text' : 'users';
  if (name === 'what' && kind === 'Owner') return 'users';
  if (userColumns.has(name)) return 'users';
  if (hostColumns.has(name)) return 'hosts';
  if (addressColumn.test(name)) return 'addresses';
  return closedColumns.has(name) ? 'closed' : 'text';
}

/** What a column of names may hold that is nobody: nothing known, or the platform itself. */
export function isNobody(name: string): boolean {
  return nobody.test(name.trim());
}

const nobody =
  /^(?:unknown|none|null|n\/a|alert grouping|fusion|incident created from alert|automation rule\b.*|(?:microsoft )?defender experts?\b.*|microsoft (?:365 )?(?:defender|sentinel)\b.*)$/i;
