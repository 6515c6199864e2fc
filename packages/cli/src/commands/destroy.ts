import { createDeploy } from '../deploy-fleet.ts';

/** `mxdr destroy`: the same backwards. Workspaces, rules and access need --allow-destroy as well. */
export const run = createDeploy({ name: 'destroy', purpose: 'destroy', question: 'Destroy all of this?' });
