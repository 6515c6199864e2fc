import { createCoverageCheck } from '../coverage-check.ts';

export const mdoP2LicenseCheck = createCoverageCheck({
  id: 'mdo-p2-license',
  product: 'defender-for-office-365',
  productName: 'Defender for Office 365 Plan 2',
  capability: 'mdo-p2',
  lookAlikes: ['mdo-p1'],
});
