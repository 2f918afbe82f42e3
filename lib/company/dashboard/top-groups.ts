import type { DoctorGroup } from "./count-doctors";

export interface TopGroups {
  readonly top: readonly DoctorGroup[];
  /** Everything below the top; null when all are shown. */
  readonly others: { readonly groups: number; readonly doctors: number } | null;
}

/** The first `most` groups and the sum of the rest; a rest of one would say less than its own name. */
export function topGroups(groups: readonly DoctorGroup[], most = 7): TopGroups {
  if (groups.length <= most + 1) return { top: groups, others: null };
  const rest = groups.slice(most);
  return {
    top: groups.slice(0, most),
    others: { groups: rest.length, doctors: rest.reduce((sum, group) => sum + group.doctors, 0) },
  };
}
