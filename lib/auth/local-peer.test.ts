import { describe, expect, it } from "vitest";
import { isLocalPeer } from "./local-peer";

const here = { trustedProxyHops: 0, onVercel: false };
const direct = { host: "127.0.0.1:3000", "x-forwarded-for": "127.0.0.1" };
const says = (headers: Record<string, string>, config = here) => isLocalPeer(new Headers(headers), config);

describe("who asks from this machine", () => {
  it.each([
    direct,
    { ...direct, "x-forwarded-for": "::1", host: "[::1]:3000" },
    { ...direct, "x-forwarded-for": "::ffff:127.0.0.1", host: "localhost:3000" },
    { ...direct, "x-forwarded-host": "127.0.0.1:3000" },
  ])("is believed: %j", (headers) => {
    expect(says(headers)).toBe(true);
  });

  it.each([
    [{ ...direct, "x-forwarded-for": "203.0.113.7" }],
    [{ host: direct.host }],
    [{ ...direct, "x-forwarded-for": "127.0.0.1, 203.0.113.7" }],
    [{ ...direct, "x-forwarded-for": "203.0.113.7, 127.0.0.1" }],
    [{ ...direct, "x-forwarded-for": "127.0.0.1, 127.0.0.1" }],
    [{ ...direct, host: "medadmin.example" }],
    [{ ...direct, host: "127.0.0.1.example" }],
    [{ ...direct, host: "" }],
    [{ ...direct, "x-forwarded-host": "medadmin.example" }],
    [{ ...direct, "x-real-ip": "127.0.0.1" }],
    [{ ...direct, forwarded: "for=127.0.0.1" }],
    [{ ...direct, via: "1.1 proxy" }],
  ])("is not who comes from elsewhere, or through a proxy: %j", (headers) => {
    expect(says(headers)).toBe(false);
  });

  it("is nobody where there are proxies in front, or a platform", () => {
    expect(says(direct, { ...here, trustedProxyHops: 1 })).toBe(false);
    expect(says(direct, { ...here, onVercel: true })).toBe(false);
  });
});
