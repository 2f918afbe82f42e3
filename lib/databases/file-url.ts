/**
 * A `file:` URL for @libsql/client that opens `path` and never creates it. The client splits off query parameters
 * and knows none of SQLite's, so SQLite's own URI stands percent-encoded inside the client's path: what reaches
 * SQLite is `file:/path?mode=…`.
 *
 * @param path absolute
 * @param mode `rw` refuses a missing file; `ro` also refuses every write; `rwc` creates
 */
export function fileUrl(path: string, mode: "rw" | "ro" | "rwc"): string {
  const sqliteUri = `file:${encodeURI(path).replaceAll("?", "%3F").replaceAll("#", "%23")}?mode=${mode}`;
  return `file:${encodeURIComponent(sqliteUri)}`;
}
