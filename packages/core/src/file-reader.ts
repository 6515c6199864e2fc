/** Reading files, as far as configuration needs it. Paths are joined with forward slashes. */
export interface FileReader {
  /** The text of a file as UTF-8; `undefined` when there is none. */
  readText(file: string): Promise<string | undefined>;
  /** The bytes of a file; `undefined` when there is none. */
  readBytes(file: string): Promise<Uint8Array | undefined>;
  /** Names of the folders directly in a folder, in code-unit order. Rejects when the folder cannot be read. */
  listFolders(folder: string): Promise<readonly string[]>;
  hasFile(file: string): Promise<boolean>;
}
