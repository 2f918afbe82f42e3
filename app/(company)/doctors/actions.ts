"use server";
import { companyAction } from "@/lib/actions/company-action";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { archiveDoctors } from "@/lib/company/doctors/archive-doctors";
import { editDoctor } from "@/lib/company/doctors/edit-doctor";
import { restoreDoctors } from "@/lib/company/doctors/restore-doctors";
import { doctorEdit, doctorInput, doctorSelection } from "@/lib/company/doctors/schema";

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

export const archiveDoctorsAction = companyAction(
  "doctor.archive",
  doctorSelection,
  async ({ tx, now }, { ids }) => {
    await archiveDoctors(tx, ids, now);
    return { ids };
  },
  { name: "doctor.archive" },
);

export const restoreDoctorsAction = companyAction(
  "doctor.archive",
  doctorSelection,
  async ({ tx, limits }, { ids }) => {
    await restoreDoctors(tx, ids, { limit: limits.doctors });
    return { ids };
  },
  { name: "doctor.restore" },
);
