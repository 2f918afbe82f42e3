import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { openMaster, openTenant, write } from "@/lib/databases";
import { LibsqlServer } from "@/lib/databases/servers/libsql-server";
import { tenantTemplate } from "@/lib/databases/template";
import { readEnv } from "@/lib/env";
import { addServer } from "@/lib/master/fleet/servers/add-server";
import { changeServer } from "@/lib/master/fleet/servers/change-server";
import { addServerInput } from "@/lib/master/fleet/servers/schema";
import { makeSigningKey, publicPem, signingKey, signingKeys } from "@/lib/signing-keys";
import { testCompany } from "@/lib/testing/company";
import { emptyContent, testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { cancelKeyRotation, describeKeys, rotateSigningKey } from "./rotate-signing-key";

const folder = mkdtempSync(join(tmpdir(), "medadmin-rotating-"));
const config = readEnv({
  DATA_DIR: folder,
  LIBSQL_ADMIN_AUTH_KEY: "an-admin-key-of-24-letters",
});
let sqld: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;

beforeAll(async () => {
  const adminAuthKey = config.libsqlAdminAuthKey ?? "";
  sqld = await startSqld({ adminAuthKey });
  const template = tenantTemplate(emptyContent);
  started = await testEngine({
    servers: {
      "libsql-server": (ref) =>
        new LibsqlServer(ref, { signingKey: () => signingKey(config), adminAuthKey, template }),
    },
  });
});
afterAll(async () => {
  await started.dispose();
  await sqld.stop();
});

/** As an operator does between two steps. */
async function giveServer(keyFile: string): Promise<void> {
  await sqld.kill();
  writeFileSync(sqld.keyFile, keyFile);
  await sqld.restart();
}

const input = () =>
  addServerInput.parse({ kind: "libsql-server", name: "db1", url: sqld.url, adminUrl: sqld.adminUrl });
const rotate = () => rotateSigningKey(started.actor, config);

describe("the key that signs for libSQL servers", () => {
  it("must be known to a server before that is registered", async () => {
    const adding = async () => addServer(await openMaster(), started.actor, input());
    await expect(adding()).rejects.toMatchObject({
      code: "serverRefused",
      params: { why: "The database server does not accept our token." },
    });
    await giveServer(describeKeys(config).keyFile);
    const id = await adding();
    await changeServer(await openMaster(), started.actor, "local", { acceptsNew: false });
    expect(id).toHaveLength(36);
  });

  it("is replaced in steps, each only when every server is ready, while companies work on", async () => {
    const { companyId } = await testCompany("rotating");
    const master = await openMaster();
    const works = async () => {
      const db = await openTenant(companyId);
      await write(db, started.actor, (tx) =>
        tx.insert(counters).values({ name: `at ${counted++}`, value: 1 }),
      );
      return db.$count(counters);
    };
    let counted = 0;
    expect(await works()).toBe(1);
    const first = signingKey(config);

    const staged = await rotate();
    expect(staged).toMatchObject({ step: "staged", waitingFor: [] });
    expect(staged.keyFile.match(/BEGIN PUBLIC KEY/g)).toHaveLength(2);
    // The server was not told yet: nothing changes, and the same two keys are named again.
    expect(await rotate()).toEqual({
      step: "not-everywhere",
      keyFile: staged.keyFile,
      waitingFor: [{ server: "db1", why: "does not know the new key" }],
    });
    expect(await works()).toBe(2);

    await giveServer(staged.keyFile);
    expect(await works()).toBe(3);
    const adopted = await rotate();
    const second = signingKey(config);
    expect(adopted).toEqual({ step: "adopted", keyFile: publicPem(second), waitingFor: [] });
    expect(publicPem(second)).not.toBe(publicPem(first));
    expect(await works()).toBe(4);
    expect(await rotate()).toMatchObject({
      step: "still-accepted",
      waitingFor: [{ server: "db1", why: "accepts the former key" }],
    });

    await giveServer(adopted.keyFile);
    // Also with what was signed before: a refused token is made anew once.
    expect(await works()).toBe(5);
    expect(await rotate()).toMatchObject({ step: "done", waitingFor: [] });
    expect(signingKeys(config)).toMatchObject({ next: null, former: null });
    const stranger = new LibsqlServer(
      { id: "x", kind: "libsql-server", url: sqld.url, adminUrl: sqld.adminUrl },
      {
        signingKey: () => first,
        adminAuthKey: config.libsqlAdminAuthKey,
        template: async () => ({ name: "x", build: async () => {} }),
      },
    );
    const [name] = await master.query.tenantDatabases.findMany();
    const opening = stranger.open({ databaseId: name?.id ?? "", generation: name?.generation ?? 0 }, null);
    await expect(opening).rejects.toMatchObject({ code: "WrongKey" });
    const told = await master.select({ action: auditEvents.action }).from(auditEvents);
    expect(told.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        "server.added",
        "server.changed",
        "server.key-rotated",
        "server.key-forgotten",
      ]),
    );
  });

  it("stays when its replacement is called off, and when a server is down", async () => {
    const before = describeKeys(config).keyFile;
    const { keyFile } = await rotate();
    await giveServer(keyFile);
    await sqld.kill();
    expect(await rotate()).toMatchObject({
      step: "not-everywhere",
      waitingFor: [{ server: "db1", why: expect.stringContaining("cannot be reached") }],
    });
    await cancelKeyRotation(started.actor, config);
    expect(describeKeys(config)).toEqual({ keyFile: before, rotating: false });
    await sqld.restart();
    await giveServer(before);
  });

  it("is replaced by hand where the environment holds it, once every server knows the other", async () => {
    const { libsqlAdminAuthKey } = config;
    const environment = { ...config, libsqlSigningKey: makeSigningKey(), libsqlAdminAuthKey };
    await expect(rotateSigningKey(started.actor, environment)).rejects.toMatchObject({
      code: "BadConfiguration",
      message: expect.stringContaining("LIBSQL_SIGNING_KEY_NEXT"),
    });
    const both = { ...environment, nextLibsqlSigningKey: makeSigningKey() };
    const step = () => rotateSigningKey(started.actor, both);
    expect(await step()).toMatchObject({ step: "not-everywhere" });
    const { keyFile } = describeKeys(both);
    await giveServer(keyFile + describeKeys(config).keyFile);
    expect(await step()).toMatchObject({ step: "put-in-place", waitingFor: [] });
    await expect(cancelKeyRotation(started.actor, both)).rejects.toMatchObject({ code: "BadConfiguration" });
  });
});
