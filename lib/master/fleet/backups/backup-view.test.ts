import { expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { backupQuery, parseBackupView, statesOf } from "./backup-view";

it("an address says which backups are listed, and what it says wrong is left out", () => {
  const [company, id] = [newId(), newId()];
  const query = { company, state: ["failed"], before: `1795000000000.${id}` };
  const view = parseBackupView(query);
  expect(view).toEqual({ companyId: company, states: ["failed"], before: { takenAt: 1795000000000, id } });
  expect(backupQuery(view)).toEqual(query);
  const nothing = { companyId: null, states: [], before: null };
  for (const wrong of [{}, { company: "x", state: "y", before: "z" }, { before: `NaN.${id}` }])
    expect(parseBackupView(wrong)).toEqual(nothing);
  expect(backupQuery(parseBackupView({}))).toEqual({});
  expect(statesOf(parseBackupView({}))).not.toContain("removed");
});
