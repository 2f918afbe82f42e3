/** What was typed, kept in this tab while something missing is added to the reference data. */
type Draft = { at: number; fields: Record<string, string> };

const longest = 30 * 60_000;
const keyOf = (name: string) => `draft ${name}`;
/** Made anew with each form. */
const isContext = (name: string) => name === "submissionKey" || name === "companyId" || name.startsWith("$");

export function saveDraft(name: string, form: HTMLFormElement): void {
  const fields = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !isContext(entry[0]),
  );
  const draft: Draft = { at: Date.now(), fields: Object.fromEntries(fields) };
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // A browser may refuse storage; then the browser's own Back is what brings the form back.
  }
}

/** Takes the draft out, so that it comes back once; null when there is none or it is old. */
export function takeDraft(name: string): Record<string, string> | null {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    sessionStorage.removeItem(keyOf(name));
    const draft: Draft | null = text === null ? null : JSON.parse(text);
    return draft && Date.now() - draft.at < longest ? draft.fields : null;
  } catch {
    return null;
  }
}

/** Puts a draft into the fields that React does not hold. */
export function fillIn(form: HTMLFormElement, fields: Record<string, string>): void {
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && element.type !== "hidden") {
      const value = fields[element.name];
      if (element.type === "checkbox") element.checked = value !== undefined;
      else if (element.type === "radio") element.checked = element.value === value;
      else element.value = value ?? "";
    } else if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) {
      element.value = fields[element.name] ?? "";
    }
  }
}
