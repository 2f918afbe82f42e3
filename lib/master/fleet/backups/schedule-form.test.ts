import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backupSchedules, companies } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { fieldProblems } from "@/lib/domain/field-problems";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { ownScheduleInput } from "./schedule-form";
import { scheduleKey } from "./schedule-key";

const typed = {
  ...{ everyHours: "6", startHour: "2" },
  ...{ keepHours: "0", keepDays: " 5 ", keepWeeks: "104", keepMonths: "007" },
};
const asked = { everyHours: 6, startHour: 2, keepHours: 0, keepDays: 5, keepWeeks: 104, keepMonths: 7 };

describe("what a company may ask for", () => {
  it("is read as it was typed", () => {
    expect(ownScheduleInput.parse(typed)).toEqual(asked);
    expect(ownScheduleInput.parse({ ...typed, everyHours: "1", startHour: "23" })).toMatchObject({
      everyHours: 1,
      startHour: 0,
    });
  });

  it.each([
    ["everyHours", "5", "errors.choose"],
    ["everyHours", "", "errors.choose"],
    ["everyHours", undefined, "errors.choose"],
    ["startHour", "24", "errors.choose"],
    ["startHour", "1.5", "errors.choose"],
    ["keepHours", "169", "errors.backupKept"],
    ["keepDays", "367", "errors.backupKept"],
    ["keepWeeks", "105", "errors.backupKept"],
    ["keepMonths", "121", "errors.backupKept"],
    ["keepDays", "-1", "errors.backupKept"],
    ["keepDays", "1.5", "errors.backupKept"],
    ["keepDays", "1e2", "errors.backupKept"],
    ["keepDays", "five", "errors.backupKept"],
    ["keepDays", undefined, "errors.required"],
  ])("is not %s %j", (field, value, message) => {
    const { error } = ownScheduleInput.safeParse({ ...typed, [field]: value });
    expect(error && fieldProblems(error)).toMatchObject({ [field]: { message } });
  });

  it("keeps something, and says how many are allowed", () => {
    const nothing = { ...typed, keepDays: "0", keepWeeks: "0", keepMonths: "0" };
    const { error } = ownScheduleInput.safeParse(nothing);
    expect(error && fieldProblems(error)).toEqual({
      keepDays: { message: "errors.backupKeepsNothing", params: {} },
    });
    const many = ownScheduleInput.safeParse({ ...typed, keepDays: "400" });
    expect(many.error && fieldProblems(many.error)).toMatchObject({ keepDays: { params: { maximum: 366 } } });
  });

  it("is the same agreement however it was typed, and another one with any other number", () => {
    expect(scheduleKey(typed)).toBe(scheduleKey(asked));
    expect(scheduleKey({ ...typed, everyHours: "1" })).toBe(
      scheduleKey(ownScheduleInput.parse({ ...typed, everyHours: "1" })),
    );
    for (const field of Object.keys(asked))
      expect(scheduleKey({ ...asked, [field]: 12 }), field).not.toBe(scheduleKey(asked));
    expect(scheduleKey(null)).not.toBe(scheduleKey(asked));
  });
});

describe("the table of schedules", () => {
  let master: Awaited<ReturnType<typeof testMaster>>;
  let companyId: string;
  beforeAll(async () => {
    master = await testMaster();
    ({ companyId } = await addTestMember(master.db, new Date("2026-11-21T09:00:00Z")));
  });
  afterAll(() => master.dispose());

  const insert = (given: object) =>
    write(master.db, master.actor, (tx) =>
      tx.insert(backupSchedules).values({ companyId, ...asked, ...given }),
    );

  it.each([
    { everyHours: 5 },
    { everyHours: 0 },
    { startHour: 24 },
    { startHour: -1 },
    { keepHours: 169 },
    { keepDays: 367 },
    { keepWeeks: 105 },
    { keepMonths: 121 },
    { keepDays: -1 },
    { keepDays: 0, keepWeeks: 0, keepMonths: 0 },
    { companyId: "nobody" },
  ])("refuses %j", async (given) => {
    await expect(insert(given)).rejects.toThrow();
    expect(await master.db.$count(backupSchedules)).toBe(0);
  });

  it("keeps when a row was changed, whoever does it, one row a company, and no company without it", async () => {
    await insert({ createdAt: 1, updatedAt: 1 });
    await expect(insert({})).rejects.toThrow();
    await write(master.db, master.actor, (tx) => tx.update(backupSchedules).set({ everyHours: 24 }));
    const [row] = await master.db.select().from(backupSchedules);
    expect(row?.createdAt).toBe(1);
    expect(row?.updatedAt).toBeGreaterThan(1_700_000_000_000);
    const gone = write(master.db, master.actor, (tx) => tx.delete(companies));
    await expect(gone).rejects.toThrow();
  });
});
