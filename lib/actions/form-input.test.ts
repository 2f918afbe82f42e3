import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { optionalText } from "@/lib/domain/text";
import { readForm } from "./form-input";

function form(...entries: [string, string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

describe("reading a form", () => {
  it("trims texts, leaves empty ones out, and shows again what was typed", () => {
    const { fields, values } = readForm(form(["name", "  Aysel "], ["note", "   "], ["clinicId", ""]));
    expect(fields).toEqual({ name: "Aysel" });
    expect(values).toEqual({ name: "  Aysel ", note: "   ", clinicId: "" });
  });

  it("takes passwords as they are and never gives them back", () => {
    const sent = form(
      ["password", " a b "],
      ["currentPassword", "x"],
      ["setupToken", "t"],
      ["email", "a@b.az"],
    );
    const { fields, values } = readForm(sent);
    expect(fields).toMatchObject({ password: " a b ", currentPassword: "x", setupToken: "t" });
    expect(values).toEqual({ email: "a@b.az" });
  });

  it("makes a list of what came several times", () => {
    expect(readForm(form(["ids", "1"], ["ids", "2"], ["ids", ""])).fields).toEqual({ ids: ["1", "2"] });
  });

  it("keeps React's fields and the form's own context out of the input", () => {
    const { fields, values, companyId, submissionKey } = readForm(
      form(
        ["$ACTION_KEY", "k"],
        ["$ACTION_1:0", "{}"],
        ["companyId", "c1"],
        ["submissionKey", "s1"],
        ["name", "A"],
      ),
    );
    expect([fields, values]).toEqual([{ name: "A" }, { name: "A" }]);
    expect([companyId, submissionKey]).toEqual(["c1", "s1"]);
  });

  it("knows no company around a form of the platform: `companyId` is the company it is about", () => {
    const { fields, companyId, submissionKey } = readForm(
      form(["companyId", "c1"], ["submissionKey", "s1"], ["reason", "A"]),
      "none",
    );
    expect(fields).toEqual({ companyId: "c1", reason: "A" });
    expect([companyId, submissionKey]).toEqual([null, "s1"]);
  });

  it("looks at each entry once, however many there are", () => {
    const sent = form(["a", "1"], ["b", "2"], ["a", "3"]);
    const getAll = vi.spyOn(sent, "getAll");
    expect(readForm(sent).fields).toEqual({ a: ["1", "3"], b: "2" });
    expect(getAll).not.toHaveBeenCalled();
  });

  it("takes nothing else that a client can make out to be a form", () => {
    const entries: [string, string][] = [["name", "\ud800"]];
    for (const other of [new Map(entries), Object.fromEntries(entries), null])
      expect(() => Reflect.apply(readForm, null, [other])).toThrow("no form");
  });

  it("has no field that is not a field", () => {
    const { fields } = readForm(form(["__proto__", "x"], ["constructor", "y"]));
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.keys(fields).sort()).toEqual(["__proto__", "constructor"]);
  });

  it("leaves out a file that was not chosen", () => {
    const file = new File(["a,b"], "doctors.csv");
    expect(readForm(form(["file", file], ["other", new File([], "")])).fields).toEqual({ file });
  });

  it("gives schemas null for what was left empty", () => {
    const schema = z.object({ note: optionalText(10) });
    expect(schema.parse(readForm(form(["note", " "])).fields)).toEqual({ note: null });
    expect(schema.parse(readForm(form()).fields)).toEqual({ note: null });
  });
});
