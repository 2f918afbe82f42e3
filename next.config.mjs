import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are parsed while building: no parser in the browser, none per request on the server.
  experimental: {
    messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true },
  },
});

const developing = process.env.NODE_ENV === "development";

/** Next's own inline scripts and React's style attributes need 'unsafe-inline'; everything else is ours alone. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${developing ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${developing ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/**
 * Only behind TLS: a browser that saw this over plain HTTP would ignore it, and a local address must stay reachable.
 * @type {Awaited<ReturnType<NonNullable<import("next").NextConfig["headers"]>>>[number]}
 */
const onlyBehindTls = {
  source: "/:path*",
  has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
  headers: [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }],
};

/**
 * Where earlier systems had these pages; the query comes along by itself.
 * @type {[from: string, to: string][]}
 */
const oldAddresses = [
  ["/subscription/plans", "/pricing"],
  ["/subscription/register", "/register"],
  ["/accounts/login", "/login"],
  ["/doctors/add", "/doctors/new"],
  ["/admin/:path*", "/master-admin/:path*"],
];

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: {
    // forbidden(): a page that its reader may not see answers 403.
    authInterrupts: true,
    // Our largest form holds a few kilobytes, while taking a megabyte of tiny multipart fields apart takes seconds, for
    // anybody who cares to post one.
    serverActions: { bodySizeLimit: "256kb" },
    // The middleware has Next keep a whole body in memory, from anybody and for any page, before it is refused; ten
    // megabytes unless this says so. Twice what a form may be, so that what is too large is still known to be.
    proxyClientMaxBodySize: "512kb",
    // While developing: a changed word in lib/i18n/messages reaches pages only when the server reads its modules anew.
    ...(developing && { turbopackServerFastRefresh: false }),
  },
  serverExternalPackages: ["@libsql/client", "libsql", "@node-rs/argon2", "pino", "prom-client"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }, onlyBehindTls],
  redirects: async () =>
    oldAddresses.map(([source, destination]) => ({ source, destination, permanent: true })),
};

export default withNextIntl(config);
