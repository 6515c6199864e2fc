const millisecondsOfUnit: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The form of an offset, for schemas. */
export const offsetPattern = /^-?\d{1,6}[smhd]$/u;

/** Milliseconds of an offset between rows: `30s`, `2m`, `1h`, `7d`, with a minus for earlier. `undefined` for any other form. */
export function parseOffset(text: string): number | undefined {
  const parts = /^(-?)(\d{1,6})([smhd])$/u.exec(text);
  if (parts === null) return undefined;
  const milliseconds = Number(parts[2]) * (millisecondsOfUnit[parts[3] ?? ''] ?? Number.NaN);
  return parts[1] === '-' ? -milliseconds : milliseconds;
}
