/** What the reconciler did about something that was not as it should be. */
export type Measure =
  /** Half-made, and made whole now. */
  | "finished"
  /** Back to work: an interrupted change was taken back, or what was missing is there again. */
  | "recovered"
  /** Kept out of reach, with the reason; nothing was deleted. */
  | "quarantined"
  /** Left as it is, for an operator to look at. */
  | "named";

export interface Finding {
  readonly what: "company" | "database" | "file" | "key";
  /** The company's, database's or key's id, or a file's name. */
  readonly id: string;
  readonly measure: Measure;
  readonly reason: string;
}
