"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorSummary } from "./error-summary";
import { useFormState } from "./form-state";
import { NewTabLink } from "./new-tab-link";

/**
 * The error summary of the form around it, where the form itself does not show it. Whoever is signed out meanwhile may
 * have typed for long: they sign in beside the form, which can then be sent as it stands.
 */
export function FormErrors({ remedies }: { remedies?: Record<string, ReactNode> | undefined }) {
  const t = useTranslations("ui");
  const { id, state } = useFormState();
  if (state.status !== "error") return null;
  const signIn = state.code === "signedOut" && <NewTabLink href="/login">{t("signIn")}</NewTabLink>;
  return <ErrorSummary state={state} formId={id} remedy={remedies?.[state.code] ?? signIn} />;
}
