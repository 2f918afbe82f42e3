import { getTranslations } from "next-intl/server";
import type { MasterDb } from "@/lib/databases";
import { formatDateTime } from "@/lib/i18n/format";
import { currentCatalogueVersion } from "@/lib/master/catalogue/queries";

/** Which edition is in force, and whom an edit reaches. */
export async function VersionNote({ master }: { master: MasterDb }) {
  const current = await currentCatalogueVersion(master);
  if (!current) return null;
  const t = await getTranslations("catalogue");
  const date = formatDateTime(current.appliedAt, "Asia/Baku");
  return (
    <p className="mb-4 max-w-[85ch] text-pretty text-muted">
      {t("version", { version: current.version, date })}
    </p>
  );
}
