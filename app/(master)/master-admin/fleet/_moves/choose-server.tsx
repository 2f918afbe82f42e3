import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import type { ServerLoad } from "@/lib/databases";
import { formatNumber } from "@/lib/i18n/format";
import { movesPath } from "../addresses";

type Props = {
  companyId: string;
  current: string;
  servers: readonly ServerLoad[];
  chosen: string | null;
};

/** Where it is and where it may go; looking at a server leads to the same page with what that would mean. */
export async function ChooseServer({ companyId, current, servers, chosen }: Props) {
  const t = await getTranslations("fleetServers");
  const locale = await getLocale();
  return (
    <Panel>
      <form action={`${movesPath}/new`} method="get" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="company" value={companyId} />
        <p className="w-full">
          <span className="text-muted">{t("start.from")}</span> <span className="font-medium">{current}</span>
        </p>
        <Field name="to" label={t("start.to")} className="min-w-64 flex-1">
          <Select
            placeholder={t("start.choose")}
            defaultValue={chosen ?? ""}
            options={servers.map(({ id, name, kind, databases, maxDatabases }) => ({
              value: id,
              label: t("start.option", {
                name,
                encryption: kind === "file" ? t("moves.keyHere") : t("moves.keyNone"),
                databases: [databases, maxDatabases]
                  .filter((count) => count !== null)
                  .map((count) => formatNumber(count, locale))
                  .join(" / "),
              }),
            }))}
          />
        </Field>
        <Button type="submit" size="lg">
          {t("start.look")}
        </Button>
      </form>
    </Panel>
  );
}
