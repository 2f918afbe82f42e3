import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { POST } from "./route";

const post = (headers: Record<string, string>) => {
  const request = new NextRequest("http://localhost/api/auth/callback/credentials", {
    method: "POST",
    headers,
    body: "{}",
  });
  return POST(request, { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) });
};

it("reads no more than credentials take", async () => {
  expect((await post({ "content-length": "20000" })).status).toBe(413);
  expect((await post({ "transfer-encoding": "chunked" })).status).toBe(413);
});
