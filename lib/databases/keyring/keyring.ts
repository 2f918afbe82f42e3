/** What a keyring tells about a key: never the key. */
export interface KeyEntry {
  readonly id: string;
  /** Null once the key was destroyed: what remains is a tombstone. */
  readonly databaseId: string | null;
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
  /** Makes a key for a database, or returns the id of the one it already has. */
  issue(databaseId: string): Promise<string>;
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
  close(): Promise<void>;
}
