import { observePeers } from "@/lib/auth/peer-address";
import { stopEngine } from "@/lib/databases";
import { type ControlServer, serveControl } from "@/lib/databases/control-socket";
import { env } from "@/lib/env";
import { startUp } from "@/lib/jobs/start-up";
import { startWorker, type Worker } from "@/lib/jobs/worker";
import { countDatabaseWork } from "@/lib/metrics/observe-engine";
import { countRequests } from "@/lib/metrics/observe-requests";
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

/** A look at a remote master is a request over the network. */
const remotePollMs = 10_000;
const localPollMs = 1_000;

/** Opens everything a server needs. When that cannot be, says why in one line and ends the process. */
export async function openHost(): Promise<void> {
  try {
    observePeers();
    countRequests();
    countDatabaseWork(env().slowQueryMs);
    await startUp();
    const { masterDatabase, dataDir, publicUrl, host, port, onVercel } = env();
    const control = masterDatabase ? null : await serveControl(dataDir, performForOthers);
    // An instance on Vercel lives for a request, and there are many of them: there `api/cron` does the jobs.
    const worker = onVercel ? null : startWorker({ pollMs: masterDatabase ? remotePollMs : localPollMs });
    if (shared[openedKey]) shared[openedKey]({ stop: () => stop(control, worker), welcome });
    else process.stdout.write(await welcome({ url: publicUrl ?? `http://${host}:${port}`, demo: false }));
  } catch (error) {
    process.stderr.write(`${(await problemOf(error)).message}\n`);
    process.exit(1);
  }
}

/** Commands of others and what happens by itself end first, since they need the engine. */
async function stop(control: ControlServer | null, worker: Worker | null): Promise<void> {
  await Promise.all([control?.close(), worker?.stop()]);
  await stopEngine();
}
