import { getTranslations } from "next-intl/server";
import { ChevronDown } from "@/app/_ui/icons";

const questions = ["trialEnd", "data", "limits", "change"] as const;

/** What people ask before they register. */
export async function Questions() {
  const t = await getTranslations("public.questions");
  return (
    <section className="mx-auto max-w-form pt-20">
      <h2 className="font-semibold text-title">{t("title")}</h2>
      <div className="mt-4 border-line border-t">
        {questions.map((name) => (
          <details key={name} className="group border-line border-b">
            <summary className="flex min-h-12 items-center gap-3 rounded-md py-3 font-medium">
              <h3 className="flex-1">{t(`${name}.title`)}</h3>
              <ChevronDown
                size={16}
                aria-hidden
                className="text-muted transition-transform group-open:rotate-180"
              />
            </summary>
            <p className="max-w-[68ch] text-pretty pb-4 text-muted">{t(`${name}.text`)}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
