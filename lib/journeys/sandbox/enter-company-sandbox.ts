import { members } from "@/drizzle/tenant/schema";
import { type Actor, type MasterDb, openSandbox, write } from "@/lib/databases";
import { enterSandbox, requireReadySandbox, type SandboxVisit } from "@/lib/master/sessions/enter-sandbox";

interface Visitor extends SandboxVisit {
  readonly user: SandboxVisit["user"] & { readonly firstName: string; readonly lastName: string };
  readonly companyId: string;
}

/**
 * Lets one of the company's people into its sandbox. Who joined the company after the copy was made gets a row there,
 * so that what they do has somebody who did it.
 * @throws as `enterSandbox` and `openSandbox`; they are where they were then
 */
export async function enterCompanySandbox(
  master: MasterDb,
  { companyId, ...visit }: Visitor,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { id, firstName, lastName } = visit.user;
  await requireReadySandbox(master, companyId);
  await write(await openSandbox(companyId), actor, (tx) =>
    tx
      .insert(members)
      .values({ id, firstName, lastName, email: `${id}@sandbox.invalid` })
      .onConflictDoNothing(),
  );
  await write(master, actor, async (tx) => enterSandbox(tx, visit, now));
}
