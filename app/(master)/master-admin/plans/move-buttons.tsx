import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { ArrowDown, ArrowUp } from "@/app/_ui/icons";
import type { Plan } from "@/lib/master/plans/queries";
import { movePlanAction } from "./actions";

/** Two forms that name the place to go to; they work without JavaScript. */
export async function MoveButtons({ plan, place, last }: { plan: Plan; place: number; last: boolean }) {
  const t = await getTranslations("plans");
  const move = (to: number, label: string, icon: React.ReactNode) => (
    <ConfirmForm
      action={movePlanAction}
      label={<span className="sr-only">{label}</span>}
      icon={icon}
      variant="quiet"
      size="sm"
    >
      <FormContext />
      <input type="hidden" name="id" value={plan.id} />
      <input type="hidden" name="place" value={to} />
    </ConfirmForm>
  );
  return (
    <div className="flex items-start gap-1 max-lg:col-start-2 max-lg:row-start-1 lg:w-9 lg:flex-col">
      {/* Down stands under up in every row. */}
      {place === 1 && <span className="h-7 max-lg:hidden" />}
      {place > 1 && move(place - 1, t("moveUp", { plan: plan.name }), <ArrowUp size={15} aria-hidden />)}
      {!last && move(place + 1, t("moveDown", { plan: plan.name }), <ArrowDown size={15} aria-hidden />)}
    </div>
  );
}
