// Also said by lib/cli/boot, before anything is compiled.

/**
 * @param {string} dataDir absolute
 * @param {{ pid: number, startedAt: number } | null} owner
 */
export function ownedMessage(dataDir, owner) {
  const who = owner
    ? `process ${owner.pid}, since ${new Date(owner.startedAt).toISOString()}`
    : "a process that is just starting";
  return `The data folder ${dataDir} is in use by another MedAdmin (${who}). Stop it, or choose another DATA_DIR.`;
}
