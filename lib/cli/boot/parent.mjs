/** How often we look whether npm is still there. */
const lookEveryMs = 500;

/**
 * Calls back once when whoever started us is gone without having told us. npm runs scripts through a shell that takes
 * a SIGTERM for itself and leaves its child behind; a process that `become` started loses its channel.
 *
 * Only where it is known that the parent waits for us: after `nohup node …  &` it is meant to go.
 * @param {() => void} callback
 * @returns {() => void} stops looking
 */
export function whenParentGone(callback) {
  if (process.connected) process.once("disconnect", callback);
  const startedBy = process.ppid;
  const looking = process.env.npm_lifecycle_event ? setInterval(look, lookEveryMs).unref() : undefined;
  function look() {
    if (process.ppid === startedBy) return;
    clearInterval(looking);
    callback();
  }
  return () => {
    clearInterval(looking);
    process.off("disconnect", callback);
  };
}
