import { getLocale, getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { engineErrorOf, type MasterDb, openTenant } from "@/lib/databases";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import { whereAmI } from "@/lib/journeys/where-am-i";
import { zone } from "../../../_shell/zone";

type Props = { master: MasterDb; companyId: string };

/** Really opens the database and says whether it is the one the registry means, or why it cannot be opened. */
export async function DatabaseCheck({ master, companyId }: Props) {
  const t = await getTranslations("companies.database");
  const locale = await getLocale();
  const seen = await look(master, companyId);
  const time = formatDateTime(new Date(), zone);
  if ("refused" in seen) {
    return (
      <Notice tone="bad" className="mb-4">
        {t("refused", { time })} <code className="font-mono text-small">{seen.refused}</code>
      </Notice>
    );
  }
  const { agrees, schemaVersion, generation, sizeBytes } = seen.found;
  return (
    <Notice tone={agrees ? "info" : "bad"} className="mb-4">
      <p className="font-medium">{t(agrees ? "agrees" : "differs", { time })}</p>
      <p className="text-small">
        {t("says", { schema: schemaVersion, generation, size: formatBytes(sizeBytes, locale) })}
      </p>
    </Notice>
  );
}

async function look(master: MasterDb, companyId: string) {
  try {
    return { found: await whereAmI({ master, db: await openTenant(companyId), companyId }) };
  } catch (error) {
    const refused = engineErrorOf(error);
    if (!refused) throw error;
    return { refused: refused.code };
  }
}
