"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { listUrl } from "@/app/_ui/list-url";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import { AddLink } from "./add-link";

type Parents = { region?: string; city?: string };

export type AddLinks = {
  /** Under a select with nothing in it: why, and what to do about it. */
  missing: (kind: ReferenceKind, parents?: Parents) => ReactNode;
  /** Under selects that may lack the right one. */
  other: (kind: ReferenceKind, parents?: Parents) => ReactNode;
};

const words = {
  region: { none: "noRegions", add: "addRegion" },
  city: { none: "noCities", add: "addCity" },
  clinic: { none: "noClinics", add: "addClinic" },
  specialization: { none: "noSpecializations", add: "addSpecialization" },
} as const;

type Setting = {
  /** Where each kind is added; null for who may not. */
  newPaths: Record<ReferenceKind, string> | null;
  here: string;
  draft: string;
};

/** The ways from this form to the reference data and back. */
export function useAddLinks({ newPaths, here, draft }: Setting): AddLinks {
  const t = useTranslations("doctors.form");
  const link = (kind: ReferenceKind, parents: Parents, paths: Record<ReferenceKind, string>) => (
    <AddLink href={listUrl(paths[kind], { return: here, ...parents })} draft={draft}>
      {t(words[kind].add)}
    </AddLink>
  );
  return {
    missing: (kind, parents = {}) => (
      <>
        {t(words[kind].none)} {newPaths ? link(kind, parents, newPaths) : t("askForReference")}
      </>
    ),
    other: (kind, parents = {}) =>
      newPaths && (
        <p className="mt-3 text-muted text-small">
          {t("missing")} {link(kind, parents, newPaths)} — {t("kept")}
        </p>
      ),
  };
}
