"use server";
import { z } from "zod";
import { companyAction } from "@/lib/actions/company-action";
import { addReference } from "@/lib/company/reference/add-reference";
import { archiveReference } from "@/lib/company/reference/archive-reference";
import { deleteReference } from "@/lib/company/reference/delete-reference";
import { editReference } from "@/lib/company/reference/edit-reference";
import { restoreReference } from "@/lib/company/reference/restore-reference";
import { referenceEdit, referenceInput, referenceTarget } from "@/lib/company/reference/schema";
import { declineLink, linkReference } from "@/lib/company/reference/sync/link-reference";
import { offerTarget } from "@/lib/company/reference/sync/offers";
import { returnTarget, returnToCatalogue } from "@/lib/company/reference/sync/return-to-catalogue";
import { editPath, listPath, returnPath, returnWith } from "./addresses";

const fromForm = z.object({ return: z.string().optional() });

/** Back to the form that lacked it, else to the list. */
export const addReferenceAction = companyAction(
  "reference.write",
  z.intersection(referenceInput, fromForm),
  async ({ tx }, { return: from, ...input }) => {
    const { kind, id } = await addReference(tx, input);
    return { kind, id, from: from ?? null };
  },
  {
    name: "reference.add",
    creates: true,
    onOk: ({ kind, id, from }) => {
      const back = returnPath(from);
      return back ? returnWith(back, kind, id) : `${listPath(kind)}?done=${kind}Added`;
    },
  },
);

export const editReferenceAction = companyAction(
  "reference.write",
  referenceEdit,
  async ({ tx }, input) => ({ kind: (await editReference(tx, input)).kind }),
  { name: "reference.edit", onOk: ({ kind }) => `${listPath(kind)}?done=${kind}Saved` },
);

export const archiveReferenceAction = companyAction(
  "reference.write",
  referenceTarget,
  async ({ tx, now }, target) => {
    await archiveReference(tx, target, now);
    return target;
  },
  { name: "reference.archive", onOk: ({ kind, id }) => `${editPath(kind, id)}?done=${kind}Archived` },
);

export const restoreReferenceAction = companyAction(
  "reference.write",
  referenceTarget,
  async ({ tx }, target) => {
    await restoreReference(tx, target);
    return target;
  },
  { name: "reference.restore", onOk: ({ kind, id }) => `${editPath(kind, id)}?done=${kind}Restored` },
);

export const deleteReferenceAction = companyAction(
  "reference.delete",
  referenceTarget,
  async ({ tx }, target) => ({ kind: (await deleteReference(tx, target)).kind }),
  { name: "reference.delete", onOk: ({ kind }) => `${listPath(kind)}?done=${kind}Deleted` },
);

export const linkReferenceAction = companyAction(
  "reference.write",
  offerTarget,
  async ({ tx }, target) => ({ kind: (await linkReference(tx, target)).kind }),
  { name: "reference.link", onOk: ({ kind }) => `${listPath(kind)}?done=linked` },
);

export const declineLinkAction = companyAction(
  "reference.write",
  offerTarget,
  async ({ tx }, target) => ({ kind: (await declineLink(tx, target)).kind }),
  { name: "reference.decline", onOk: ({ kind }) => `${listPath(kind)}?done=linkDeclined` },
);

export const returnReferenceAction = companyAction(
  "reference.write",
  returnTarget,
  async ({ tx }, target) => {
    const { kind, id } = await returnToCatalogue(tx, target);
    return { kind, id };
  },
  { name: "reference.return", onOk: ({ kind, id }) => `${editPath(kind, id)}?done=returned` },
);
