import { expect, it, vi } from "vitest";
import { EngineError } from "@/lib/databases";
import { refusedResponse } from "./refused-response";

vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("@/lib/log", () => ({ log: () => ({ error: () => {} }) }));

it("a file that the full disk does not let anybody have is answered in words, and so is a busy database", async () => {
  const full = new Error("Failed query", { cause: new EngineError("NoSpace", "The disk is full.") });
  const answer = await refusedResponse(full);
  expect(answer.status).toBe(507);
  expect(await answer.text()).toContain("There is no room left on the server");
  const busy = await refusedResponse(new EngineError("Fenced", "The database is being worked on."));
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "5"]);
});

it("what nobody foresaw is thrown on", async () => {
  const unknown = new Error("NEXT_HTTP_ERROR_FALLBACK;404");
  await expect(refusedResponse(unknown)).rejects.toBe(unknown);
  const damaged = new EngineError("Damaged", "It is damaged.");
  await expect(refusedResponse(damaged)).rejects.toBe(damaged);
});
