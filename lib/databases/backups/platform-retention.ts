/** So long a key may live on in copies of the keyring after it was destroyed, in milliseconds. */
export const keyringRetentionMs = 30 * 86_400_000;

/** So long backups of the master are kept, in milliseconds. */
export const masterRetentionMs = 90 * 86_400_000;
