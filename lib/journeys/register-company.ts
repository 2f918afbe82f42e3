import type { ProvisioningStep } from "@/drizzle/master/schema";
import {
  type Actor,
  type MasterDb,
  openMaster,
  type PlacementWish,
  type ProvisionOptions,
  provision,
  unreachableServers,
  write,
} from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import type { Locale } from "@/lib/i18n/config";
import { log } from "@/lib/log";
import { hashPassword, verifyPassword } from "@/lib/master/users/password";
import type { RegisterCompany } from "./register-company.schema";
import { companyBeginning } from "./register-company-beginning";
import { emailTaken, findEarlierRegistration } from "./register-company-earlier";
import { enterCompany } from "./register-company-rows";

export interface RegistrationContext {
  readonly address: string | null;
  readonly requestId: string | null;
  readonly now: Date;
  /** The language of the person who registers. */
  readonly locale: Locale;
  /** Set when an operator makes the company: named in the audit, and may choose plans that are not public. */
  readonly operator?: Actor;
  readonly isDemo?: boolean;
  /** Where the company's database may go; without it, wherever there is most room. */
  readonly placement?: PlacementWish;
  /**
   * Compares the password with that of the account the email already has. Whoever answers the public throttles it as
   * it throttles sign-in, because a registration repeated with other passwords is a way to guess them.
   */
  readonly verifyPassword?: (hash: string, password: string) => Promise<boolean>;
  /** For tests that end the process between two steps. */
  readonly onStep?: (step: ProvisioningStep, what: "made" | "recorded") => void | Promise<void>;
}

export interface Registered {
  readonly companyId: string;
  readonly userId: string;
  readonly slug: string;
}

/**
 * Makes a company with its first user, a trial of the chosen plan, and a database of its own, ready to work in.
 * Signing in is up to the caller, and so is limiting how often one address may register.
 *
 * What a crash left unfinished goes on when the same person registers again: the same email and the right password
 * give the same company. With a wrong password the email is taken, as it is for anybody else's.
 *
 * @throws DomainError `invalidInput` with `fieldErrors` for an email, username or code that is taken and a plan that
 * is not offered; EngineError `NoPlace` when no server takes its database, and nothing was made then; what `provision`
 * throws leaves a registration that can be repeated
 */
export async function registerCompany(
  input: RegisterCompany,
  context: RegistrationContext,
): Promise<Registered> {
  const entered = (await earlier(input, context)) ?? (await enter(input, context));
  const { provisioningId, ...registered } = entered;
  await provision(provisioningId, provisionOptions(input, context));
  return registered;
}

async function earlier(input: RegisterCompany, context: RegistrationContext) {
  const check = context.verifyPassword ?? verifyPassword;
  return findEarlierRegistration(await openMaster(), input, check);
}

async function enter(input: RegisterCompany, context: RegistrationContext) {
  const master = await openMaster();
  const [passwordHash, placed] = await Promise.all([
    hashPassword(input.password),
    withReachable(master, context),
  ]);
  try {
    return await write(master, actorOf(input, context), (tx) =>
      enterCompany(tx, { ...input, passwordHash }, placed),
    );
  } catch (error) {
    // The same person, twice at the same moment: the other one was quicker.
    const other = isDomainError(error, "duplicate") ? await earlier(input, context) : null;
    if (other) return other;
    throw isDomainError(error, "duplicate") ? emailTaken() : error;
  }
}

/** Asked before the transaction, in which nothing but the master may be waited for. */
export async function withReachable(
  master: MasterDb,
  context: RegistrationContext,
): Promise<RegistrationContext> {
  const unreachable = await unreachableServers(master);
  for (const [serverId, why] of unreachable)
    log().error({ serverId, why }, "A database server does not work.");
  return { ...context, placement: { ...context.placement, unreachable } };
}

function provisionOptions(input: RegisterCompany, context: RegistrationContext): ProvisionOptions {
  return {
    actor: actorOf(input, context),
    beginning: companyBeginning(context.now),
    ...(context.onStep && { onStep: context.onStep }),
  };
}

/** Before there is a user, there is only a name. */
function actorOf(input: RegisterCompany, context: RegistrationContext): Actor {
  if (context.operator) return context.operator;
  return {
    id: null,
    name: fullName(input),
    address: context.address,
    requestId: context.requestId,
  };
}
