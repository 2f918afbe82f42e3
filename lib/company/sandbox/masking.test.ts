import { getTableColumns, getTableName, isTable } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import * as schema from "@/drizzle/tenant/schema";
import { openUnpublished } from "@/lib/databases/open-file";
import { testTenant } from "@/lib/testing";
import { prepareSandboxCopy } from "./mask-copy";
import { masking, undecided } from "./masking";

/** What columns with people's data are called; names of places and of things are no person's. */
const personal =
  /phone|email|mail|address|birth|passport|document|pin|fin|note|comment|diagnos|allerg|insurance|blood|first_name|last_name|patronymic/;
/** Names by which colleagues and doctors are known, and what is an institution's. */
const meant = [
  "doctors.first_name",
  "doctors.last_name",
  "members.first_name",
  "members.last_name",
  "clinics.address",
  "clinics.phone",
];

const columns = new Map(
  Object.values(schema)
    .filter((each) => isTable(each))
    .map((table) => [getTableName(table), Object.values(getTableColumns(table)).map(({ name }) => name)]),
);

describe("masking", () => {
  it("has decided about every column of every table of a company's database", () => {
    expect(columns.size).toBeGreaterThan(12);
    expect(undecided(columns)).toEqual([]);
  });

  it("names what is new: a table, and a column of a table it knows", () => {
    const more = new Map([
      ["patients", ["id", "first_name"]],
      ["doctors", ["id", "home_address"]],
    ]);
    expect(undecided(more)).toEqual(["patients.id", "patients.first_name", "doctors.home_address"]);
  });

  it("keeps no column that sounds like a person's but those that are meant to stay", () => {
    const kept = Object.entries(masking).flatMap(([table, treatment]) =>
      treatment === "emptied" ? [] : treatment.kept.split(" ").map((column) => `${table}.${column}`),
    );
    expect(kept.filter((each) => personal.test(each.split(".")[1] ?? "")).sort()).toEqual([...meant].sort());
  });

  it("refuses a copy with something in it that nobody has decided about", async () => {
    const { path, dispose } = await testTenant();
    dispose();
    const copy = openUnpublished(path, null);
    try {
      await copy.execute("CREATE TABLE patients (id TEXT PRIMARY KEY, first_name TEXT)");
      await expect(prepareSandboxCopy(copy, true)).rejects.toMatchObject({
        code: "NotSupported",
        detail: { columns: "patients.id patients.first_name" },
      });
      await expect(prepareSandboxCopy(copy, false)).resolves.toBeUndefined();
    } finally {
      copy.close();
    }
  });
});
