import { createCoverageCheck } from '../coverage-check.ts';

export const entraP2LicenseCheck = createCoverageCheck({
  id: 'entra-p2-license',
  product: 'entra-id',
  productName: 'Entra ID P2',
  capability: 'entra-p2',
  lookAlikes: ['entra-basic'],
});
