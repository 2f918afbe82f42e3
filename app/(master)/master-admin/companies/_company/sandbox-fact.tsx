import { getLocale, getTranslations } from "next-intl/server";
import { Fact } from "@/app/_ui/facts";
import { Status } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { zone } from "../../../_shell/zone";

/** Whether the company has a sandbox beside its database, and what is in it. */
export async function SandboxFact({ master, companyId }: { master: MasterDb; companyId: string }) {
  const sandbox = await readSandbox(master, companyId);
  const t = await getTranslations("sandbox");
  const states = await getTranslations("companies.database.states");
  const locale = await getLocale();
  if (!sandbox) return <Fact label={t("operator.title")}>{t("operator.none")}</Fact>;
  const { state, masked, reason, madeAt, madeBy, sizeBytes } = sandbox;
  const made = madeAt !== null && t("page.madeBy", { time: formatDateTime(madeAt, zone), name: madeBy });
  const people = masked ? t("operator.masked") : `${t("operator.unmasked")}: ${reason ?? ""}`;
  const size = sizeBytes === null ? null : formatBytes(sizeBytes, locale);
  return (
    <Fact label={t("operator.title")}>
      <Status tone={state === "ready" ? "good" : "warn"}>{states(state)}</Status>
      <span className="block text-muted text-small">{[made, people, size].filter(Boolean).join(" · ")}</span>
    </Fact>
  );
}
