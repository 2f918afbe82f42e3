import { describe, expect, it } from "vitest";
import { negotiateLocale } from "./negotiate";

describe("the language of a request", () => {
  it("is the chosen one before anything else", () => {
    expect(negotiateLocale("ru", "en-US,en;q=0.9")).toBe("ru");
  });

  it("is the browser's best when nothing was chosen", () => {
    expect(negotiateLocale(undefined, "de-DE,de;q=0.9,en;q=0.6,ru;q=0.8")).toBe("ru");
    expect(negotiateLocale(undefined, "en-GB")).toBe("en");
    expect(negotiateLocale(undefined, "az-Latn-AZ")).toBe("az");
  });

  it("is Azerbaijani when the browser speaks none of ours", () => {
    expect(negotiateLocale(undefined, "ja")).toBe("az");
    expect(negotiateLocale(undefined, null)).toBe("az");
    expect(negotiateLocale(undefined, "*")).toBe("az");
  });

  it("does not believe a cookie or header that makes no sense", () => {
    expect(negotiateLocale("klingon", "en")).toBe("en");
    expect(negotiateLocale("../../etc", ";;;q=x,,")).toBe("az");
    expect(negotiateLocale(undefined, "ru;q=0, en;q=0.1")).toBe("en");
  });
});
