/** What tests of changes elsewhere do to a company. */
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { engine } from "../engine";
import { type GenerationChange, nextGeneration } from "../generations/next-generation";
import { silentMs } from "../generations/staying-alive";
import { anyTenantRef, findTenantRow } from "../registry";
import { openTenant } from "../tenant";
import { write } from "../write";

export const refOf = async (companyId: string) =>
  anyTenantRef(await findTenantRow(engine().master, companyId));

export const add = async (companyId: string, name: string) =>
  write(await openTenant(companyId), testActor, (tx) => tx.insert(counters).values({ name, value: 1 }));

export const names = async (companyId: string) =>
  (await (await openTenant(companyId)).select().from(counters)).map(({ name }) => name).sort();

/** A change that changes nothing, but for what is special about it. */
export const change = (companyId: string, special: Partial<GenerationChange> = {}) =>
  nextGeneration(companyId, {
    actor: testActor,
    state: "migrating",
    reason: "test",
    transform: async () => {},
    ...special,
  });

/** When a change that has told nothing since now counts as dead. */
export const afterSilence = () => new Date(Date.now() + silentMs + 1_000);
