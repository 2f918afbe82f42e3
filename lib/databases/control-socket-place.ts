import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A Unix socket's path may have 104 bytes on macOS, 108 on Linux, both with a NUL at the end. */
const maxPathBytes = 103;

/**
 * Listens where the owner's other processes look: in the data folder, or, where its path is too long or its file
 * system has no sockets, in a folder of our own among the temporary ones; on Windows at a named pipe.
 * @returns the path, for `owner.json`, and how to remove what was made for it
 */
export async function listenIn(
  dataDir: string,
  server: Server,
): Promise<{ path: string; remove: () => Promise<void> }> {
  if (process.platform === "win32") {
    const path = `\\\\.\\pipe\\medadmin-${randomBytes(16).toString("hex")}`;
    await listen(server, path);
    return { path, remove: async () => {} };
  }
  const inside = join(/* turbopackIgnore: true */ dataDir, "control.sock");
  // A socket file that is there already is stale: its server owned the folder, and now we do.
  await rm(inside, { force: true });
  if (Buffer.byteLength(inside) <= maxPathBytes && (await listens(server, inside))) {
    return { path: inside, remove: () => rm(inside, { force: true }) };
  }
  const outside = join(await mkdtemp(join(tmpdir(), "medadmin-")), "control.sock");
  await listen(server, outside);
  await chmod(outside, 0o600);
  return { path: outside, remove: () => rm(dirname(outside), { recursive: true, force: true }) };
}

async function listens(server: Server, path: string): Promise<boolean> {
  try {
    await listen(server, path);
    await chmod(path, 0o600);
    return true;
  } catch {
    return false;
  }
}

async function listen(server: Server, path: string): Promise<void> {
  server.listen(path);
  await once(server, "listening");
}
