import { z } from "zod";
import { isId } from "./id";

/** The id of a row that somebody chose in a select; whether it exists is up to the verb. */
export const chosenId = z.string({ error: "errors.choose" }).refine(isId, "errors.choose");

/** The version of a record that the form on it was opened with. */
export const openedVersion = z.coerce.number().int().positive();

/** A ticked checkbox sends "on", one that is not ticked sends nothing. */
export const ticked = z.preprocess(
  (value) => value === true || value === "on" || value === "true",
  z.boolean(),
);
