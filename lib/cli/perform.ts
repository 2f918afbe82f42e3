import { z } from "zod";
import { EngineError, isEngineError, stopEngine } from "@/lib/databases";
import { type ControlHandler, sendToOwner } from "@/lib/databases/control-socket";
import { env } from "@/lib/env";
import { startUp } from "@/lib/jobs/start-up";
import type { Command, Outcome, Step } from "./command";
import { commands } from "./commands";
import { operatorActor } from "./operator";

interface Watch {
  readonly onStep: (step: Step) => void;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command where the databases are: here when nobody owns the data folder, else in the process that does.
 * @param operator the account of whoever sits at the keyboard, for the audit
 * @throws what the command throws; EngineError
 */
export async function perform(
  command: Command,
  input: object,
  operator: string,
  watch: Watch,
): Promise<Outcome<unknown>> {
  if (command.place === "alone") return runHere(command, input, operator, watch);
  try {
    await startUp();
  } catch (error) {
    if (!isEngineError(error, "DataFolderOwned")) throw error;
    const { onStep, signal } = watch;
    const onProgress = (event: unknown) => onStep(event as Step);
    const answer = await sendToOwner(
      env().dataDir,
      command.name,
      { input, operator },
      { onProgress, signal },
    );
    return answer as Outcome<unknown>;
  }
  try {
    return await runHere(command, input, operator, watch);
  } finally {
    await stopEngine();
  }
}

const carriedArgs = z.object({ input: z.record(z.string(), z.unknown()), operator: z.string() });

/** The other end: runs for another process what that one may not, since this one owns the data folder. */
export const performForOthers: ControlHandler = async (name, args, { progress, signal }) => {
  const command = commands.find((known) => known.name === name);
  if (command?.place !== "engine") {
    throw new EngineError(
      "NotSupported",
      `The running MedAdmin cannot do "${name}": stop it first, or start its newer version.`,
    );
  }
  const { input, operator } = carriedArgs.parse(args);
  return runHere(command, input, operator, { onStep: progress, signal });
};

/** Stops between two steps when nobody waits any more; what was done until then stays done. */
async function runHere(
  command: Command,
  input: object,
  operator: string,
  { onStep, signal }: Watch,
): Promise<Outcome<unknown>> {
  const context = { actor: operatorActor(operator), now: () => new Date(), signal };
  const running = command.run(input, context);
  for (;;) {
    const next = await running.next();
    if (next.done) return next.value;
    onStep(next.value);
    if (signal.aborted) {
      await running.return({ data: null, failed: true });
      throw new EngineError(
        "NotRunning",
        "The command was interrupted; what it had done until then stays done.",
      );
    }
  }
}
