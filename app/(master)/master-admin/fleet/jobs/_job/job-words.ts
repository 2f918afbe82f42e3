import type { useTranslations } from "next-intl";

/** What a kind of job is called; one that nobody has put into words is its code. */
export function kindWord(t: ReturnType<typeof useTranslations<"fleetJobs">>, kind: string): string {
  const key = `kinds.${kind}` as "kinds.usage.snapshot";
  return /^[a-z]+\.[a-z-]+$/.test(kind) && t.has(key) ? t(key) : kind;
}
