// Copies a database that another process owns: reads it, writes a file nobody knows yet. Run by copy-database.ts.
import { text } from "node:stream/consumers";
import { createClient } from "@libsql/client";

const { url, to, key } = JSON.parse(await text(process.stdin));
const client = createClient({ url, concurrency: 1, ...(key && { encryptionKey: key }) });
try {
  await client.execute({ sql: "VACUUM INTO ?", args: [to] });
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? `${error.message} (${error.extendedCode ?? error.code})` : error}\n`,
  );
  process.exitCode = 1;
} finally {
  client.close();
}
