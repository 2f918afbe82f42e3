import { observePeers } from "@/lib/auth/peer-address";
import { stopEngine } from "@/lib/databases";
import { type ControlServer, serveControl } from "@/lib/databases/control-socket";
import { env } from "@/lib/env";
import { hostJobs } from "@/lib/jobs/host-jobs";
import { type Schedule, startSchedule } from "@/lib/jobs/schedule";
import { startUp } from "@/lib/jobs/start-up";
import { performForOthers } from "./perform";
import { problemOf } from "./problem";
import { welcome } from "./welcome";

interface RunningHost {
  readonly stop: () => Promise<void>;
  readonly welcome: typeof welcome;
}

/** `lib/cli/boot/serve.mjs` waits here for us; it is another bundle, so the two meet at a symbol. */
const openedKey = Symbol.for("medadmin.opened");
const shared = globalThis as { [openedKey]?: (host: RunningHost) => void };

/** Opens everything a server needs. When that cannot be, says why in one line and ends the process. */
export async function openHost(): Promise<void> {
  try {
    observePeers();
    await startUp();
    const { masterDatabase, dataDir, publicUrl, host, port, onVercel } = env();
    const control = masterDatabase ? null : await serveControl(dataDir, performForOthers);
    // An instance on Vercel lives for a request, and there are many of them.
    const schedule = onVercel ? null : startSchedule(hostJobs);
    if (shared[openedKey]) shared[openedKey]({ stop: () => stop(control, schedule), welcome });
    else process.stdout.write(await welcome({ url: publicUrl ?? `http://${host}:${port}`, demo: false }));
  } catch (error) {
    process.stderr.write(`${(await problemOf(error)).message}\n`);
    process.exit(1);
  }
}

/** Commands of others and what happens by itself end first, since they need the engine. */
async function stop(control: ControlServer | null, schedule: Schedule | null): Promise<void> {
  await Promise.all([control?.close(), schedule?.stop()]);
  await stopEngine();
}
