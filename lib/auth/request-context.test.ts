import { expect, it, vi } from "vitest";
import { newId } from "@/lib/domain/id";
import { requestContext } from "./request-context";

const { sent } = vi.hoisted(() => ({ sent: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => sent }));

it("takes a request's id from middleware, and not what a client wrote where that does not run", async () => {
  const id = newId();
  sent.set("x-request-id", id);
  expect((await requestContext()).requestId).toBe(id);
  sent.set("x-request-id", "somebody else did it");
  expect((await requestContext()).requestId).toBeNull();
});
