/** A file of a report's folder. */
export interface ReportFile {
  /** Relative to the folder, with forward slashes: `report.yaml`, `queries/noise.kql`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Names of folders in `reports/` that are no reports. */
const reservedNames: ReadonlySet<string> = new Set(['queries', 'languages']);

/** Whether a report may be called so: as its schema asks of an id, and not as a folder that reports share. */
export function isReportName(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,48}$/u.test(name) && !reservedNames.has(name);
}

/** `noise-of-rules` as people write it: `Noise of rules`. */
export function titleOfName(name: string): string {
  const words = name.split('-').filter((word) => word !== '');
  const text = words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/**
 * The files of a report under another name: its id is the name, its title says the name in words; everything else, comments and order included,
 * stays as it was written.
 */
export function copyReport(files: readonly ReportFile[], name: string): readonly ReportFile[] {
  return files.map((file) => {
    if (file.name !== 'report.yaml') return file;
    const text = Buffer.from(file.bytes)
      .toString('utf8')
      .replace(/^id:.*$/mu, `id: ${name}`)
      .replace(/^title:.*$/mu, () => `title: ${titleOfName(name)}`);
    return { name: file.name, bytes: Buffer.from(text, 'utf8') };
  });
}
