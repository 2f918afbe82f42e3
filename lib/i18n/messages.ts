import type { Messages } from "next-intl";
import type { Locale } from "./config";

/** One file per namespace and language; a file not listed here does not exist for the pages. */
export const namespaces = [
  "access",
  "audit",
  "auth",
  "backups",
  "catalogue",
  "common",
  "companies",
  "dashboard",
  "doctors",
  "errors",
  "fatal",
  "fleet",
  "fleetJobs",
  "fleetReference",
  "fleetServers",
  "fleetRestore",
  "fleetDoctor",
  "impersonation",
  "letters",
  "master",
  "onboarding",
  "overview",
  "palette",
  "people",
  "plans",
  "public",
  "reference",
  "removal",
  "sandbox",
  "secondFactor",
  "settings",
  "setup",
  "shell",
  "subscriptions",
  "ui",
] as const;
export type Namespace = (typeof namespaces)[number];

/** What every client component may use; keep `ui` small, each page carries it. */
export const clientNamespaces = ["ui"] as const satisfies Namespace[];

const loaded = new Map<Locale, Promise<Messages>>();

/** All messages of a language, read once per process; while developing each time, so that a changed word shows. */
export function loadMessages(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale);
  if (known) return known;
  const loading = readAll(locale);
  if (process.env.NODE_ENV !== "development") loaded.set(locale, loading);
  return loading;
}

async function readAll(locale: Locale): Promise<Messages> {
  const entries = await Promise.all(
    namespaces.map(async (name) => [name, (await import(`./messages/${locale}/${name}.json`)).default]),
  );
  return Object.fromEntries(entries);
}
