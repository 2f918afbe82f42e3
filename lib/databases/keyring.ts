/**
 * Keys of tenant databases, each wrapped by the key-encryption key, in a database of their own that no backup of
 * the master contains: destroying a key means something.
 */
export interface Keyring {
  /** Makes a key for a database, or returns the id of the one it already has. */
  issue(databaseId: string): Promise<string>;
  /**
   * The key itself, for opening; never logged, never stored.
   * @throws EngineError `KeyMissing`, `WrongMasterKey`
   */
  reveal(keyId: string): Promise<string>;
  /** Destroys a key for good. Missing is fine. */
  destroy(keyId: string): Promise<void>;
  close(): void;
}
