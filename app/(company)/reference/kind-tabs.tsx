import { getTranslations } from "next-intl/server";
import { Tabs } from "@/app/_ui/tabs";
import { type ReferenceKind, referenceKinds } from "@/lib/company/reference/kinds";
import { listPath } from "./addresses";

/** From one list to the others. */
export async function KindTabs({ current }: { current: ReferenceKind }) {
  const t = await getTranslations("reference");
  return (
    <Tabs
      label={t("tabs")}
      items={referenceKinds.map((kind) => ({
        href: listPath(kind),
        label: t(`${kind}.title`),
        isCurrent: kind === current,
      }))}
    />
  );
}
