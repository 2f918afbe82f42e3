import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";

const steps = ["plan", "register", "work"] as const;

/** How it begins. */
export async function FirstSteps() {
  const t = await getTranslations("public.steps");
  return (
    <section className="mx-auto max-w-6xl px-4 pt-24 md:px-6">
      <div className="rounded-lg border border-line bg-panel p-6 shadow-sm md:p-10">
        <h2 className="text-balance font-semibold text-figure tracking-[-0.015em]">{t("title")}</h2>
        <ol className="mt-7 grid gap-6 md:grid-cols-3">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-3.5">
              <span
                aria-hidden
                className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-small"
              >
                {index + 1}
              </span>
              <div>
                <h3 className="font-semibold leading-7">{t(`${step}.title`)}</h3>
                <p className="mt-0.5 text-pretty text-muted">{t(`${step}.text`)}</p>
              </div>
            </li>
          ))}
        </ol>
        <div className="mt-8">
          <ButtonLink href="/pricing" variant="primary" size="lg">
            {t("start")}
          </ButtonLink>
        </div>
      </div>
    </section>
  );
}
