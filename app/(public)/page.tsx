import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Features } from "./_landing/features";
import { FirstSteps } from "./_landing/first-steps";
import { Separation } from "./_landing/separation";
import { WorkspacePicture } from "./_landing/workspace-picture";

export default async function LandingPage() {
  const t = await getTranslations("public.landing");
  return (
    <>
      <section className="mx-auto max-w-6xl px-4 pt-14 pb-4 text-center md:px-6 md:pt-20">
        <h1 className="text-balance font-semibold text-[2.125rem] leading-[1.15] tracking-[-0.022em] md:text-display">
          {t("title")}
        </h1>
        <p className="mx-auto mt-5 max-w-[58ch] text-balance text-base text-muted">{t("lead")}</p>
        <div className="mt-7 flex flex-wrap justify-center gap-2.5">
          <ButtonLink href="/pricing" variant="primary" size="lg">
            {t("start")}
          </ButtonLink>
          <ButtonLink href="/#features" size="lg">
            {t("more")}
          </ButtonLink>
        </div>
        <p className="mt-3 text-muted text-small">{t("trial")}</p>
      </section>
      <WorkspacePicture />
      <Separation />
      <Features />
      <FirstSteps />
    </>
  );
}
