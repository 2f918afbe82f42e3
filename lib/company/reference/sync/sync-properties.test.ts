import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  auditEvents,
  cities,
  clinics,
  referenceBases,
  referenceSync,
  regions,
  specializations,
} from "@/drizzle/tenant/schema";
import { type TenantTx, write } from "@/lib/databases";
import type { Catalogue } from "@/lib/domain/catalogue";
import { isDomainError } from "@/lib/domain/errors";
import { fold } from "@/lib/domain/folding";
import { addReference } from "../add-reference";
import { archiveReference } from "../archive-reference";
import { deleteReference } from "../delete-reference";
import { editReference } from "../edit-reference";
import { type ReferenceKind, referenceKinds } from "../kinds";
import { type ReferenceEntry, requireEntry } from "../require-entry";
import type { ReferenceEdit, ReferenceInput } from "../schema";
import { declineLink, linkReference } from "./link-reference";
import { listOffers } from "./offers";
import { readHoldings } from "./read-holdings";
import { everything, now, type SyncedTenant, syncedTenant } from "./sync.fixture";
import { itemsOf } from "./values";

/** Few names, so that the two sides keep meeting; some of them fold to the same. */
const words = ["Bakı", "BAKI", "Gəncə", "Şəki", "Quba", "Ağdaş", "Qəbələ"];
const codes = ["AA", "BB", "CC", "DD", "EE", "FF"];
const kinds = ["region", "city", "clinic", "specialization"] as const;

interface Entry {
  readonly kind: ReferenceKind;
  readonly id: string;
  name: string;
  code: string;
  parentId: string | null;
  offered: boolean;
}

/** Who does what: the platform with its catalogue, the company with its rows. `at` chooses among what there is. */
const step = fc.record({
  who: fc.constantFrom("sync", "platform", "company", "company"),
  what: fc.constantFrom(
    "add",
    "edit",
    "edit",
    "move",
    "remove",
    "remove",
    "archive",
    "link",
    "link",
    "decline",
  ),
  kind: fc.constantFrom(...kinds),
  at: fc.nat(50),
  word: fc.constantFrom(...words),
  code: fc.constantFrom(...codes),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let tenant: SyncedTenant;
beforeAll(async () => {
  tenant = await syncedTenant();
});
afterAll(() => tenant.dispose());

const inWrite = <T>(work: (tx: TenantTx) => Promise<T>) => write(tenant.db, tenant.actor, work);
const at = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(1, all.length)];
const rowsNow = async () =>
  (await readHoldings(tenant.db, { number: 0, catalogue: catalogueFrom([]), formerly: [] })).rows;

function catalogueFrom(entries: readonly Entry[]): Catalogue {
  const isThere = ({ offered, parentId }: Entry): boolean => {
    const above = entries.find(({ id }) => id === parentId);
    return offered && (parentId === null || (above !== undefined && isThere(above)));
  };
  const of = (kind: ReferenceKind) =>
    entries
      .filter((entry) => entry.kind === kind && isThere(entry))
      .map(({ id, name, code, parentId }) => ({
        id,
        code,
        nameAz: name,
        nameEn: name,
        nameRu: name,
        isoCode: null,
        regionId: parentId ?? "",
        cityId: parentId ?? "",
      }));
  return {
    hash: "",
    regions: of("region"),
    cities: of("city"),
    clinics: of("clinic"),
    specializations: of("specialization"),
  };
}

/** What the company did, told apart from how the code remembers it. */
class Company {
  /** Field by field what it wrote last into a row of the catalogue. */
  readonly edits = new Map<string, string | null>();
  readonly own = new Map<string, string>();
  readonly deleted = new Set<string>();
}

function changeCatalogue(entries: Entry[], { what, kind, at: index, word, code }: Step): void {
  const parents = entries.filter((entry) => entry.kind === (kind === "city" ? "region" : "city"));
  const parentId = kind === "city" || kind === "clinic" ? (at(parents, index)?.id ?? "") : null;
  const isFree = (next: Pick<Entry, "name" | "code" | "parentId">, id = "") =>
    next.parentId !== "" &&
    !entries.some(
      (other) =>
        other.kind === kind &&
        other.id !== id &&
        (other.code === next.code ||
          (other.parentId === next.parentId && fold(other.name) === fold(next.name))),
    );
  if (what === "add") {
    const entry = { kind, id: `${kind}-${entries.length}`, name: word, code, parentId, offered: true };
    if (isFree(entry)) entries.push(entry);
    return;
  }
  const entry = at(
    entries.filter((each) => each.kind === kind),
    index,
  );
  if (!entry) return;
  if (what === "remove" || what === "archive") entry.offered = !entry.offered;
  const next = what === "move" ? { ...entry, parentId } : { ...entry, name: word, code };
  if (["edit", "link", "move"].includes(what) && isFree(next, entry.id)) Object.assign(entry, next);
}

async function actAsCompany(company: Company, did: Step): Promise<void> {
  const { what, kind, at: index, word, code } = did;
  const rows = await rowsNow();
  const row = at(
    rows.filter((each) => each.kind === kind),
    index,
  );
  const above = at(
    rows.filter((each) => each.kind === (kind === "city" ? "region" : "city")),
    index,
  );
  const input = inputOf(kind, word, code, above?.id ?? "");
  const offer = at((await Promise.all(kinds.map((each) => listOffers(tenant.db, each)))).flat(), index);
  await inWrite(async (tx) => {
    if (what === "add") company.own.set((await addReference(tx, input)).id, word);
    else if (what === "link" && offer) {
      const linked = await linkReference(tx, offer);
      company.own.delete(linked.id);
      for (const field of ["name", "code"] as const)
        if (linked[field] !== offer.entry[field]) company.edits.set(`${linked.id} ${field}`, linked[field]);
    } else if (what === "decline" && offer) await declineLink(tx, offer);
    else if (row && (what === "edit" || what === "move")) {
      const before = await requireEntry(tx, kind, row.id);
      const kept =
        what === "edit"
          ? inputOf(kind, word, code, before.parentId ?? "")
          : inputOf(kind, before.name, before.code ?? "", above?.id ?? "");
      const names = { nameEn: before.nameEn, nameRu: before.nameRu };
      await editReference(tx, { ...kept, ...names, id: row.id, version: before.version } as ReferenceEdit);
      noteEdit(company, before, await requireEntry(tx, kind, row.id));
    } else if (row && what === "archive") await archiveReference(tx, { kind, id: row.id }, now);
    else if (row && what === "remove") {
      await deleteReference(tx, { kind, id: row.id });
      company.own.delete(row.id);
      if (row.catalogueId !== null) company.deleted.add(row.catalogueId);
    }
  }).catch((error) => {
    if (!isDomainError(error)) throw error;
  });
}

function noteEdit(company: Company, before: ReferenceEntry, after: ReferenceEntry): void {
  if (after.origin === "company") company.own.set(after.id, after.name);
  else
    for (const field of ["name", "code", "parentId"] as const)
      if (before[field] !== after[field]) company.edits.set(`${after.id} ${field}`, after[field]);
}

function inputOf(kind: ReferenceKind, name: string, code: string, parentId: string): ReferenceInput {
  const names = { name, nameEn: null, nameRu: null };
  if (kind === "city") return { kind, ...names, regionId: parentId };
  if (kind === "clinic") return { kind, ...names, cityId: parentId, address: null, phone: null };
  return { kind, ...names, code };
}

async function synchronize(company: Company, catalogue: Catalogue): Promise<void> {
  const before = await rowsNow();
  const plan = await tenant.sync(catalogue);
  const rows = await rowsNow();
  const copies = new Map(
    rows.flatMap((row) => (row.catalogueId === null ? [] : [[`${row.kind} ${row.catalogueId}`, row]])),
  );
  const places = new Map(rows.map((row) => [row.id, row]));

  // Company edits win: where it wrote something the catalogue does not say too, it stands, and its row is there.
  for (const [edited, value] of company.edits) {
    const [id = "", field = ""] = edited.split(" ");
    const row = rows.find((each) => each.id === id);
    const item = itemsOf(catalogue).find(
      ({ kind, catalogueId }) => kind === row?.kind && catalogueId === row.catalogueId,
    );
    const saysToo =
      item &&
      (field === "parentId"
        ? places.get(value ?? "")?.catalogueId === item.values.parentId
        : Reflect.get(item.values, field) === value);
    // From then on it is the catalogue's, and follows.
    if (saysToo) company.edits.delete(edited);
    else if (row || before.some((each) => each.id === id)) expect(row && Reflect.get(row, field)).toBe(value);
  }
  for (const [id, name] of company.own) expect(places.get(id)).toMatchObject({ name, catalogueId: null });
  for (const catalogueId of company.deleted)
    expect(rows.filter((row) => row.catalogueId === catalogueId)).toEqual([]);
  for (const kind of referenceKinds) {
    const own = rows.filter((row) => row.kind === kind);
    const names = own.map((row) => `${row.parentId} ${fold(row.name)}`);
    const taken = own.flatMap((row) => (row.code === null ? [] : [row.code]));
    expect([new Set(names).size, new Set(taken).size]).toEqual([names.length, taken.length]);
  }
  // Whatever is offered is there, or there is a reason.
  const { absent, waiting, links } = plan.counts;
  const barred = plan.conflicts.filter(({ type, rowId }) => type === "taken" && rowId === null).length;
  const missing = itemsOf(catalogue).filter(({ kind, catalogueId }) => !copies.has(`${kind} ${catalogueId}`));
  expect(missing.length).toBe(absent + waiting + links + barred);
}

async function syncAgainChangesNothing(catalogue: Catalogue): Promise<void> {
  const dump = async () => ({
    ...(await everything(tenant)),
    events: await tenant.db.$count(auditEvents),
  });
  const before = await dump();
  const plan = await tenant.sync(catalogue);
  expect(plan.changes).toEqual([]);
  const after = await dump();
  // A conflict that still stands is told again; nothing else is.
  expect({ ...after, events: 0 }).toEqual({ ...before, events: 0 });
}

it("whatever both sides do: edits stay, the deleted stay away, nothing is lost or doubled, twice is once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      await inWrite(async (tx) => {
        for (const table of [clinics, cities, regions, specializations, referenceBases, referenceSync])
          await tx.delete(table);
      });
      const entries: Entry[] = kinds.flatMap((kind, level) =>
        ["Bakı", "Gəncə"].map((name, index) => ({
          kind,
          id: `${kind}-${name}`,
          name,
          code: codes[index] ?? "",
          parentId: level === 1 ? `region-${name}` : level === 2 ? `city-${name}` : null,
          offered: true,
        })),
      );
      const company = new Company();
      // Some of it was here before the catalogue came.
      for (const [kind, word, code] of [
        ["region", "BAKI", "CC"],
        ["specialization", "Quba", "AA"],
      ] as const) {
        const own = await inWrite((tx) => addReference(tx, inputOf(kind, word, code, "")));
        company.own.set(own.id, word);
      }
      for (const did of steps) {
        if (did.who === "platform") changeCatalogue(entries, did);
        else if (did.who === "company") await actAsCompany(company, did);
        else await synchronize(company, catalogueFrom(entries));
      }
      await synchronize(company, catalogueFrom(entries));
      await syncAgainChangesNothing(catalogueFrom(entries));
    }),
    { numRuns: 20, seed: 20261121 },
  );
});

it("the steps above reach what they are about", async () => {
  const events = await tenant.db.selectDistinct({ action: auditEvents.action }).from(auditEvents);
  const actions = events.map(({ action }) => action);
  for (const action of ["reference.synced", "reference.linked", "reference.link-declined"])
    expect(actions).toContain(action);
  for (const verb of ["added", "edited", "deleted"])
    expect(actions.some((action) => action.endsWith(`.${verb}`))).toBe(true);
});
