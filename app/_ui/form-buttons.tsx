import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "./button";
import { SubmitButton } from "./submit-button";

/** The end of a form that has a page of its own: away without it, or send it. "Save" unless said. */
export function FormButtons({ cancel, children }: { cancel: string; children?: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div className="mt-4 flex justify-end gap-2">
      <ButtonLink href={cancel} size="lg">
        {t("cancel")}
      </ButtonLink>
      <SubmitButton shortcut="⌘↵">{children ?? t("save")}</SubmitButton>
    </div>
  );
}
