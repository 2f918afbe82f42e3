"use server";
import { masterAction } from "@/lib/actions/master-action";
import { addEntry } from "@/lib/master/catalogue/add-entry";
import { archiveEntry, restoreEntry } from "@/lib/master/catalogue/archive-entry";
import { editEntry } from "@/lib/master/catalogue/edit-entry";
import { catalogueEdit, catalogueInput, catalogueTarget } from "@/lib/master/catalogue/schema";
import { entryPath, listPath } from "./addresses";

export const addEntryAction = masterAction(
  "catalogue.add",
  catalogueInput,
  async ({ tx, now }, input) => ({ kind: (await addEntry(tx, input, now)).kind }),
  { onOk: ({ kind }) => `${listPath(kind)}?done=added` },
);

export const editEntryAction = masterAction(
  "catalogue.edit",
  catalogueEdit,
  async ({ tx, now }, input) => ({ kind: (await editEntry(tx, input, now)).kind }),
  { onOk: ({ kind }) => `${listPath(kind)}?done=saved` },
);

export const archiveEntryAction = masterAction(
  "catalogue.archive",
  catalogueTarget,
  async ({ tx, now }, target) => {
    await archiveEntry(tx, target, now);
    return target;
  },
  { onOk: ({ kind, id }) => `${entryPath(kind, id)}?done=archived` },
);

export const restoreEntryAction = masterAction(
  "catalogue.restore",
  catalogueTarget,
  async ({ tx, now }, target) => {
    await restoreEntry(tx, target, now);
    return target;
  },
  { onOk: ({ kind, id }) => `${entryPath(kind, id)}?done=restored` },
);
