/**
 * `current`: what the registry's generation is encrypted with. `coming`: made for the next generation, which is not
 * published yet. `former`: replaced; older generations and backups still need it.
 */
export type KeyUse = "current" | "coming" | "former";

/** What a keyring tells about a key: never the key. */
export interface KeyEntry {
  readonly id: string;
  /** Null once the key was destroyed: what remains is a tombstone. */
  readonly databaseId: string | null;
  readonly use: KeyUse;
  /** The last generation that a former key opens; null for the others. */
  readonly untilGeneration: number | null;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly destroyedAt: number | null;
  readonly quarantineReason: string | null;
}

/**
 * Keys of tenant databases, each wrapped by the key-encryption key, in a database of their own that no backup of
 * the master contains: destroying a key means something.
 */
export interface Keyring {
  /** Tells which key-encryption key wraps it, and nothing about it; null where there is no keyring. */
  readonly kekId: string | null;
  /** Makes a key for a database, or returns the id of the current one it already has. */
  issue(databaseId: string): Promise<string>;
  /** As `issue`, for the key that shall replace the current one. */
  issueNext(databaseId: string): Promise<string>;
  /**
   * The coming key is the current one from now on, and the one before it a former one. Repeatable.
   * @param untilGeneration the last that the former key opens
   */
  promote(keyId: string, untilGeneration: number): Promise<void>;
  /**
   * The key itself, for opening: 32 bytes in lower-case hex. Never logged, never stored.
   * @throws EngineError `KeyMissing` (never made, destroyed, or damaged)
   */
  reveal(keyId: string): Promise<string>;
  /** Destroys a key for good and leaves a tombstone. Missing is fine. */
  destroy(keyId: string): Promise<void>;
  /** All keys and tombstones. */
  list(): Promise<KeyEntry[]>;
  /** Marks a key that belongs to no database; it still opens what it opened. */
  quarantine(keyId: string, reason: string): Promise<void>;
  /**
   * Wraps every key with another key-encryption key, all of them or none. From then on only that one opens the keyring.
   * @returns how many keys
   */
  rewrap(kek: string): Promise<number>;
  close(): Promise<void>;
}
