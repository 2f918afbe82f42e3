import type { Client } from "@libsql/client";
import { retryWhileBusy } from "../connection";
import { neverPublished } from "../identity";

/** Keeps writers out of a database, those of other processes too: every write looks here first. */
export async function fence(writer: Client): Promise<void> {
  await update(writer, "fenced_at = ?", Date.now());
}

/** Says for good that this generation is no longer the one: a later epoch than anybody's handle to it. */
export async function markMoved(writer: Client, epoch: number): Promise<void> {
  await update(writer, "epoch = ?", epoch);
}

/** Takes both back. @param epoch what the registry says */
export async function unfence(writer: Client, epoch: number): Promise<void> {
  await update(writer, "fenced_at = NULL, epoch = ?", epoch);
}

/** The same, unless somebody has taken it back already: the fence that stands by then is for what came after. */
export async function unfenceBefore(writer: Client, epoch: number): Promise<void> {
  await update(writer, "fenced_at = NULL, epoch = ?1", epoch, "AND epoch < ?1");
}

/** Lets the first writers in, once the registry names this generation; the fence of a later change stays. */
export async function openToWriters(writer: Pick<Client, "execute">): Promise<void> {
  await writer.execute(openSql);
}

const openSql = `UPDATE identity SET fenced_at = NULL WHERE one = 1 AND fenced_at = ${neverPublished}`;

/** Without the table there is nobody to keep out: every write looks here first, and finds nothing. */
async function update(writer: Client, assignment: string, value: number, condition = ""): Promise<void> {
  const sql = `UPDATE identity SET ${assignment} WHERE one = 1 ${condition}`;
  try {
    await retryWhileBusy(writer, () => writer.execute({ sql, args: [value] }));
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("no such table: identity")) throw error;
  }
}
