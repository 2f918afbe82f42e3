"use server";
import { companyAction } from "@/lib/actions/company-action";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { archiveDoctors } from "@/lib/company/doctors/archive-doctors";
import { editDoctor } from "@/lib/company/doctors/edit-doctor";
import { restoreDoctors } from "@/lib/company/doctors/restore-doctors";
import { doctorEdit, doctorInput, doctorMove } from "@/lib/company/doctors/schema";

/** To the list with the newest first, so that the new doctor is in sight. */
export const addDoctorAction = companyAction(
  "doctor.write",
  doctorInput,
  ({ tx, limits, now }, input) => addDoctor(tx, input, { limit: limits.doctors, now }),
  { name: "doctor.add", creates: true, onOk: () => "/doctors?sort=-created&done=added" },
);

export const editDoctorAction = companyAction(
  "doctor.write",
  doctorEdit,
  async ({ tx }, input) => ({ id: (await editDoctor(tx, input)).id }),
  { name: "doctor.edit", onOk: ({ id }) => `/doctors/${id}?done=edited` },
);

/**
 * Both ways in one action: the button of a page that stays turns from the one into the other. Out of the archive a
 * doctor counts as a new one, for the plan's limit as for a subscription that is read-only.
 */
export const moveDoctorsAction = companyAction(
  "doctor.archive",
  doctorMove,
  async ({ tx, limits, now }, { ids, to }) => {
    if (to === "archive") await archiveDoctors(tx, ids, now);
    else await restoreDoctors(tx, ids, { limit: limits.doctors });
    return { ids, to };
  },
  { name: "doctor.move", creates: ({ to }) => to === "list" },
);
