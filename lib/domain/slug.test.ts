import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSlug, nextSlug, slugFromName, slugSchema } from "./slug";

describe("slugFromName", () => {
  it.each([
    ["City Hospital", "city-hospital"],
    ["Şəfa Tibb Mərkəzi MMC", "sefa-tibb-merkezi-mmc"],
    ["İLK KLİNİKA", "ilk-klinika"],
    ["Çağdaş & Göz", "cagdas-goz"],
    ["Бакинская клиника «Здоровье»", "bakinskaya-klinika-zdorove"],
    ["Щукин и сыновья", "shchukin-i-synovya"],
    ["№1", "no1"],
    ["A", "company-a"],
    ["!!!", "company"],
    ["病院", "company"],
    ["Admin", "admin-company"],
    ["Master Admin", "master-admin-company"],
    ["01a1ff5c 4310 70ac ba1f 9c6d133b4478", "01a1ff5c-4310-70ac-ba1f-9c6d133b4478-company"],
  ])("%s → %s", (name, slug) => expect(slugFromName(name)).toBe(slug));

  it("is a valid slug for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => isSlug(slugFromName(name))),
      { numRuns: 2_000 },
    );
  });
});

describe("nextSlug", () => {
  it("numbers a slug that is taken", () => {
    expect(nextSlug("city-hospital", [])).toBe("city-hospital");
    expect(nextSlug("city-hospital", ["city-hospital", "city-hospital-2"])).toBe("city-hospital-3");
  });

  it("does not hand out a reserved word", () => expect(nextSlug("admin", [])).toBe("admin-2"));

  it("is valid and not taken, however long the name and however many are taken", () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom(..."ab -"), maxLength: 90 }), { maxLength: 30 });
    fc.assert(
      fc.property(names, (all) => {
        const taken = new Set<string>();
        for (const name of all) {
          const slug = nextSlug(slugFromName(name), taken);
          if (!isSlug(slug) || taken.has(slug)) return false;
          taken.add(slug);
        }
        return true;
      }),
    );
  });
});

describe("slugSchema", () => {
  it.each(["a", "-ab", "ab-", "a--b", "ə-klinika", "a_b", "a b", "x".repeat(64)])("refuses %s", (slug) => {
    expect(slugSchema.safeParse(slug).error?.issues.map((issue) => issue.message)).toEqual([
      "errors.slug.invalid",
    ]);
  });

  it.each(["admin", "master-admin", "api", "www", "login"])("refuses the reserved word %s", (slug) => {
    expect(slugSchema.safeParse(slug).error?.issues.map((issue) => issue.message)).toEqual([
      "errors.slug.reserved",
    ]);
  });

  it("takes upper case as lower", () => expect(slugSchema.parse(" City-Hospital ")).toBe("city-hospital"));
});
