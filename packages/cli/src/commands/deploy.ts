import { createDeploy } from '../deploy-fleet.ts';

/** `mxdr deploy`: plans, shows, asks, applies exactly these plans. Exit 0 all applied, 1 refused or declined, 2 something failed. */
export const run = createDeploy({ name: 'deploy', purpose: 'apply', question: 'Apply these plans?' });
