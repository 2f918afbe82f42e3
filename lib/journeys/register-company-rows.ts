import { eq } from "drizzle-orm";
import { companies, memberships, plans, subscriptions, users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit, registerDatabase } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { fold } from "@/lib/domain/folding";
import { fullName } from "@/lib/domain/full-name";
import { newId } from "@/lib/domain/id";
import { nextSlug, slugFromName } from "@/lib/domain/slug";
import { companyCalled, takenSlugs } from "@/lib/master/companies/find-company";
import { termsOf } from "@/lib/master/subscriptions/terms";
import { addUser } from "@/lib/master/users/add-user";
import { planCrossing } from "./crossing-plans";
import type { RegistrationContext } from "./register-company";
import type { RegisterCompany } from "./register-company.schema";

export interface EnteredCompany {
  readonly provisioningId: string;
  readonly companyId: string;
  readonly userId: string;
  readonly slug: string;
}

export const trialDays = 14;
const day = 86_400_000;

/** What is asked of the company itself, whoever registers it. */
export type NewCompany = Omit<RegisterCompany, "firstName" | "lastName" | "username" | "email" | "password">;

export interface CompanyOwner {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/**
 * Everything the master knows of a new company and its first user, in one transaction: there is all of it or nothing.
 * @throws Duplicate `email` when somebody registered with it meanwhile; DomainError `invalidInput` with `fieldErrors`
 */
export async function enterCompany(
  tx: MasterTx,
  input: RegisterCompany & { passwordHash: string },
  context: RegistrationContext,
): Promise<EnteredCompany> {
  const plan = await refuseTaken(tx, input, context);
  const { id } = await addUser(tx, userOf(input, context), context.now);
  const { firstName, lastName, email } = input;
  return enterRows(tx, { input, owner: { id, firstName, lastName, email }, plan }, context);
}

/** As `enterCompany`, for somebody who has an account. @throws DomainError `invalidInput` with `fieldErrors` */
export async function enterCompanyOf(
  tx: MasterTx,
  owner: CompanyOwner,
  input: NewCompany,
  context: RegistrationContext,
): Promise<EnteredCompany> {
  const plan = await refuseTaken(tx, input, context);
  return enterRows(tx, { input, owner, plan }, context);
}

async function enterRows(
  tx: MasterTx,
  { input, owner, plan }: { input: NewCompany; owner: CompanyOwner; plan: typeof plans.$inferSelect },
  context: RegistrationContext,
): Promise<EnteredCompany> {
  const now = context.now.getTime();
  const userId = owner.id;
  const [companyId, slug] = [newId(), await freeSlug(tx, input.companyName)];
  await tx.insert(companies).values({
    id: companyId,
    slug,
    code: input.code ?? null,
    name: input.companyName,
    nameFolded: fold(input.companyName),
    email: input.companyEmail,
    phone: input.phone,
    state: "provisioning",
    isDemo: context.isDemo ?? false,
  });
  await tx.insert(memberships).values({ userId, companyId, role: "owner" });
  await tx.insert(subscriptions).values({
    id: newId(),
    companyId,
    planId: input.planId,
    cycle: input.cycle,
    state: "trialing",
    startedAt: now,
    trialEndsAt: now + trialDays * day,
    periodStartsAt: now,
    periodEndsAt: now + trialDays * day,
    ...termsOf(plan, input.cycle),
  });
  const provisioningId = await registerDatabase(tx, {
    companyId,
    userId,
    ...(context.placement && { wish: context.placement }),
  });
  await planWelcome(tx, { owner, companyId, companyName: input.companyName }, context);
  await recordAudit(tx, {
    action: "company.registered",
    subject: { type: "company", id: companyId, label: input.companyName },
    changes: { slug: [null, slug], plan: [null, input.planId], cycle: [null, input.cycle] },
    companyId,
  });
  return { provisioningId, companyId, userId, slug };
}

/** Inside the transaction, where nobody can take the name meanwhile. */
async function freeSlug(tx: MasterTx, companyName: string): Promise<string> {
  const base = slugFromName(companyName);
  // Long names are shortened to make room for a number.
  return nextSlug(base, await takenSlugs(tx, base.slice(0, 50)));
}

async function refuseTaken(
  tx: MasterTx,
  input: NewCompany & Partial<Pick<RegisterCompany, "username" | "email">>,
  { operator }: RegistrationContext,
): Promise<typeof plans.$inferSelect> {
  const problems: Record<string, string> = {};
  const [plan] = await tx.select().from(plans).where(eq(plans.id, input.planId));
  if (!plan || !(plan.isPublic || operator)) problems.planId = "errors.plan.notOffered";
  const [sameUser] =
    input.username === undefined
      ? []
      : await tx.select({ email: users.email }).from(users).where(eq(users.username, input.username));
  if (sameUser && sameUser.email !== input.email) problems.username = "errors.username.taken";
  if (input.code && (await companyCalled(tx, input.code, null))) problems.code = "errors.companyCode.taken";
  if (!plan || Object.keys(problems).length > 0) throw new DomainError("invalidInput", {}, problems);
  return plan;
}

function userOf(input: RegisterCompany & { passwordHash: string }, { locale }: RegistrationContext) {
  const { username, email, passwordHash, firstName, lastName } = input;
  return { username, email, passwordHash, firstName, lastName, locale };
}

function planWelcome(
  tx: MasterTx,
  { owner, companyId, companyName }: { owner: CompanyOwner; companyId: string; companyName: string },
  { address, requestId, operator, isDemo }: RegistrationContext,
): Promise<void> {
  return planCrossing(tx, {
    companyId,
    kind: "company.welcome",
    by: operator ?? { id: owner.id, name: fullName(owner), address, requestId },
    payload: { companyName, isDemo: isDemo ?? false, owner },
  });
}
