export function writeSampleCustomer(
  folder: string,
  customer: { readonly id: string; readonly number: number; readonly settings?: Readonly<Record<string, string>> },
): void;
