import { getTranslations } from "next-intl/server";
import { Tabs } from "@/app/_ui/tabs";
import { type CatalogueKind, catalogueKinds } from "@/lib/master/catalogue/kinds";
import { listPath } from "./addresses";

/** From one list to the others. */
export async function KindTabs({ current }: { current: CatalogueKind }) {
  const t = await getTranslations("catalogue");
  return (
    <Tabs
      label={t("tabs")}
      items={catalogueKinds.map((kind) => ({
        href: listPath(kind),
        label: t(`${kind}.title`),
        isCurrent: kind === current,
      }))}
    />
  );
}
