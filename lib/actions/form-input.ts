/** What a form sent, as a plain object for a schema, and what may be shown again. */
export interface FormInput {
  /** Texts trimmed, empty ones left out; a name that came several times is a list. */
  readonly fields: Record<string, unknown>;
  /** As typed, without secrets and files. */
  readonly values: Record<string, string>;
  /** The company the form was rendered for. */
  readonly companyId: string | null;
  /** Names this submission, so that a repeat is recognized. */
  readonly submissionKey: string | null;
}

/** Names whose values are taken as they are and never sent back. */
const isSecret = (name: string) => /password|secret|token/i.test(name);
/** React's own fields, present when a form is sent without JavaScript. */
const isInternal = (name: string) => name.startsWith("$");
const contexts = { company: ["companyId", "submissionKey"], none: ["submissionKey"] };

/**
 * @param renderedIn where the form stands: in none, `companyId` is no context but a field, the company the form is about
 */
export function readForm(formData: FormData, renderedIn: keyof typeof contexts = "company"): FormInput {
  const isContext = (name: string) => contexts[renderedIn].includes(name);
  const fields: Record<string, unknown> = {};
  const values: Record<string, string> = {};
  for (const [name, sent] of grouped(formData)) {
    if (isInternal(name) || isContext(name)) continue;
    const cleaned = sent.map((value) => clean(name, value)).filter((value) => value !== undefined);
    const value = sent.length > 1 ? cleaned : cleaned[0];
    if (value !== undefined) define(fields, name, value);
    const text = sent.find((each) => typeof each === "string");
    if (text !== undefined && !isSecret(name)) define(values, name, text);
  }
  return {
    fields,
    values,
    companyId: renderedIn === "company" ? text(formData, "companyId") : null,
    submissionKey: text(formData, "submissionKey"),
  };
}

/** In one pass: `getAll` looks through all entries for each name, and anybody may send tens of thousands of names. */
function grouped(formData: FormData): Map<string, FormDataEntryValue[]> {
  // A server action can be called with whatever React can carry; a Map would look like a form and hold anything.
  if (typeof formData?.getAll !== "function") throw new TypeError("What was sent is no form.");
  const sent = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of formData) {
    const same = sent.get(name);
    if (same) same.push(value);
    else sent.set(name, [value]);
  }
  return sent;
}

function clean(name: string, value: FormDataEntryValue): FormDataEntryValue | undefined {
  if (typeof value !== "string") return value.size > 0 || value.name !== "" ? value : undefined;
  const text = isSecret(name) ? value : value.trim();
  return text === "" ? undefined : text;
}

/** Not by assignment: a field may be called `__proto__`. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function text(formData: FormData, name: string): string | null {
  const value = formData.get(name);
  return typeof value === "string" && value !== "" ? value : null;
}
