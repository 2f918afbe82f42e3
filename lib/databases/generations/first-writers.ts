import { retryWhileBusy } from "../connection";
import { engine } from "../engine";
import { moveAside } from "../reconcile/move-aside";
import type { TenantRef } from "../registry";
import type { DatabaseServer } from "../servers/database-server";
import { openToWriters } from "./fence";
import { standingAt } from "./later-generation";

/** Takes away what a change that died left under this name, on files; one that nobody can read is only put aside. */
export async function makeWay(place: DatabaseServer, next: TenantRef): Promise<void> {
  if ((await standingAt(next)) === "unreadable") await moveAside(place.where(next));
  else await place.drop(next);
}

/**
 * Takes away the fence of a generation that the registry names by now. What fails here is done by who opens it first;
 * the generation is published either way.
 */
export async function letWritersIn(published: TenantRef): Promise<void> {
  const { keyring, server } = engine();
  try {
    const key = published.keyId === null ? null : await keyring.reveal(published.keyId);
    const connection = await server(published.server).open(published, key);
    await retryWhileBusy(connection.writer, () => openToWriters(connection.writer)).finally(() =>
      connection.close(),
    );
  } catch {
    // Left to whoever opens it first.
  }
}
