import { safeNext } from "./safe-next";

const home = "/master-admin";

/** A page of the master admin to come back to; its overview when the path is none. */
export function masterPath(path: unknown, fallback: string = home): string {
  const safe = safeNext(path, fallback);
  return safe === home || /^\/master-admin[/?#]/.test(safe) ? safe : fallback;
}

/** The page to come back to, saying what happened: see `Flash`. */
export function returnWith(path: string, done: "impersonationEnded" | "impersonationOver"): string {
  const url = new URL(masterPath(path), "http://a.invalid");
  url.searchParams.set("done", done);
  return url.pathname + url.search + url.hash;
}
