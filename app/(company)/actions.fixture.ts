import { type ActionState, idleState } from "@/lib/actions/action-state";
import { addReference } from "@/lib/company/reference/add-reference";
import type { TenantTx } from "@/lib/databases";

export type Action = (previous: ActionState, data: FormData) => Promise<ActionState>;
export type Fields = Record<string, string>;

/** What an action answers to a form: "ok", or the code of its refusal. */
export async function answerOf(action: Action, fields: Fields): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    const state = await action(idleState, form);
    return state.status === "error" ? state.code : state.status;
  } catch (error) {
    // Going on to the next page is how most of them succeed.
    if (error instanceof Error && error.message === "NEXT_REDIRECT") return "ok";
    throw error;
  }
}

/** A backup schedule of the company's own, as nobody has changed it before. */
export const ownSchedule = {
  ...{ everyHours: "6", startHour: "2", version: "0" },
  ...{ keepHours: "0", keepDays: "5", keepWeeks: "0", keepMonths: "0" },
};

export const withoutNames = { nameEn: null, nameRu: null };

/** What the form of a doctor asks for beside the name. */
export async function addPlace(tx: TenantTx) {
  const names = withoutNames;
  const region = await addReference(tx, { kind: "region", name: "Bakı", code: "BAK", ...names });
  const city = await addReference(tx, { kind: "city", name: "Bakı", regionId: region.id, ...names });
  const of = await addReference(tx, { kind: "specialization", name: "Cərrah", code: "SURG", ...names });
  return { specializationId: of.id, regionId: region.id, cityId: city.id };
}
