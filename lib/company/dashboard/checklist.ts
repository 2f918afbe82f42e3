import type { WorkspaceCounts } from "./count-workspace";

export const steps = ["workspace", "profile", "clinic", "doctor", "fiveDoctors"] as const;
export type Step = (typeof steps)[number];

export interface ChecklistStep {
  readonly step: Step;
  readonly done: boolean;
}

type Known = Pick<WorkspaceCounts, "hasProfile" | "ownClinics" | "doctors">;

/** What a new company does first. Nobody ticks it by hand: the rows say what is done. */
export function checklist({ hasProfile, ownClinics, doctors }: Known): ChecklistStep[] {
  const done: Record<Step, boolean> = {
    // Whoever reads this already has a database of their own.
    workspace: true,
    profile: hasProfile,
    clinic: ownClinics > 0,
    doctor: doctors >= 1,
    fiveDoctors: doctors >= 5,
  };
  return steps.map((step) => ({ step, done: done[step] }));
}
