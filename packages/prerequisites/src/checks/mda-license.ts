import { createCoverageCheck } from '../coverage-check.ts';

export const mdaLicenseCheck = createCoverageCheck({
  id: 'mda-license',
  product: 'defender-for-cloud-apps',
  productName: 'Defender for Cloud Apps',
  capability: 'mda',
  lookAlikes: ['mda-reduced'],
});
