"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import { useFormState } from "@/app/_ui/form-state";
import { useToast } from "@/app/_ui/toast";
import type { DoctorFormOptions } from "@/lib/company/doctors/form-options";
import { fillIn, takeDraft } from "./draft";
import { type Added, type Places, placesOf } from "./places";

type Setting = { options: DoctorFormOptions; first: Places; added: Added; draft: string };

/**
 * Where the doctor works while the form is open. After a detour to the reference data it brings back what was typed,
 * with what was added there chosen.
 */
export function usePlaces(inside: RefObject<HTMLElement | null>, { options, first, added, draft }: Setting) {
  const t = useTranslations("doctors.form");
  const toast = useToast();
  const { state } = useFormState();
  const typed = state.status === "error" ? placesIn(state.values) : first;
  const [places, setPlaces] = useState(typed);
  /** Only a running script can narrow one select down to another; until then every choice is there. */
  const [live, setLive] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form appears
  useEffect(() => {
    setLive(true);
    // After the guard on unsaved changes has seen the form empty.
    const timer = setTimeout(() => {
      const form = inside.current?.closest("form");
      const fields = form && takeDraft(draft);
      if (!fields) return;
      fillIn(form, { ...fields, ...(added.specialization && { specializationId: added.specialization }) });
      setPlaces(placesOf(options, added) ?? placesIn(fields));
      toast({ tone: "info", text: t("restored") });
    });
    return () => clearTimeout(timer);
  }, []);

  return { places, setPlaces, live };
}

function placesIn({ regionId = "", cityId = "", clinicId = "" }: Record<string, string>): Places {
  return { regionId, cityId, clinicId };
}
