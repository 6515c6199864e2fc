export type { WaitingRule } from './check-content.ts';
export { synthesizeCustomer } from './synthesize-customer.ts';
export type { StackOutput, SynthOptions, SynthResult } from './synthesize-customer.ts';
export type { WorkbookContent } from './workbook-content.ts';
export { readWorkbook } from './workbook-content.ts';
