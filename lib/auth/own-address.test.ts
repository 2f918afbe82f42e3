import { headers } from "next/headers";
import { expect, it, vi } from "vitest";
import { addressOf, certainAddress, ownAddress } from "./own-address";

vi.mock("next/headers", () => ({ headers: vi.fn() }));
const asking = (host: string) =>
  vi.mocked(headers).mockResolvedValue(new Headers({ host }) as Awaited<ReturnType<typeof headers>>);

const nobodySaid = { publicUrl: null, trustedProxyHops: 0, onVercel: false };
const said = { ...nobodySaid, publicUrl: "https://medadmin.example" };
const typed = (host: string) => new Headers({ host });

it("is what the operator said, whatever a request claims", () => {
  expect(addressOf(typed("evil.example"), said)).toBe("https://medadmin.example");
  expect(certainAddress(typed("evil.example"), said)).toBe("https://medadmin.example");
});

it("is else what the browser typed", () => {
  expect(addressOf(typed("10.0.0.7:3000"), nobodySaid)).toBe("http://10.0.0.7:3000");
  expect(addressOf(new Headers(), nobodySaid)).toBeNull();
});

it("is certain only on this machine when nobody said it", () => {
  for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])
    expect(certainAddress(typed(host), nobodySaid), host).toBe(`http://${host}`);
  for (const host of [
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "x@evil.example",
    "10.0.0.7",
    ":",
  ])
    expect(certainAddress(typed(host), nobodySaid), host).toBeNull();
});

it("leads no letter of a platform admin to the host that their request names", async () => {
  asking("evil.example");
  await expect(ownAddress()).rejects.toMatchObject({ code: "addressUnknown" });
  asking("127.0.0.1:3000");
  expect(await ownAddress()).toBe("http://127.0.0.1:3000");
});
