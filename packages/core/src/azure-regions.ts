/** Where a customer may say that its data must stay. Each is a set of countries. */
export const dataResidencies = [
  'eu',
  'eu-data-boundary',
  'uk',
  'us',
  'canada',
  'australia',
  'japan',
  'india',
  'switzerland',
  'norway',
  'brazil',
  'singapore',
  'south-africa',
  'south-korea',
  'uae',
] as const;
export type DataResidency = (typeof dataResidencies)[number];

const europeanUnion = ['AT', 'BE', 'DE', 'DK', 'ES', 'FR', 'IE', 'IT', 'NL', 'PL', 'SE'] as const;

/** Countries (ISO 3166) that a residency allows. */
const countriesOf: Readonly<Record<DataResidency, readonly string[]>> = {
  eu: europeanUnion,
  // Microsoft's EU Data Boundary is the EU and EFTA.
  'eu-data-boundary': [...europeanUnion, 'CH', 'NO'],
  uk: ['GB'],
  us: ['US'],
  canada: ['CA'],
  australia: ['AU'],
  japan: ['JP'],
  india: ['IN'],
  switzerland: ['CH'],
  norway: ['NO'],
  brazil: ['BR'],
  singapore: ['SG'],
  'south-africa': ['ZA'],
  'south-korea': ['KR'],
  uae: ['AE'],
};

/**
 * Public regions of the commercial cloud by name, with the country that each stands in. Azure says at apply only that a region does not
 * exist. Held against Microsoft's list of regions of 23 September 2025 (https://learn.microsoft.com/azure/reliability/regions-list), with Denmark
 * East, which that list announces and which has opened since; a new region is a new line.
 */
export const azureRegions: Readonly<Record<string, string>> = {
  australiacentral: 'AU',
  australiacentral2: 'AU',
  australiaeast: 'AU',
  australiasoutheast: 'AU',
  austriaeast: 'AT',
  belgiumcentral: 'BE',
  brazilsouth: 'BR',
  brazilsoutheast: 'BR',
  canadacentral: 'CA',
  canadaeast: 'CA',
  centralindia: 'IN',
  centralus: 'US',
  chilecentral: 'CL',
  denmarkeast: 'DK',
  eastasia: 'HK',
  eastus: 'US',
  eastus2: 'US',
  francecentral: 'FR',
  francesouth: 'FR',
  germanynorth: 'DE',
  germanywestcentral: 'DE',
  indonesiacentral: 'ID',
  israelcentral: 'IL',
  italynorth: 'IT',
  japaneast: 'JP',
  japanwest: 'JP',
  koreacentral: 'KR',
  koreasouth: 'KR',
  malaysiawest: 'MY',
  mexicocentral: 'MX',
  newzealandnorth: 'NZ',
  northcentralus: 'US',
  northeurope: 'IE',
  norwayeast: 'NO',
  norwaywest: 'NO',
  polandcentral: 'PL',
  qatarcentral: 'QA',
  southafricanorth: 'ZA',
  southafricawest: 'ZA',
  southcentralus: 'US',
  southeastasia: 'SG',
  southindia: 'IN',
  spaincentral: 'ES',
  swedencentral: 'SE',
  switzerlandnorth: 'CH',
  switzerlandwest: 'CH',
  uaecentral: 'AE',
  uaenorth: 'AE',
  uksouth: 'GB',
  ukwest: 'GB',
  westcentralus: 'US',
  westeurope: 'NL',
  westindia: 'IN',
  westus: 'US',
  westus2: 'US',
  westus3: 'US',
};

/** Regions in which data of this residency may stand, by name in code-unit order. */
export function regionsOf(residency: DataResidency): readonly string[] {
  const countries = countriesOf[residency];
  return Object.entries(azureRegions).flatMap(([region, country]) => (countries.includes(country) ? [region] : []));
}

/**
 * Regions that Azure keeps for special purposes, such as disaster recovery within a country: a subscription has to ask for access first (same
 * list of Microsoft's).
 */
export const restrictedRegions: ReadonlySet<string> = new Set([
  'australiacentral2',
  'brazilsoutheast',
  'francesouth',
  'germanynorth',
  'norwaywest',
  'southafricawest',
  'switzerlandwest',
  'uaecentral',
]);
