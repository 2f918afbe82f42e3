import { and, eq, ne } from "drizzle-orm";
import { companies, memberships, provisionings } from "@/drizzle/master/schema";
import { type Actor, type MasterTx, openMaster, provision, write } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import { fullName } from "@/lib/domain/full-name";
import { type Registered, type RegistrationContext, withReachable } from "./register-company";
import { companyBeginning } from "./register-company-beginning";
import {
  type CompanyOwner,
  type EnteredCompany,
  enterCompanyOf,
  type NewCompany,
} from "./register-company-rows";

/**
 * Makes another company for somebody who has an account and has proven to be them. Sent twice, also at once, it is one
 * company; what a crash left unfinished goes on when it is sent again under the same name.
 * @throws DomainError `invalidInput` with `fieldErrors` for a plan that is not offered; EngineError `NoPlace`; what `provision` throws leaves
 * a registration that can be repeated
 */
export async function registerAnotherCompany(
  owner: CompanyOwner,
  input: NewCompany,
  context: RegistrationContext,
): Promise<Registered> {
  const { address, requestId, now, onStep } = context;
  const actor: Actor = { id: owner.id, name: fullName(owner), address, requestId };
  const master = await openMaster();
  const placed = await withReachable(master, context);
  const { provisioningId, ...registered } = await write(
    master,
    actor,
    async (tx) =>
      (await sameRegistration(tx, owner.id, input.companyName)) ?? enterCompanyOf(tx, owner, input, placed),
  );
  await provision(provisioningId, { actor, beginning: companyBeginning(now), ...(onStep && { onStep }) });
  return registered;
}

/** Only one they still own: who left a company of that name means a new one. */
async function sameRegistration(
  tx: MasterTx,
  userId: string,
  companyName: string,
): Promise<EnteredCompany | null> {
  const [found] = await tx
    .select({ provisioningId: provisionings.id, companyId: companies.id, slug: companies.slug })
    .from(provisionings)
    .innerJoin(companies, eq(companies.id, provisionings.companyId))
    .innerJoin(
      memberships,
      and(eq(memberships.companyId, companies.id), eq(memberships.userId, provisionings.userId)),
    )
    .where(
      and(
        eq(provisionings.userId, userId),
        eq(companies.nameFolded, fold(companyName)),
        eq(memberships.role, "owner"),
        ne(companies.state, "closed"),
      ),
    )
    .limit(1);
  return found ? { ...found, userId } : null;
}
