import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import type { Query } from "@/app/_ui/list-url";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { listPublicPlans } from "@/lib/master/plans/queries";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { registerAnotherAction } from "./actions";
import { CompanyFields } from "./company-fields";
import { PlanFields } from "./plan-fields";

type AnotherCompanyProps = {
  user: NonNullable<FoundSession>["user"];
  plan: Query[string];
  cycle: Query[string];
};

/** Who is signed in has an account already: only the company is asked for. */
export async function AnotherCompany({ user, plan, cycle }: AnotherCompanyProps) {
  const plans = await listPublicPlans(await openMaster());
  const t = await getTranslations("auth.register");
  return (
    <div className="mx-auto w-full max-w-form px-4 pt-10 pb-16">
      <h1 className="font-semibold text-title">{t("another.title")}</h1>
      <p className="mt-1 text-muted">{t("another.lead", { name: fullName(user), email: user.email })}</p>
      <Form action={registerAnotherAction} className="mt-6">
        <Panel>
          <CompanyFields />
          <PlanFields plans={plans} asked={plan} cycle={cycle === "year" ? "year" : "month"} />
        </Panel>
        <p className="mt-4 text-muted">{t("trial")}</p>
        <SubmitButton className="mt-4 max-sm:w-full">{t("submit")}</SubmitButton>
      </Form>
      <p className="mt-6 text-muted">
        {t.rich("another.back", {
          link: (text) => (
            <Link
              href="/dashboard"
              prefetch={false}
              className="text-accent-text underline underline-offset-2"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}
