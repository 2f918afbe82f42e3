"use client";
import type { ReactNode } from "react";
import { useFormState } from "@/app/_ui/form-state";
import { scheduleKey } from "@/lib/master/fleet/backups/schedule-key";

/** To be ticked by who was told that backups go: agrees to this very schedule, and to none that is typed afterwards. */
export function AcceptGoing({ children }: { children: ReactNode }) {
  const { state } = useFormState();
  if (state.status !== "error") return null;
  return (
    <label className="flex min-h-6 items-start gap-2.5 touch:min-h-11 touch:items-center">
      <input
        // Each refusal asks anew.
        key={state.message}
        type="checkbox"
        name="accepted"
        value={scheduleKey(state.values)}
        className="ui-check mt-0.5 touch:mt-0"
      />
      <span>{children}</span>
    </label>
  );
}
