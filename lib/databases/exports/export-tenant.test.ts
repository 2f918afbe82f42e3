import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { buffer } from "node:stream/consumers";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { regions } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { replaceKey } from "../keyring/replace-key";
import { write } from "../write";
import { type ExportOptions, exportTenant } from "./export-tenant";
import { keptExportPath, openKeptExport, removeKeptExports } from "./kept-exports";

const now = new Date("2026-11-21T09:15:00Z");
const id = "019a0000-0000-7000-8000-000000000001";
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("first");
  await write(company.db, started.actor, (tx) =>
    tx.insert(regions).values({
      id: "baku",
      code: "BAK",
      name: '=HYPERLINK("http://evil","Bakı")',
      nameFolded: "baki",
      searchFolded: "baki",
      nameSort: "baki",
      origin: "company",
    }),
  );
});
afterEach(() => started.dispose());

const exporting = (options: Partial<ExportOptions> = {}) =>
  exportTenant(company.companyId, {
    id,
    path: join(started.dataDir, "first.zip"),
    sealed: false,
    company: { name: "First", slug: "first" },
    now,
    ...options,
  });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("the export of a company", () => {
  it("is one ZIP with a SQLite file that SQLite itself opens, a CSV of each table, and checksums of all", async () => {
    const seen: string[] = [];
    const made = await exporting({ onFile: (name) => seen.push(name) });
    const zip = readFileSync(join(started.dataDir, "first.zip"));
    expect(made).toMatchObject({ bytes: zip.length, sha256: sha256(zip) });
    const files = unzipSync(zip);
    expect(seen).toEqual(Object.keys(files));
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString());
    expect(manifest).toMatchObject({
      company: { id: company.companyId, slug: "first" },
      schema: made.schema,
      rows: { regions: 1 },
    });
    for (const { name, bytes, sha256: hash } of manifest.files)
      expect([bytes, hash], name).toEqual([files[name]?.length, sha256(files[name] ?? new Uint8Array())]);
    expect(manifest.files).toHaveLength(Object.keys(files).length - 1);
    expect(manifest.files.length).toBe(Object.keys(manifest.rows).length + 1);

    const path = join(started.dataDir, "opened.sqlite");
    writeFileSync(path, files["database.sqlite"] ?? "");
    const opened = new DatabaseSync(path, { readOnly: true });
    expect(opened.prepare("SELECT code FROM regions").all()).toMatchObject([{ code: "BAK" }]);
    expect(opened.prepare("PRAGMA integrity_check").all()).toMatchObject([{ integrity_check: "ok" }]);
    expect(opened.prepare("PRAGMA journal_mode").get()).toMatchObject({ journal_mode: "delete" });
    opened.close();
    const csv = Buffer.from(files["csv/regions.csv"] ?? []).toString();
    expect(csv).toMatch(/^\ufeffid,name,/);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"",""Bakı"")"`);
  });

  it("leaves nothing deciphered behind, whether it was made or called off", async () => {
    await exporting();
    const abort = new AbortController();
    const called = exporting({
      path: join(started.dataDir, "second.zip"),
      signal: abort.signal,
      onFile: () => abort.abort(),
    });
    await expect(called).rejects.toThrow();
    expect(readdirSync(join(started.dataDir, "backups", "drafts"))).toEqual([]);
    expect(readdirSync(started.dataDir).filter((name) => name.includes("second"))).toEqual([]);
    await expect(exporting()).rejects.toMatchObject({ code: "NotSupported" });
    const full = exporting({ path: join(started.dataDir, "third.zip"), free: async () => 0 });
    await expect(full).rejects.toMatchObject({ code: "NoSpace" });
  });

  it("waits under the company's key until it is downloaded, and a changed one is not handed out whole", async () => {
    const path = await keptExportPath(id);
    const made = await exporting({ path, sealed: true });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readFileSync(path).includes("PK\u0003\u0004")).toBe(false);
    const zip = await buffer(await openKeptExport(company.companyId, id));
    expect([zip.length, sha256(zip)]).toEqual([made.bytes, made.sha256]);
    const other = await testCompany("second");
    await expect(openKeptExport(other.companyId, id).then(buffer)).rejects.toThrow();
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(openKeptExport(company.companyId, id).then(buffer)).rejects.toThrow();
    await expect(openKeptExport(other.companyId, id)).rejects.toMatchObject({ code: "Damaged" });
    expect(await removeKeptExports(new Set([id]))).toBe(0);
    expect(await removeKeptExports(new Set())).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it("opens after the company's key was replaced, while it was made or while it waited", async () => {
    const path = await keptExportPath(id);
    const replace = () => replaceKey(company.companyId, { actor: started.actor });
    let replacing: Promise<unknown> | undefined;
    const made = await exporting({
      path,
      sealed: true,
      onFile: () => {
        replacing ??= replace();
      },
    });
    await replacing;
    const download = async () => sha256(await buffer(await openKeptExport(company.companyId, id)));
    expect(await download()).toBe(made.sha256);
    await replace();
    expect(await download()).toBe(made.sha256);
  });
});
