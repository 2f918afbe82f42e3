import type { useTranslations } from "next-intl";

export type JobWords = ReturnType<typeof useTranslations<"fleetJobs">>;

/** What a kind of job is called; one that nobody has put into words is its code. */
export function kindWord(t: JobWords, kind: string): string {
  const key = `kinds.${kind}` as "kinds.usage.snapshot";
  return /^[a-z]+\.[a-z-]+$/.test(kind) && t.has(key) ? t(key) : kind;
}

/** What an event is about, in words: a job has no name but its kind. */
export function eventLabel(t: JobWords, event: { readonly action: string; readonly subjectLabel: string }) {
  return event.action.startsWith("job.") ? kindWord(t, event.subjectLabel) : event.subjectLabel;
}
