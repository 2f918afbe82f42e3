import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { testCompany } from "@/lib/testing/company";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { engine } from "../engine";
import { goBack } from "../generations/go-back";
import { takeBackElsewhere } from "../reconcile/take-back-elsewhere";
import type { TenantRef } from "../registry";
import { closeTenant } from "../tenant";
import { write } from "../write";
import { add, afterSilence, change, names, refOf } from "./remote-changes.fixture";

let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
beforeAll(async () => {
  remote = await testRemoteEngine();
}, 30_000);
afterAll(() => remote.dispose());

/** This process as one that knows of none of its changes and has nothing open. */
function forgetChanges(ref: TenantRef): void {
  const holder = globalThis as { [at: symbol]: Set<string> | undefined };
  holder[Symbol.for("medadmin.databases.changing")]?.delete(ref.databaseId);
  void closeTenant(ref);
}

/** It takes them back for silence. */
async function asAnotherHost(ref: TenantRef, work: () => Promise<unknown>): Promise<void> {
  forgetChanges(ref);
  await goBack(ref, remote.actor);
  await work();
}

it.each(["announced", "copied"] as const)(
  "what another host published is not written over by one that wakes %s",
  async (asleep) => {
    const { companyId } = await testCompany(`woken-${asleep}`);
    await add(companyId, "before");
    const ref = await refOf(companyId);
    const slow = change(companyId, {
      onStep: async (step) => {
        if (step !== asleep) return;
        await asAnotherHost(ref, async () => {
          await change(companyId);
          await add(companyId, "acknowledged");
        });
      },
    });
    await expect(slow).rejects.toMatchObject({ code: "DatabaseUnavailable" });
    await engine().cache.close();
    expect(await names(companyId)).toEqual(["acknowledged", "before"]);
    expect(await refOf(companyId)).toMatchObject({ generation: 2, epoch: 2 });
  },
);

it("who fails brings back no database that was removed meanwhile", async () => {
  const { companyId, databaseId } = await testCompany("gone");
  const own = eq(tenantDatabases.id, databaseId);
  const transform = async () => {
    await write(engine().master, remote.actor, (tx) =>
      tx.update(tenantDatabases).set({ state: "removed" }).where(own),
    );
    throw new Error("no");
  };
  await expect(change(companyId, { transform })).rejects.toThrow("no");
  const [row] = await engine().master.select().from(tenantDatabases).where(own);
  expect(row?.state).toBe("removed");
});

it("who wakes and fails takes nothing back that another host is at", async () => {
  const { companyId } = await testCompany("woken-late");
  const ref = await refOf(companyId);
  const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = change(companyId, {
    transform: () => {
      asleep.resolve();
      return awake.promise;
    },
  });
  await asleep.promise;
  await asAnotherHost(ref, () =>
    change(companyId, {
      onStep: async (step) => {
        if (step !== "moved") return;
        awake.reject(new Error("no"));
        await slow.catch(() => {});
      },
    }),
  );
  await expect(slow).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  await add(companyId, "on");
  expect(await refOf(companyId)).toMatchObject({ generation: 2, epoch: 2 });
  expect(await names(companyId)).toEqual(["on"]);
});

it("who wakes while another host is taking its change back publishes nothing that is gone", async () => {
  const { companyId } = await testCompany("woken-meanwhile");
  await add(companyId, "before");
  const ref = await refOf(companyId);
  const place = engine().server(ref.server);
  const [dropped, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const drop = place.drop.bind(place);
  let taking: Promise<unknown> = Promise.resolve();
  const slow = change(companyId, {
    onStep: async (step) => {
      if (step !== "moved") return;
      forgetChanges(ref);
      vi.spyOn(place, "drop").mockImplementationOnce(async (name) => {
        await drop(name);
        dropped.resolve();
        await awake.promise;
      });
      taking = takeBackElsewhere(remote.actor, afterSilence());
      await Promise.race([dropped.promise, taking]);
    },
  });
  await expect(slow).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  awake.resolve();
  expect(await taking).toMatchObject([{ measure: "recovered" }]);
  await add(companyId, "after");
  expect(await names(companyId)).toEqual(["after", "before"]);
  expect(await refOf(companyId)).toMatchObject({ generation: 1, epoch: 3 });
});

it("of two that take a change back, the one that sleeps lifts no fence of what came after", async () => {
  const { companyId } = await testCompany("woken-taker");
  const ref = await refOf(companyId);
  const place = engine().server(ref.server);
  const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const drop = place.drop.bind(place);
  let sleeper: Promise<unknown> = Promise.resolve();
  const dead = change(companyId, {
    onStep: async (step) => {
      if (step !== "fenced") return;
      forgetChanges(ref);
      vi.spyOn(place, "drop").mockImplementationOnce(async (name) => {
        await drop(name);
        asleep.resolve();
        await awake.promise;
      });
      sleeper = takeBackElsewhere(remote.actor, afterSilence());
      await Promise.race([asleep.promise, sleeper]);
      forgetChanges(ref);
      await takeBackElsewhere(remote.actor, afterSilence());
    },
  });
  await expect(dead).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  await change(companyId, {
    transform: async () => {
      awake.resolve();
      await sleeper;
    },
  });
  await add(companyId, "on");
  expect(await refOf(companyId)).toMatchObject({ generation: 4, epoch: 4 });
});
