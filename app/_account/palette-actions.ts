"use server";
import { idleState } from "@/lib/actions/action-state";
import { switchCompanyAction } from "./actions";

/** As the switcher does it; what it refuses stays as it was. */
export async function switchCompanyFromPalette(data: FormData): Promise<void> {
  await switchCompanyAction(idleState, data);
}
