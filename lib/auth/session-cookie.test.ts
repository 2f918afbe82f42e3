import { describe, expect, it } from "vitest";
import { isSecure, sessionCookieName, sessionCookieOptions } from "./session-cookie";

const plain = { publicUrl: null, trustedProxyHops: 0, onVercel: false };
const overTls = new Headers({ "x-forwarded-proto": "https" });

describe("the session cookie", () => {
  it("is Secure where the operator serves TLS", () => {
    expect(isSecure(new Headers(), { ...plain, publicUrl: "https://medadmin.example" })).toBe(true);
    expect(isSecure(overTls, { ...plain, publicUrl: "http://10.0.0.5:3000" })).toBe(false);
  });

  it("believes a proxy about TLS only where one is trusted", () => {
    expect(isSecure(overTls, plain)).toBe(false);
    expect(isSecure(overTls, { ...plain, trustedProxyHops: 1 })).toBe(true);
    expect(isSecure(new Headers(), { ...plain, trustedProxyHops: 1 })).toBe(false);
  });

  it("has another name over TLS, which no plain-text answer can set, nor a neighbouring host", () => {
    expect(sessionCookieName(true)).toBe("__Host-medadmin.session");
    // Browsers refuse the name with anything else.
    expect(sessionCookieOptions(true)).toMatchObject({ path: "/", secure: true, httpOnly: true });
    expect(sessionCookieOptions(true)).not.toHaveProperty("domain");
    expect(sessionCookieName(false)).toBe("medadmin.session");
  });
});
