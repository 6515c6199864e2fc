import type { DatasetReader } from './dataset-reader.ts';

/** `Most hunts looked for phishing: 3 of 8`; where no hunt ended, that. */
export function wordHuntingCategories({ rows, view, format, messages }: DatasetReader): string | undefined {
  if (view('hunts-by-category')?.state !== 'known') return undefined;
  const categories = rows('hunts-by-category');
  const [first, second] = categories;
  if (first === undefined) return messages.hunting.heading(0, format.count(0), 0, format.count(0));
  const all = categories.reduce((sum, row) => sum + Number(row['Hunts'] ?? 0), 0);
  // No category leads where the next one has as many.
  if (second !== undefined && second['Hunts'] === first['Hunts'])
    return messages.hunting.spread(format.count(all), format.count(categories.length));
  return messages.hunting.categories(String(first['Category'] ?? ''), format.count(Number(first['Hunts'] ?? 0)), format.count(all));
}

/** `2 of 5 hypotheses held here` */
export function wordHuntingEmerging({ rows, view, format, messages }: DatasetReader): string | undefined {
  if (view('emerging-threats')?.state !== 'known') return undefined;
  const threats = rows('emerging-threats');
  const held = threats.filter((row) => row['ImpactFound'] === 'yes').length;
  return messages.hunting.emerging(held, format.count(held), threats.length, format.count(threats.length));
}
