import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import type { Plan } from "@/lib/master/plans/queries";
import { hidePlanAction, showPlanAction } from "./actions";

/** Hides or shows at once, since both can be undone. */
export async function VisibilityForm({ plan }: { plan: Plan }) {
  const t = await getTranslations("plans");
  const spoken = t(plan.isPublic ? "hidePlan" : "showPlan", { plan: plan.name });
  return (
    <ConfirmForm
      // What was answered belongs to the button that was pressed.
      key={plan.isPublic ? "hide" : "show"}
      action={plan.isPublic ? hidePlanAction : showPlanAction}
      label={
        <>
          <span aria-hidden>{t(plan.isPublic ? "hide" : "show")}</span>
          <span className="sr-only">{spoken}</span>
        </>
      }
    >
      <FormContext />
      <input type="hidden" name="id" value={plan.id} />
    </ConfirmForm>
  );
}
