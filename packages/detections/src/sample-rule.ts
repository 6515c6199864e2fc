/** A rule without faults; tests change one line each. */
export const sampleRule = `id: 11111111-2222-4333-8444-555555555555
name: Sample
version: 1.0.0
kind: Scheduled
description: Finds a sample.
severity: Medium
requiredDataConnectors:
  - connectorId: AzureActiveDirectory
    dataTypes:
      - SigninLogs
queryFrequency: 1h
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics:
  - InitialAccess
relevantTechniques:
  - T1078.004
query: |
  SigninLogs
  | where ResultType == "0"
  | project UserId, IPAddress
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: AadUserId
        columnName: UserId
customDetails:
  Address: IPAddress
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    enabled: true
    lookbackDuration: 12h
    matchingMethod: Selected
    groupByEntities:
      - Account
x-own: kept
`;
