export { buildConsentPack } from './build-pack.ts';
export type { ConsentPack } from './build-pack.ts';
export type { ConsentFile, ConsentInput, DelegationNames } from './consent-input.ts';
