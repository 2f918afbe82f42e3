import { describe, expect, it } from "vitest";
import { addressBucket, clientAddress } from "./client-address";

const address = (forwarded: string | null, trustedProxyHops = 0) =>
  clientAddress(new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded }), {
    trustedProxyHops,
  });

describe("the client's address", () => {
  it("is the connection's own, whatever the client wrote before it", () => {
    expect(address("1.2.3.4, 203.0.113.9")).toBe("203.0.113.9");
    expect(address("203.0.113.9")).toBe("203.0.113.9");
  });

  it("is what our own proxies saw, not further back", () => {
    expect(address("1.2.3.4, 203.0.113.9, 10.0.0.1", 1)).toBe("203.0.113.9");
    expect(address("1.2.3.4, 203.0.113.9, 10.0.0.2, 10.0.0.1", 2)).toBe("203.0.113.9");
    expect(address("10.0.0.1", 1)).toBe("10.0.0.1");
  });

  it("is one text for one host", () => {
    expect(address("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(address("203.0.113.9:5000")).toBe("203.0.113.9");
    expect(address("[2001:DB8::1]:5000")).toBe("2001:db8::1");
    expect(address("fe80::1%eth0")).toBe("fe80::1");
    expect(address(null)).toBeNull();
  });
});

describe("what is counted as one place", () => {
  it("is an IPv4 address or an IPv6 network", () => {
    expect(addressBucket("203.0.113.9")).toBe("203.0.113.9");
    expect(addressBucket("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(addressBucket("2001:db8:1:2::6")).toBe("2001:db8:1:2::/64");
    expect(addressBucket("2001:db8::6")).toBe("2001:db8:0:0::/64");
    expect(addressBucket("::1")).toBe("0:0:0:0::/64");
    expect(addressBucket(null)).toBe("unknown");
  });
});
