import { describe, expect, it } from "vitest";
import { fieldProblems } from "@/lib/domain/field-problems";
import { newId } from "@/lib/domain/id";
import { doctorInput } from "./schema";

const id = newId();
const complete = {
  firstName: "Aysel",
  lastName: "Məmmədova",
  specializationId: id,
  regionId: id,
  cityId: id,
};

const problemsOf = (form: Record<string, unknown>) => {
  const { error } = doctorInput.safeParse(form);
  return error
    ? Object.fromEntries(Object.entries(fieldProblems(error)).map(([k, v]) => [k, v.message]))
    : {};
};

describe("the doctor form", () => {
  it("needs names, specialization, region and city, and nothing else", () => {
    expect(problemsOf({})).toEqual({
      firstName: "errors.required",
      lastName: "errors.required",
      specializationId: "errors.choose",
      regionId: "errors.choose",
      cityId: "errors.choose",
    });
    expect(doctorInput.parse(complete)).toEqual({
      ...complete,
      phone: null,
      email: null,
      gender: null,
      category: null,
      clinicId: null,
      notes: null,
      isActive: false,
    });
  });

  it("takes names of 1 to 100 characters, without the spaces around them", () => {
    expect(problemsOf({ ...complete, firstName: "  " })).toEqual({ firstName: "errors.required" });
    expect(problemsOf({ ...complete, lastName: "ə".repeat(101) })).toEqual({ lastName: "errors.tooLong" });
    expect(doctorInput.parse({ ...complete, firstName: " Ay  sel " }).firstName).toBe("Ay sel");
  });

  it.each([
    ["050 212 44 18", "+994502124418"],
    ["+994 (50) 212-44-18", "+994502124418"],
  ])("keeps the phone %s as %s", (typed, kept) => {
    expect(doctorInput.parse({ ...complete, phone: typed }).phone).toBe(kept);
  });

  it("says what is wrong with a phone, an address, a choice", () => {
    const wrong = {
      ...complete,
      phone: "+994 50 212",
      email: "ad@",
      gender: "x",
      category: "D",
      clinicId: "1",
    };
    expect(problemsOf(wrong)).toEqual({
      phone: "errors.phone.tooShort",
      email: "errors.email.invalid",
      gender: "errors.choose",
      category: "errors.choose",
      clinicId: "errors.choose",
    });
  });

  it("takes notes of up to 2000 characters, with their lines", () => {
    expect(problemsOf({ ...complete, notes: "n".repeat(2001) })).toEqual({ notes: "errors.tooLong" });
    expect(doctorInput.parse({ ...complete, notes: "bir\r\niki" }).notes).toBe("bir\niki");
  });

  it("reads the checkbox as a browser sends it", () => {
    expect(doctorInput.parse({ ...complete, isActive: "on" }).isActive).toBe(true);
    expect(doctorInput.parse(complete).isActive).toBe(false);
  });
});
