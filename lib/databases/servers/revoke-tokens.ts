import { engine } from "../engine";
import { EngineError } from "../errors";
import type { ServerRef } from "../registry";

/**
 * Makes the tokens that open databases of a server worthless, for when one got into wrong hands. Whoever is connected
 * rightly is refused once, asks for another and goes on.
 * @throws EngineError `NotSupported` for kinds without such tokens, saying what to do instead, and what the server answers
 */
export async function revokeTokens(ref: ServerRef): Promise<void> {
  const server = engine().server(ref);
  if (server.revokeTokens) return server.revokeTokens();
  throw new EngineError(
    "NotSupported",
    ref.kind === "file"
      ? "Files are opened with keys, not with tokens: replace a company's key with keys rotate --company."
      : "Tokens for libSQL servers are signed here and end in two minutes: replace the key with servers key --rotate.",
  );
}
