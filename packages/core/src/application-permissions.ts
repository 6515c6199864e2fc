/** An API of Microsoft whose permissions an application may hold. */
export interface PermissionApi {
  /** Application id, the same in every tenant of the commercial cloud. */
  readonly appId: string;
  readonly name: string;
}

/** A permission that an application holds by itself, without a person who is signed in (an app role). */
export interface ApplicationPermission {
  readonly api: PermissionApi;
  /** Name of the app role, e.g. `Organization.Read.All`. */
  readonly name: string;
  /** Id of the app role in the commercial cloud. Scripts look it up by name and refuse what has another id. */
  readonly id: string;
  /** What it lets the application read, in words that a customer reads. */
  readonly reads: string;
  /** Why the service needs it. */
  readonly reason: string;
}

const graph: PermissionApi = { appId: '00000003-0000-0000-c000-000000000000', name: 'Microsoft Graph' };
const defender: PermissionApi = { appId: 'fc780465-2017-40d4-a0c5-307022471b92', name: 'Microsoft Defender for Endpoint' };

/**
 * All that the application which reads customers' tenants may hold: the least that the checks and reports name, each a reading permission.
 * The ids are those of Microsoft's permissions reference; every one was also seen in several public scripts (11/2026).
 */
export const readerPermissions = [
  {
    api: graph,
    name: 'AuditLog.Read.All',
    id: 'b0afded3-3588-46d8-8b3d-9842eff778da',
    reads: 'sign-ins and changes of the directory',
    reason: "Show whether the service's own sign-ins arrive, and from where.",
  },
  {
    api: graph,
    name: 'Group.Read.All',
    id: '5b567255-7703-4780-807c-7be8301ae99b',
    reads: 'groups and their members',
    reason: 'Check that the groups of scope and exclusion exist, are filled and hold no other groups.',
  },
  {
    api: graph,
    name: 'Organization.Read.All',
    id: '498476ce-e0fe-48b0-b801-37ba7e2685c6',
    reads: 'the organisation and its licences',
    reason: 'Check that the products of the service are licensed.',
  },
  {
    api: graph,
    name: 'Policy.Read.All',
    id: '246dd0d5-5bd0-4def-940b-0421030a5b68',
    reads: 'conditional access and cross-tenant access policies',
    reason: 'Check that the policies of the service are in force, and nothing else was changed for it.',
  },
  {
    api: graph,
    name: 'SecurityEvents.Read.All',
    id: 'bf394140-e372-4bf9-a898-299cfc7564e5',
    reads: 'security alerts and the Secure Score',
    reason: 'Report the Secure Score.',
  },
  {
    api: graph,
    name: 'ThreatHunting.Read.All',
    id: 'dd98c7f5-2d42-42d3-a0e4-633161547251',
    reads: 'hunting data of Microsoft Defender',
    reason: 'Count the devices that report, which no list does.',
  },
  {
    api: graph,
    name: 'User.Read.All',
    id: 'df021288-bdef-4463-88db-98f22de89214',
    reads: 'users and the plans that are assigned to them',
    reason: 'Check that the users in scope have the licences that the service needs.',
  },
  {
    api: defender,
    name: 'Machine.Read.All',
    id: 'ea8291d3-4b9a-44b5-bc3a-6cea3026dc79',
    reads: 'devices and the state of their protection',
    reason: 'Check that the devices in scope are onboarded and protected.',
  },
] as const satisfies readonly ApplicationPermission[];
