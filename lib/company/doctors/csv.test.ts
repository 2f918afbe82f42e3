import { expect, it } from "vitest";
import { write } from "@/lib/databases";
import { testTenant } from "@/lib/testing";
import { addDoctor } from "./add-doctor";
import { type CsvForm, csvColumns, doctorsCsv } from "./csv";
import { form, insertReference, now } from "./doctors.fixture";
import { exportDoctors } from "./export-doctors";
import { parseDoctorFilter } from "./filter";
import { recordDoctorExport } from "./record-export";

const english: CsvForm = {
  words: { headers: csvColumns, gender: (gender) => gender, status: (status) => status },
  delimiter: ",",
  timeZone: "Asia/Baku",
};

async function fileOf(changes: Record<string, unknown>[], csv: CsvForm = english): Promise<string> {
  const { db, actor, dispose } = await testTenant();
  const reference = await insertReference(db, actor);
  await write(db, actor, async (tx) => {
    for (const change of changes) await addDoctor(tx, form(reference, change), { limit: null, now });
  });
  let text = "";
  for await (const piece of doctorsCsv(await exportDoctors(db, parseDoctorFilter({}), "en"), csv))
    text += piece;
  dispose();
  return text;
}

it("is UTF-8 with a mark for Excel, a line of headers, and a line for each doctor", async () => {
  const file = await fileOf([
    { email: "aysel@klinika.az", gender: "female", category: "A", notes: 'dedi: "bəli", getdi' },
    { firstName: "Çingiz", isActive: false },
  ]);
  expect(file.startsWith("\ufeff")).toBe(true);
  expect(file.slice(1).split("\r\n")).toEqual([
    "code,firstName,lastName,phone,email,gender,category,specialization,region,city,clinic,isActive,created,notes",
    'D-000001,Aysel,Məmmədova,,aysel@klinika.az,female,A,Cardiologist,Baku,Baku,,active,05.11.2026,"dedi: ""bəli"", getdi"',
    "D-000002,Çingiz,Məmmədova,,,,,Cardiologist,Baku,Baku,,inactive,05.11.2026,",
    "",
  ]);
});

it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"])("disarms the formula %s", async (notes) => {
  const [, line] = (await fileOf([{ notes }])).split("\r\n");
  expect(line).toContain(`,'${notes}`);
});

it.each([
  ["x;=1+1", "x;'=1+1"],
  ["x,@SUM(A1)", "x,'@SUM(A1)"],
  ["x; -2+3", "x; '-2+3"],
  ["x\n+1", "x\n'+1"],
  ['x;"=1"', 'x;""\'=1""'],
  ["a-b, c=d; e", "a-b, c=d; e"],
])("disarms a formula that only another separator would find: %j", async (notes, cell) => {
  for (const delimiter of [",", ";"] as const) {
    const file = await fileOf([{ notes }], { ...english, delimiter });
    expect(file.split("\r\n")[1]?.replaceAll("\r", "")).toContain(`${delimiter}"${cell}"`);
  }
});

it("keeps phone numbers as text", async () => {
  expect(await fileOf([{ phone: "050 212 44 18" }])).toContain(",'+994 50 212 44 18,");
});

it("is divided by semicolons where commas are decimal", async () => {
  const file = await fileOf([{}], { ...english, delimiter: ";" });
  expect(file.split("\r\n")[1]).toMatch(/^D-000001;Aysel;/);
});

it("leaves a trace: who, which part of the list, how many", async () => {
  const { db, actor, dispose } = await testTenant();
  const filter = parseDoctorFilter({ q: "aysel", category: "A", page: "2", sort: "-created" });
  await write(db, actor, (tx) => recordDoctorExport(tx, filter, 7));
  const event = await db.query.auditEvents.findFirst();
  expect(event).toMatchObject({ action: "doctor.exported", actorName: actor.name });
  expect(JSON.parse(event?.changes ?? "")).toEqual({
    filter: [null, { q: "aysel", category: ["A"], sort: "-created" }],
    count: [null, 7],
  });
  dispose();
});
