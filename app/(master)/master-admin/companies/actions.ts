"use server";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { ownAddress } from "@/lib/auth/own-address";
import {
  giveOwnerAccess,
  operateCompanyEdit,
  operateResumption,
  operateSuspension,
} from "@/lib/journeys/operate-company";
import { snapshotUsage } from "@/lib/journeys/snapshot-usage";
import { addNote, deleteNote } from "@/lib/master/companies/notes";
import {
  aboutCompany,
  addNoteInput,
  deleteNoteInput,
  editCompanyInput,
  nothing,
  ownerAccessInput,
  resumeCompanyInput,
  suspendCompanyInput,
} from "@/lib/master/companies/schema";
import { companyDone } from "./addresses";

/** Looks at every company's database now instead of waiting for the job that does. */
export const refreshFigures = masterJourney(nothing, async ({ actor, now }) => {
  const { taken, failed } = await snapshotUsage("all", actor, now);
  return { taken, failed: failed.length };
});

export const refreshCompanyFigures = masterJourney(aboutCompany, async ({ actor, now }, { companyId }) => {
  const { taken, failed } = await snapshotUsage([companyId], actor, now);
  return { taken, failed: failed.length };
});

export const suspendAction = masterJourney(
  suspendCompanyInput,
  async ({ master, actor, now }, input) => {
    await operateSuspension(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "suspended") },
);

export const resumeAction = masterJourney(
  resumeCompanyInput,
  async ({ master, actor, now }, input) => {
    await operateResumption(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "resumed") },
);

export const editCompanyAction = masterJourney(
  editCompanyInput,
  async ({ master, actor, now }, input) => {
    const happened = await operateCompanyEdit(master, actor, input, now);
    return { id: input.companyId, done: happened ? "edited" : "same" };
  },
  { onOk: ({ id, done }) => companyDone(id, done) },
);

export const ownerAccessAction = masterJourney(
  ownerAccessInput,
  async ({ master, actor, now }, input) => {
    const sent = await giveOwnerAccess(master, actor, input, { now, baseUrl: await ownAddress() });
    return { id: input.companyId, endSessions: input.endSessions, ...sent };
  },
  {
    onOk: ({ id, endSessions, delivery }) =>
      companyDone(id, `${endSessions ? "accessReset" : "accessSent"}${delivery === "kept" ? "Kept" : ""}`),
  },
);

export const addNoteAction = masterAction("company-note.add", addNoteInput, ({ tx, user, now }, input) =>
  addNote(tx, input, user.id, now),
);

/** Said by the page: the note takes its form along. */
export const deleteNoteAction = masterAction(
  "company-note.delete",
  deleteNoteInput,
  async ({ tx, user }, input) => {
    await deleteNote(tx, input, user.id);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "noteDeleted") },
);
