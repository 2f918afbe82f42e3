import { z } from "zod";
import { optional, requiredText } from "@/lib/domain/text";

/** The kinds that can be added: files are in the data folder, of which there is one. */
export const addableKinds = ["libsql-server", "turso"] as const;

const mostDatabases = 1_000_000;

/** As people type it: kept without the slash at its end. Nothing secret may stand in it, since the master keeps it. */
const address = (protocols: readonly string[]) =>
  z
    .string()
    .trim()
    .max(300, "errors.tooLong")
    .transform((text) => text.replace(/\/+$/, ""))
    .refine((text) => isPlainAddress(text, protocols), "errors.server.address");

function isPlainAddress(text: string, protocols: readonly string[]): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !protocols.includes(url.protocol)) return false;
  const { username, password, search, hash, pathname, hostname } = url;
  return (
    hostname !== "" && [username, password, search, hash].every((part) => part === "") && pathname.length <= 1
  );
}

const clientAddress = address(["http:", "https:", "libsql:"]);
const adminAddress = address(["http:", "https:"]);

/** Typed on the command line and in pages, and shown in both. */
const name = requiredText(40).pipe(
  z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, "errors.server.name"),
);
const region = optional(z.string().trim().max(40, "errors.tooLong"));
const group = optional(
  z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "errors.server.group"),
);
/** Empty, or `none`, is without a limit. */
const capacity = z.preprocess(
  (value) => (value === "none" ? "" : value),
  optional(
    z.coerce
      .number("errors.number")
      .int("errors.number")
      .min(0, "errors.server.capacity")
      .max(mostDatabases, "errors.server.capacity"),
  ),
);

export const addServerInput = z
  .object({
    kind: z.enum(addableKinds, { error: "errors.choose" }),
    name,
    url: optional(clientAddress),
    adminUrl: optional(adminAddress),
    replicaUrl: optional(clientAddress),
    groupName: group,
    region,
    maxDatabases: capacity,
  })
  .superRefine(
    (given, context) => {
      const missing = (path: string) =>
        context.addIssue({ code: "custom", path: [path], message: "errors.required" });
      const senseless = (path: string) =>
        context.addIssue({ code: "custom", path: [path], message: "errors.server.notForKind" });
      if (given.kind === "libsql-server") {
        if (given.url === null) missing("url");
        if (given.adminUrl === null) missing("adminUrl");
        if (given.groupName !== null) senseless("groupName");
      }
      if (given.kind !== "turso") return;
      if (given.groupName === null) missing("groupName");
      for (const path of ["url", "adminUrl", "replicaUrl"] as const)
        if (given[path] !== null) senseless(path);
    },
    // Also when another field is wrong: all that is missing is said at once.
    { when: () => true },
  );
export type AddServer = z.output<typeof addServerInput>;

/** Only what is given changes. */
export const changeServerInput = z.object({
  name: name.optional(),
  url: clientAddress.optional(),
  adminUrl: adminAddress.optional(),
  replicaUrl: optional(clientAddress).optional(),
  region: region.optional(),
  maxDatabases: capacity.optional(),
  acceptsNew: z.boolean().optional(),
});
export type ChangeServer = z.output<typeof changeServerInput>;
