import { describe, expect, it } from "vitest";
import { parsePhone } from "@/lib/domain/phone";
import { mailName, makePerson, makePhone } from "./people";
import { randomFrom } from "./random";

const people = (seed: number, count = 500) => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => ({ ...makePerson(random), phone: makePhone(random) }));
};

describe("made-up people", () => {
  it("are the same for the same seed, and others for another", () => {
    expect(people(7)).toEqual(people(7));
    expect(people(7)).not.toEqual(people(8));
  });

  it("bear surnames that agree with their gender", () => {
    for (const { lastName, gender } of people(1)) {
      if (/(ov|yev)a?$/.test(lastName)) expect(lastName.endsWith("a")).toBe(gender === "female");
    }
  });

  it("have phone numbers that exist in Azerbaijan's plan", () => {
    for (const { phone } of people(3)) expect(parsePhone(phone)).toEqual({ ok: true, phone });
  });

  it("have mail names of ASCII letters only", () => {
    for (const person of people(2)) expect(mailName(person)).toMatch(/^[a-z]+\.[a-z]+$/);
  });
});
