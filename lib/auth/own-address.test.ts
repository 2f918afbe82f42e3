import { expect, it } from "vitest";
import { addressOf, certainAddress } from "./own-address";

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
