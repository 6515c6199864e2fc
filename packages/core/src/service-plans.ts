/** What a licence lets a tenant use, as far as the service's prerequisites ask. */
export const licenceCapabilities = [
  'mde-p2',
  'mde-p1',
  'defender-for-business',
  'entra-p1',
  'entra-p2',
  'entra-basic',
  'mdo-p2',
  'mdo-p1',
  'mdi',
  'mda',
  'mda-reduced',
  'defender-xdr',
] as const;
export type LicenceCapability = (typeof licenceCapabilities)[number];

/** A service plan: the part of a licence that switches one product on. The id is the same in every tenant; names vary. */
export interface ServicePlan {
  /** Service plan id (GUID, lower case). */
  readonly id: string;
  readonly name: string;
  readonly capability: LicenceCapability;
  /** Government clouds have plans of their own for some products. */
  readonly cloud: 'any' | 'government';
  /** What it is easily mistaken for. */
  readonly note?: string;
}

/** The plans that matter here. Matched by id, never by name: names are irregular and change. */
export const servicePlans: readonly ServicePlan[] = [
  { id: '871d91ec-ec1a-452b-a83f-bd76c7d770ef', name: 'WINDEFATP', capability: 'mde-p2', cloud: 'any' },
  {
    id: '292cc034-7b7c-4950-aaf5-943befd3f1d4',
    name: 'MDE_LITE',
    capability: 'mde-p1',
    cloud: 'any',
    note: 'Defender for Endpoint Plan 1, not Plan 2',
  },
  {
    id: 'bfc1bbd9-981b-4f71-9b82-17c35fd0e2a4',
    name: 'MDE_SMB',
    capability: 'defender-for-business',
    cloud: 'any',
    note: 'Defender for Business, not Defender for Endpoint Plan 2',
  },
  { id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM', capability: 'entra-p1', cloud: 'any' },
  { id: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', name: 'AAD_PREMIUM_P2', capability: 'entra-p2', cloud: 'any' },
  {
    id: 'de377cbc-0019-4ec2-b77c-3f223947e102',
    name: 'AAD_SMB',
    capability: 'entra-basic',
    cloud: 'any',
    note: 'Entra ID for small business, not P1',
  },
  { id: '8e0c0a52-6a6c-4d40-8370-dd62790dcd70', name: 'THREAT_INTELLIGENCE', capability: 'mdo-p2', cloud: 'any' },
  { id: '900018f1-0cdb-4ecb-94d4-90281760fdc6', name: 'THREAT_INTELLIGENCE_GOV', capability: 'mdo-p2', cloud: 'government' },
  {
    id: 'f20fedf3-f3c3-43c3-8267-2bfdd51c0939',
    name: 'ATP_ENTERPRISE',
    capability: 'mdo-p1',
    cloud: 'any',
    note: 'Defender for Office 365 Plan 1, not Plan 2',
  },
  {
    id: '493ff600-6a2b-4db6-ad37-a7d4eb214516',
    name: 'ATP_ENTERPRISE_GOV',
    capability: 'mdo-p1',
    cloud: 'government',
    note: 'Defender for Office 365 Plan 1, not Plan 2',
  },
  { id: '14ab5db5-e6c4-4b20-b4bc-13e36fd2227f', name: 'ATA', capability: 'mdi', cloud: 'any' },
  { id: '2e2ddb96-6af9-4b1d-a3f0-d6ecfd22edb2', name: 'ADALLOM_S_STANDALONE', capability: 'mda', cloud: 'any' },
  { id: '6ebdddb7-8e55-4af2-952b-69e77262f96c', name: 'ADALLOM_S_STANDALONE_DOD', capability: 'mda', cloud: 'government' },
  {
    id: '8c098270-9dd4-4350-9b30-ba4703f3b36b',
    name: 'ADALLOM_S_O365',
    capability: 'mda-reduced',
    cloud: 'any',
    note: 'Office 365 Cloud App Security, a reduced product',
  },
  {
    id: '932ad362-64a8-4783-9106-97849a1a30b9',
    name: 'ADALLOM_S_DISCOVERY',
    capability: 'mda-reduced',
    cloud: 'any',
    note: 'Cloud App Discovery, a reduced product',
  },
  {
    id: '61d18b02-6889-479f-8f36-56e6e0fe5792',
    name: 'ADALLOM_FOR_AATP',
    capability: 'mda-reduced',
    cloud: 'any',
    note: 'the part of Cloud Apps that Defender for Identity brings',
  },
  {
    id: 'bf28f719-7844-4079-9c78-c1307898e192',
    name: 'MTP',
    capability: 'defender-xdr',
    cloud: 'any',
    note: 'informative only: no product by itself',
  },
];

/** Plans that give a capability. Entra P1 is also given by P2: several licences hold P2 without P1. */
export function plansOf(capability: LicenceCapability): readonly ServicePlan[] {
  const wanted: readonly LicenceCapability[] = capability === 'entra-p1' ? ['entra-p1', 'entra-p2'] : [capability];
  return servicePlans.filter((plan) => wanted.includes(plan.capability));
}

/** Licences that hold a plan for something other than a user. Their seats never count for users. By SKU id (lower case). */
export const seatsNotForUsers: ReadonlyMap<string, string> = new Map([
  ['509e8ab6-0274-4cda-bcbd-bd164fd562c4', 'for servers'],
  ['c25e2b36-e161-4946-bef2-69239729f690', 'for meeting rooms'],
  ['31ecb341-2a17-483e-9140-c473006d1e1a', 'for meeting rooms'],
  ['4cde982a-ede4-4409-9ae6-b003453c8ea6', 'for meeting rooms'],
  ['21943e3a-2429-4f83-84c1-02735cd49e78', 'for meeting rooms'],
  ['6070a4c8-34c6-4937-8dfb-39bbc6397a60', 'for meeting rooms'],
  ['9571e9ac-2741-4b63-95fd-a79696f0d0ac', 'for meeting rooms'],
  ['b4348f75-a776-4061-ac6c-36b9016b01d1', 'for meeting rooms'],
]);
