/** What can be left out of a report. */
export const redactionKinds = ['users', 'hosts', 'addresses'] as const;
export type RedactionKind = (typeof redactionKinds)[number];

/** Words by which columns of Microsoft's tables, and of our queries, say that they hold users. Compared without case. */
const userColumns = new Set(
  `User Users UserName UserNames UserId UserUpn UserPrincipalName UserDisplayName Account Accounts AccountName AccountUpn AccountSid AccountObjectId
  AccountDisplayName AadUserId ObjectSid Upn Owner OwnerName OwnerUpn AssignedTo ModifiedBy CreatedBy Actor ActorName ActorUpn Caller Identity
  InitiatedBy InitiatingUser TargetUser TargetUserName TargetAccountName SubjectUserName TargetUpn Sender SenderAddress SenderFromAddress
  SenderMailFromAddress Recipient Recipients RecipientEmailAddress Email EmailAddress MailboxOwnerUPN Mailbox Member MemberName Person DisplayName
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

/** @param assetKind of the row, where the view names users and devices in one column */
export function contentOf(column: string, assetKind: string | undefined): ColumnContent {
  const name = column.toLowerCase();
  if (assetKind !== undefined && (name === 'assetname' || name === 'assetid')) return assetKind === 'device' ? 'hosts' : 'users';
  if (userColumns.has(name)) return 'users';
  if (hostColumns.has(name)) return 'hosts';
  if (addressColumn.test(name)) return 'addresses';
  return closedColumns.has(name) ? 'closed' : 'text';
}
