import { sandboxSteps } from "@/lib/databases";
import { makeCompanySandbox } from "@/lib/journeys/sandbox/make-company-sandbox";
import { sandboxJobKind, sandboxOrder } from "@/lib/master/fleet/sandboxes/request-sandbox";
import { defineHandler, type JobHandler } from "./handler";

/** Copies of companies' databases to try things in. */
export const sandboxHandlers: Readonly<Record<string, JobHandler>> = {
  [sandboxJobKind]: defineHandler(sandboxOrder, (order, { actor, now, signal, progress }) => {
    progress(0, sandboxSteps.length);
    return makeCompanySandbox(order, actor, {
      now,
      signal,
      onStep: (step) => progress(sandboxSteps.indexOf(step) + 1, sandboxSteps.length, step),
    });
  }),
};
