import type { Instrumentation } from "next";

/** Runs once, before the first request: opens the data folder or the remote master, or ends the process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { openHost } = await import("@/lib/cli/host");
  await openHost();
}

/** What no page foresaw: the visitor sees a reference, the log the reason. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  const requestId = [request.headers["x-request-id"]].flat()[0] ?? null;
  const { logRequestError } = await import("@/lib/log-request-error");
  const { routePath: route, routeType: kind } = context;
  logRequestError(log({ requestId }), error, { method: request.method, route, kind });
};
