import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import type { KeptFinding } from "@/lib/master/fleet/doctor/kept-examination";
import { elsewherePath } from "../addresses";
import { FindingList } from "./finding-list";

type Props = { findings: readonly KeptFinding[]; plan: string | null };

/** What belongs to no company; the way to seeing to it where something can be done. */
export async function ElsewherePanel({ findings, plan }: Props) {
  const t = await getTranslations("fleetDoctor.elsewhere");
  return (
    <Panel
      className="mt-4"
      title={t("title")}
      note={findings.length === 0 ? t("none") : t("note")}
      actions={
        plan !== null && (
          <ButtonLink href={elsewherePath} size="sm">
            {t("open")}
          </ButtonLink>
        )
      }
    >
      {findings.length > 0 && <FindingList findings={findings} />}
    </Panel>
  );
}
