/** A workbook as content: the portal's own JSON, and what the gallery shows of it. */
export interface WorkbookContent {
  /** Stable id: the name of its file without `.json`. */
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** The workbook's own JSON, in one line. */
  readonly json: string;
}
