import { readExamination, readRepair } from "@/lib/master/fleet/doctor/examinations";
import { examineJobKind } from "@/lib/master/fleet/doctor/examine-job";
import { repairJobKind, type repairOutcomes } from "@/lib/master/fleet/doctor/repair-job";
import type { FoundJob } from "@/lib/master/jobs/list/list-jobs";
import { companyDoctorPath, doctorPath, elsewherePath } from "../../addresses";

type Said =
  | { readonly examined: number; readonly ill: number; readonly href: string }
  | { readonly outcome: (typeof repairOutcomes)[number]; readonly href: string };

/** What came of a job that a page shows at length, and which page; null for any other, and for what is not understood. */
export function resultInWords({
  kind,
  companyId,
  result,
}: Pick<FoundJob, "kind" | "companyId" | "result">): Said | null {
  if (kind === examineJobKind) {
    const found = readExamination(result);
    const href = companyId === null ? doctorPath : companyDoctorPath(companyId);
    return found && { examined: found.examined, ill: found.companies.length, href };
  }
  const repair = kind === repairJobKind ? readRepair(result) : null;
  const href = companyId === null ? elsewherePath : companyDoctorPath(companyId);
  return repair && { outcome: repair.outcome, href };
}
