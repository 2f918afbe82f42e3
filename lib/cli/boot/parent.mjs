import { readFileSync } from "node:fs";

/** How often we look whether npm is still there. */
const lookEveryMs = 500;

/**
 * Calls back once when whoever started us is gone without having told us. npm runs scripts through a shell that takes
 * a SIGTERM for itself and leaves its child behind, and that outlives a killed npm, so we look behind it; a process
 * that `become` started loses its channel.
 *
 * Only where it is known that the parent waits for us: after `nohup node …  &` it is meant to go.
 * @param {() => void} callback
 * @returns {() => void} stops looking
 */
export function whenParentGone(callback) {
  if (process.connected) process.once("disconnect", callback);
  const startedBy = process.ppid;
  const shellOf = npmBehind(startedBy);
  const looking = process.env.npm_lifecycle_event ? setInterval(look, lookEveryMs).unref() : undefined;
  function look() {
    if (process.ppid === startedBy && (shellOf === null || npmBehind(startedBy) === shellOf)) return;
    clearInterval(looking);
    callback();
  }
  return () => {
    clearInterval(looking);
    process.off("disconnect", callback);
  };
}

/**
 * Who started the shell that started us; null where a program did, and where there is no `/proc` to ask. Shells that
 * run one command only, as macOS's do, become it.
 * @param {number} pid of who started us
 */
function npmBehind(pid) {
  try {
    const [, second] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (second !== "-c") return null;
    // Its name stands in parentheses, and may hold anything.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return Number(parent);
  } catch {
    return null;
  }
}
