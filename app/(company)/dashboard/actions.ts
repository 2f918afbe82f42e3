"use server";
import { cookies } from "next/headers";
import { requestContext } from "@/lib/auth/request-context";
import { requireCompany } from "@/lib/auth/require-company";
import { checklistCookie } from "./checklist-cookie";

/** Hides the checklist for this person in this browser. Nothing of the company changes, so nothing is written there. */
export async function hideChecklist(): Promise<void> {
  const { company } = await requireCompany();
  const { secure } = await requestContext();
  (await cookies()).set(checklistCookie, company.id, {
    path: "/dashboard",
    maxAge: 365 * 86_400,
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
}
