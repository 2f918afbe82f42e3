import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openUnpublished } from "@/lib/databases/open-file";
import { InUse, StaleVersion } from "@/lib/domain/errors";
import { requiredText } from "@/lib/domain/text";
import { locales } from "@/lib/i18n/config";
import { translator } from "@/lib/i18n/translator";
import { testTenant } from "@/lib/testing";
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

  it("says that there is no room as the disk says it, for operators too", async () => {
    const { path, dispose } = await testTenant();
    const client = openUnpublished(path, null);
    // What a connection may use of a disk; SQLite says the same when the disk itself has no more.
    await client.execute("PRAGMA max_page_count = 1");
    const insert = "INSERT INTO counters (name, value) VALUES (hex(zeroblob(100000)), 1)";
    const full: unknown = await client.execute(insert).catch((error) => error);
    client.close();
    dispose();
    expect(full).toMatchObject({ code: "NoSpace", message: expect.stringContaining("make room") });
    const failed = failureOf(new Error("Failed query: insert", { cause: full }), "ref-1");
    expect(failed).toMatchObject({ code: "noSpace", unexpected: expect.anything() });
    const said = await Promise.all(
      locales.map(async (locale) => toErrorState(failed, {}, await translator(locale)).message),
    );
    expect(said).toEqual([
      expect.stringContaining("yer qalmayıb"),
      expect.stringContaining("no room left"),
      expect.stringContaining("не осталось места"),
    ]);
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
