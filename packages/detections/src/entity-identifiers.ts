/** What Sentinel knows about one type of entity. */
export interface EntityType {
  /** Sets of which at least one must be mapped whole, or the entity cannot be told from another. */
  readonly strongSets: readonly (readonly string[])[];
  readonly identifiers: readonly string[];
}

function entityType(strong: readonly (string | readonly string[])[], others: readonly string[] = []): EntityType {
  const strongSets = strong.map((set) => (typeof set === 'string' ? [set] : set));
  return { strongSets, identifiers: [...new Set([...strongSets.flat(), ...others])] };
}

const fingerprintBins = [1, 2, 3, 4, 5].map((bin) => `BodyFingerprintBin${bin}`);

/** Identifiers that an analytics rule may map, by entity type. IoTDevice is known to Sentinel but not to the Terraform provider. */
export const entityTypes: Readonly<Record<string, EntityType>> = {
  Account: entityType(
    ['FullName', 'Sid', 'Name', 'AadUserId', 'PUID', 'ObjectGuid'],
    ['NTDomain', 'DnsDomain', 'UPNSuffix', 'AadTenantId', 'IsDomainJoined', 'DisplayName'],
  ),
  AzureResource: entityType(['ResourceId']),
  CloudApplication: entityType(['AppId', 'Name'], ['InstanceName']),
  DNS: entityType(['DomainName']),
  File: entityType(['Name'], ['Directory']),
  FileHash: entityType([['Algorithm', 'Value']]),
  Host: entityType(
    ['FullName', 'HostName', 'NetBiosName', 'AzureID', 'OMSAgentID'],
    ['DnsDomain', 'NTDomain', 'OSFamily', 'OSVersion', 'IsDomainJoined'],
  ),
  IoTDevice: entityType(
    ['DeviceId'],
    [
      'DeviceName',
      'Manufacturer',
      'Model',
      'FirmwareVersion',
      'OperatingSystem',
      'MacAddress',
      'Protocols',
      'SerialNumber',
      'Source',
      'IoTSecurityAgentId',
      'DeviceType',
    ],
  ),
  IP: entityType(['Address']),
  Mailbox: entityType(['MailboxPrimaryAddress'], ['DisplayName', 'Upn', 'ExternalDirectoryObjectId', 'RiskLevel']),
  MailCluster: entityType(
    ['Query', 'Source'],
    [
      'NetworkMessageIds',
      'CountByDeliveryStatus',
      'CountByThreatType',
      'CountByProtectionStatus',
      'Threats',
      'QueryTime',
      'MailCount',
      'IsVolumeAnomaly',
      'ClusterSourceIdentifier',
      'ClusterSourceType',
      'ClusterQueryStartTime',
      'ClusterQueryEndTime',
      'ClusterGroup',
    ],
  ),
  MailMessage: entityType(
    ['NetworkMessageId', 'Recipient'],
    [
      'Urls',
      'Threats',
      'Sender',
      'P1Sender',
      'P1SenderDisplayName',
      'P1SenderDomain',
      'SenderIP',
      'P2Sender',
      'P2SenderDisplayName',
      'P2SenderDomain',
      'ReceivedDate',
      'InternetMessageId',
      'Subject',
      ...fingerprintBins,
      'AntispamDirection',
      'DeliveryAction',
      'DeliveryLocation',
      'Language',
      'ThreatDetectionMethods',
    ],
  ),
  Malware: entityType(['Name'], ['Category']),
  Process: entityType(['CommandLine', 'ProcessId'], ['ElevationToken', 'CreationTimeUtc']),
  RegistryKey: entityType(['Key', 'Hive']),
  RegistryValue: entityType(['Name'], ['Value', 'ValueType']),
  SecurityGroup: entityType(['DistinguishedName', 'SID', 'ObjectGuid']),
  SubmissionMail: entityType(
    ['SubmissionId', 'NetworkMessageId', 'Recipient', 'Submitter'],
    ['Timestamp', 'Sender', 'SenderIp', 'Subject', 'ReportType', 'SubmissionDate'],
  ),
  URL: entityType(['Url']),
};
