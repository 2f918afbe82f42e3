import { parseOptions } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hashPassword, verifyPassword } from "./password";
import { passwordSchema, refuseWeakPassword } from "./password-schema";
import { passwordStrength } from "./password-strength";
import { usernameSchema } from "./username";

describe("a password's hash", () => {
  it("is Argon2id with OWASP's parameters, another one each time", async () => {
    const [first, second] = [await hashPassword("qatar gedir"), await hashPassword("qatar gedir")];
    expect(first).toMatch(/^\$argon2id\$v=19\$/);
    expect(parseOptions(first)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(first).not.toBe(second);
  });

  it("fits its password, however the keyboard composed the letters", async () => {
    const hash = await hashPassword("şəhər xəstəxanası ğ");
    expect(await verifyPassword(hash, "şəhər xəstəxanası ğ".normalize("NFD"))).toBe(true);
    expect(await verifyPassword(hash, "şəhər xəstəxanası g")).toBe(false);
    expect(await verifyPassword(null, "şəhər xəstəxanası ğ")).toBe(false);
  });

  it("fits its password when composing makes it longer than any may be", async () => {
    const ligatures = "ﷺ".repeat(12);
    expect(await verifyPassword(await hashPassword(ligatures), ligatures)).toBe(true);
  });
});

describe("a form with a new password", () => {
  const form = z
    .object({ password: passwordSchema, companyName: z.string() })
    .superRefine(refuseWeakPassword);
  const problems = (password: string, companyName: string) =>
    form.safeParse({ password, companyName }).error?.issues.map(({ message }) => message) ?? [];

  it("estimates nothing of a size that only somebody sends who wants to keep the server busy", () => {
    expect(problems("a".repeat(201), "")).toEqual(["errors.tooLong"]);
    expect(problems("zebrafinkenzaun zebrafinkenzaun", "zebrafinkenzaun")).not.toEqual([]);
    expect(problems("zebrafinkenzaun 7 gurken", `${"ab ".repeat(100)}zebrafinkenzaun`)).toEqual([]);
  });
});

describe("the strength of a password", () => {
  const known = ["City Hospital", "Aysel", "Məmmədova", "aysel.m", "aysel@hospital.az"];
  it.each([
    ["Password123!", "common"],
    ["P@ssw0rd2026", "common"],
    ["şifrə12345", "common"],
    ["йцукен123456", "sequence"],
    ["qwertyuiop1", "sequence"],
    ["1234567890123", "sequence"],
    ["zyxwvutsrqpo", "sequence"],
    ["aaaaaaaaaaaaaaa", "repeated"],
    ["abc1abc1abc1", "repeated"],
    ["Mammadova1990", "guessable"],
    ["AyselMəmmədova1", "personal"],
    ["cityhospital26", "personal"],
    ["01.02.1990", "guessable"],
  ])("refuses %s: %s", (password, weakness) => {
    const { score, weakness: found } = passwordStrength(password, known);
    expect(score).toBeLessThan(2);
    expect(["guessable", weakness]).toContain(found);
  });

  it.each([
    "qatar gedir dağlara",
    "correct horse battery staple",
    "Sunny-Harbor-42!",
    "x9$Kq2!mZp7w",
    "7 ağ göyərçin uçdu",
  ])("accepts %s", (password) => {
    expect(passwordStrength(password, known).score).toBeGreaterThanOrEqual(2);
  });

  it("knows the person's own words, wherever they stand", () => {
    expect(passwordStrength("dağ-Aysel-hospital", known).weakness).toBe("personal");
    expect(passwordStrength("dağ-Aysel-hospital", []).score).toBeGreaterThan(
      passwordStrength("dağ-Aysel-hospital", known).score,
    );
  });
});

describe("a username", () => {
  it("is Latin, lower case, and never looks like an email", () => {
    expect(usernameSchema.parse(" Aysel.M ")).toBe("aysel.m");
    for (const bad of ["aysel@x", "ay", "-aysel", "aysel.", "aysəl", "a b c", "x".repeat(41), ""]) {
      expect([bad, usernameSchema.safeParse(bad).success]).toEqual([bad, false]);
    }
  });
});
