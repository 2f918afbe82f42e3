import { uuidv7 } from "uuidv7";

/** A new UUIDv7: unique everywhere, and rows made later sort later. */
export function newId(): string {
  return uuidv7();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside has the form of one of our ids; says nothing about whether the row exists. */
export function isId(text: unknown): text is string {
  return typeof text === "string" && uuid.test(text);
}
