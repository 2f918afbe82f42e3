import { z } from "zod";
import { openMaster, write } from "@/lib/databases";
import { createMasterAdmin } from "@/lib/master/setup/create-master-admin";
import { masterAdminSchema } from "@/lib/master/setup/schema";
import { hashPassword } from "@/lib/master/users/password";
import { defineCommand } from "../command";

/** Only the email and the password must be given; the rest can be changed later. */
const input = z
  .object({
    email: z.string("is missing"),
    password: z.string(),
    username: z.string().optional(),
    firstName: z.string().default("Master"),
    lastName: z.string().default("Admin"),
  })
  .transform((given) => ({ ...given, username: given.username ?? usernameFrom(given.email) }))
  .pipe(masterAdminSchema);

export const setup = defineCommand({
  name: "setup",
  summary: "Make a master admin, who runs the platform",
  options: [
    ["--email <email>", "to sign in with"],
    ["--password-stdin", "read the password from standard input"],
    ["--username <name>", "to sign in with as well (default: the part of the email before the @)"],
    ["--first-name <name>", "default: Master"],
    ["--last-name <name>", "default: Admin"],
  ],
  input,
  async run({ password, ...person }, { actor, now }) {
    const passwordHash = await hashPassword(password);
    const master = await openMaster();
    const { id } = await write(master, actor, (tx) =>
      createMasterAdmin(tx, { ...person, locale: "en", passwordHash }, now()),
    );
    return { data: { id, username: person.username, email: person.email } };
  },
  show: ({ username, email }) =>
    [
      `Master admin ${username} <${email}> can sign in now.`,
      "They set up the second factor, an authenticator app, when they sign in first.",
    ].join("\n"),
});

function usernameFrom(email: string): string {
  const name = email
    .split("@", 1)[0]
    ?.toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-");
  return name && name.length >= 3 ? name : "master-admin";
}
