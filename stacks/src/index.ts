export type { WaitingRule } from './check-content.ts';
export { delegationNames } from './delegation-names.ts';
export { movesSchema } from './moved-resources.ts';
export { loadServiceContent } from './service-content.ts';
export type { LoadContentOptions, ServiceContent } from './service-content.ts';
export { synthesizeCustomer } from './synthesize-customer.ts';
export type { StackOutput, SynthOptions, SynthResult } from './synthesize-customer.ts';
export { synthesizeOperations } from './synthesize-operations.ts';
export type { OperationsResult } from './synthesize-operations.ts';
