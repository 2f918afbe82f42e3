"use server";
import { z } from "zod";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { proveSecondFactor } from "@/lib/auth/second-factor";
import { undoQuarantine, write } from "@/lib/databases";
import { checkRepair, requestRepair } from "@/lib/journeys/request-repair";
import { aboutCompany } from "@/lib/master/companies/schema";
import { askForExamination } from "@/lib/master/fleet/doctor/examine-job";
import { repairForm } from "@/lib/master/fleet/doctor/repair-job";
import { freshCode } from "@/lib/master/second-factor/fresh-code";
import { companyDoctorPath, doctorPath, elsewherePath, fleetDone } from "../addresses";

export const examineFleet = masterAction(
  "doctor.examine-all",
  z.object({}),
  async ({ tx, user, now }) => {
    await askForExamination(tx, null, user.id, now);
  },
  { onOk: () => fleetDone(doctorPath, "asked") },
);

export const examineCompany = masterAction(
  "doctor.examine",
  aboutCompany,
  async ({ tx, user, now }, { companyId }) => {
    await askForExamination(tx, companyId, user.id, now);
    return companyId;
  },
  { onOk: (id) => fleetDone(companyDoctorPath(id), "asked") },
);

/** Whether it is still the plan that was read is asked first: a code is used up by being tried. */
export const repairAction = masterJourney(
  repairForm.extend(freshCode.shape),
  async ({ master, actor, user, now }, { code, ...asked }) => {
    await checkRepair(master, asked);
    await proveSecondFactor(master, { user: { id: user.id, name: actor.name }, code }, actor, now);
    await requestRepair(master, actor, asked, now);
    return asked.companyId;
  },
  { onOk: (id) => fleetDone(id === null ? elsewherePath : companyDoctorPath(id), "repairAsked") },
);

/** What was put back is not put back twice, so it may be repeated; then the company is looked at again. */
export const undoAction = masterJourney(
  aboutCompany.extend(freshCode.shape),
  async ({ master, actor, user, now }, { companyId, code }) => {
    await proveSecondFactor(master, { user: { id: user.id, name: actor.name }, code }, actor, now);
    await undoQuarantine(companyId, actor, now);
    await write(master, actor, (tx) => askForExamination(tx, companyId, user.id, now));
    return companyId;
  },
  { onOk: (id) => fleetDone(companyDoctorPath(id), "undone") },
);
