import type { useTranslations } from "next-intl";

export type AuditWords = ReturnType<typeof useTranslations<"audit">>;

/** The same action may say something else on the platform's side: there its record is the company. */
export type AuditArea = "company" | "platform";

/** Whether there is a text under a key that was put together; a code may be a word that every object knows. */
export function isWorded(t: AuditWords, key: string): boolean {
  return !key.split(".").some((part) => part in Object.prototype) && t.has(key as "title");
}

/** Which sentence tells of an action; null for one that nobody has put into words. */
export function sentenceOf(t: AuditWords, action: string, area: AuditArea): "sentences.other" | null {
  // Anything else might name a group of sentences.
  if (!/^[\w-]+\.[\w-]+$/.test(action)) return null;
  const own = `platform.${action}` as "sentences.other";
  if (area === "platform" && isWorded(t, own)) return own;
  const shared = `sentences.${action}` as "sentences.other";
  return isWorded(t, shared) ? shared : null;
}

/** Of what was changed rather than made or found, also what was empty before is worth telling. */
export const isEdit = (action: string) => /edited|changed/i.test(action);

/** A doctor's label ends in the code, which says little in a sentence. */
export const shortLabel = (label: string) => label.replace(/, D-\d+$/, "");

/** The sentence as plain text: for a file, a filter, a screen reader. An unknown action is its code. */
export function plainSentence(t: AuditWords, action: string, label: string, area: AuditArea): string {
  const key = sentenceOf(t, action, area);
  if (key === null) return action;
  // The types only know that one sentence, which takes what they all take.
  return t.markup(key, { label: shortLabel(label), a: (inside) => inside });
}

/** What an area of actions is called: `doctor` stands for all of `doctor.*`. */
export function groupWord(t: AuditWords, group: string): string {
  const key = `groups.${group}` as "groups.doctor";
  return isWorded(t, key) ? t(key) : group;
}
