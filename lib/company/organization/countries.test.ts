import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/config";
import { countriesIn, countryCodes, countryName, isCountry } from "./countries";

describe("countries", () => {
  it("are the 249 of ISO 3166-1, each once", () => {
    expect(countryCodes).toHaveLength(249);
    expect(new Set(countryCodes).size).toBe(249);
    expect(isCountry("AZ")).toBe(true);
    for (const wrong of ["XK", "EU", "az", "", "AZE"]) expect(isCountry(wrong)).toBe(false);
  });

  it.each(locales)("all have a name in %s", (locale) => {
    for (const { code, name } of countriesIn(locale)) expect(name, code).not.toBe(code);
  });

  it("are named and ordered in the language asked for", () => {
    expect(countryName("AZ", "az")).toBe("Azərbaycan");
    expect(countryName("GE", "ru")).toBe("Грузия");
    const names = countriesIn("az").map((country) => country.name);
    // ç comes after every c, not among them.
    expect(names.indexOf("Çexiya")).toBeGreaterThan(names.indexOf("Cibuti"));
    expect(names.indexOf("Çexiya")).toBeLessThan(names.indexOf("Danimarka"));
  });
});
