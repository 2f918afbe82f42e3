import { useTranslations } from "next-intl";
import { Status, type Tone } from "@/app/_ui/status";
import type { CompanyState, SubscriptionState } from "@/drizzle/master/schema/states";
import type { EffectiveSubscription } from "@/lib/master/companies/subscription-state";

const subscriptionTones: Record<SubscriptionState, Tone> = {
  trialing: "info",
  active: "good",
  past_due: "warn",
  read_only: "warn",
  cancelled: "neutral",
};

const stateTones: Record<CompanyState, Tone> = {
  provisioning: "info",
  active: "good",
  read_only: "warn",
  suspended: "bad",
  closing: "warn",
  closed: "neutral",
};

export function CompanyStatus({ state }: { state: CompanyState }) {
  const t = useTranslations("master.state");
  return <Status tone={stateTones[state]}>{t(state)}</Status>;
}

type SubscriptionStatusProps = {
  subscription: Pick<EffectiveSubscription, "state" | "daysLeft"> | null;
};

/** What a subscription means now; how long a trial still runs, the last three days as a warning. */
export function SubscriptionStatus({ subscription }: SubscriptionStatusProps) {
  const t = useTranslations("master");
  if (!subscription) return <span className="text-muted">{t("none")}</span>;
  const { state, daysLeft } = subscription;
  const ending = daysLeft !== null && daysLeft <= 3;
  return (
    <Status tone={ending ? "warn" : subscriptionTones[state]}>
      {daysLeft === null
        ? t(`subscription.${state}`)
        : daysLeft <= 1
          ? t("trialLastDay")
          : t("trial", { days: daysLeft })}
    </Status>
  );
}
