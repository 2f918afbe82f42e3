import { describe, expect, it } from "vitest";
import { z } from "zod";
import { InUse, StaleVersion } from "@/lib/domain/errors";
import { requiredText } from "@/lib/domain/text";
import { locales } from "@/lib/i18n/config";
import { translator } from "@/lib/i18n/translator";
import { toErrorState } from "./error-state";
import { failure, failureOf, invalidInput } from "./failure";

describe("a failure in words", () => {
  it("says what to do, in each language, with its own numbers", async () => {
    const say = async (locale: (typeof locales)[number]) =>
      toErrorState(failure("tooManyAttempts", { minutes: 12 }), {}, await translator(locale)).message;
    expect(await say("en")).toBe("Too many attempts. Try again in 12 minutes.");
    expect(await say("az")).toContain("12 dəqiqə");
    expect(await say("ru")).toContain("12 минут");
  });

  it("stands beside its field and in the summary, with what was typed", async () => {
    const parsed = z.object({ name: requiredText(3) }).safeParse({ name: "abcd" });
    if (parsed.success) throw new Error("It should not fit.");
    const state = toErrorState(invalidInput(parsed.error), { name: "abcd" }, await translator("en"));
    expect(state).toMatchObject({
      status: "error",
      code: "invalidInput",
      fieldErrors: { name: "Too long: at most 3 characters." },
      values: { name: "abcd" },
    });
  });

  it("shows times in the company's zone", async () => {
    const stale = failureOf(
      new StaleVersion({ changedBy: "Nigar", changedAt: Date.UTC(2026, 10, 21, 20, 30) }),
      null,
    );
    const state = toErrorState(stale, {}, await translator("en", "Asia/Baku"));
    expect(state.message).toMatch(/22 November|November 22/);
    expect(state.message).toContain("00:30");
  });

  it("never shows an unknown code or a message id", async () => {
    for (const locale of locales) {
      const say = await translator(locale);
      for (const known of [new InUse("region", "r1", { doctors: 2 }), new Error("secret")]) {
        const { message } = toErrorState(failureOf(known, "ref-1"), {}, say);
        expect(message).not.toMatch(/errors\.|secret|\{/);
      }
      expect(toErrorState(failure("noSuchCode"), {}, say).message).toBe(say("errors.unexpected"));
    }
  });
});
