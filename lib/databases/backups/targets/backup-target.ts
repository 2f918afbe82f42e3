import { EngineError } from "../../errors";

/** Which backup: both stand in its path. */
export interface BackupName {
  readonly databaseId: string;
  readonly id: string;
}

/** Where finished backups of companies' databases are kept. What is handed over is encrypted and closed already. */
export interface BackupTarget {
  /** `folder`, or the name of the bucket; stands in the registry. */
  readonly name: string;

  /** Takes the files of a finished backup out of `draft`. Afterwards it is there as a whole, or not at all. */
  put(name: BackupName, draft: string): Promise<void>;

  /**
   * Brings the files of a backup into `folder`, which is empty.
   * @throws EngineError `BadBackup` when there is none, `TargetFailed`
   */
  fetch(name: BackupName, folder: string): Promise<void>;

  /** The manifest's text, as it stands there; null when there is no such backup. */
  manifest(name: BackupName): Promise<string | null>;

  /** Missing is fine. */
  remove(name: BackupName): Promise<void>;

  /** All complete backups there. */
  list(): Promise<BackupName[]>;
}

export function isName({ databaseId, id }: BackupName): boolean {
  return [databaseId, id].every((part) => /^[0-9a-f-]{36}$/.test(part));
}

/** What names are joined into paths with. @throws EngineError `BadBackup` */
export function assertNames(name: BackupName): void {
  if (!isName(name)) throw new EngineError("BadBackup", `There is no backup ${name.id}.`);
}
