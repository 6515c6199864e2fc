import { createCoverageCheck } from '../coverage-check.ts';

export const mdiLicenseCheck = createCoverageCheck({
  id: 'mdi-license',
  product: 'defender-for-identity',
  productName: 'Defender for Identity',
  capability: 'mdi',
  lookAlikes: [],
});
