import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { formatDate, formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { ListedMove } from "@/lib/master/fleet/moves/list-moves";
import { zone } from "../../../_shell/zone";
import { companyPath } from "../../companies/addresses";
import { serverPath } from "../addresses";
import { MoveState } from "./move-state";

const link = "underline underline-offset-2";

/** Both ends with their encryption, how much was copied, and how long writers stood still. */
export async function MoveFacts({ move }: { move: ListedMove }) {
  const t = await getTranslations("fleetServers.moves");
  const locale = await getLocale();
  const end = ({ id, name }: ListedMove["from"], keyId: string | null, isKnown = true) => (
    <>
      <Link href={serverPath(id)} prefetch={false} className={link}>
        {name}
      </Link>
      {isKnown && (
        <span className="block text-muted text-small">{keyId === null ? t("keyNone") : t("keyHere")}</span>
      )}
    </>
  );
  const [from = "", to = ""] = t("route").split(" – ");
  return (
    <Panel>
      <Facts narrow>
        <Fact label={t("company")}>
          <Link href={companyPath(move.companyId)} prefetch={false} className={link}>
            {move.company}
          </Link>
        </Fact>
        <Fact label={t("state")}>
          <MoveState move={move} />
        </Fact>
        <Fact label={from}>{end(move.from, move.fromKeyId)}</Fact>
        <Fact label={to}>{end(move.to, move.toKeyId, !move.isOpen)}</Fact>
        <Fact label={t("rows")}>
          {[move.rows, move.totalRows]
            .filter((rows) => rows !== null)
            .map((rows) => formatNumber(rows, locale))
            .join(" / ") || "–"}
        </Fact>
        <Fact label={t("paused")}>
          {move.pausedMs === null ? "–" : t("ms", { ms: formatNumber(Math.round(move.pausedMs), locale) })}
        </Fact>
        <Fact label={t("by")}>{move.startedBy}</Fact>
        <Fact label={t("at")}>{formatDateTime(move.startedAt, zone)}</Fact>
        {move.switchedAt !== null && <Fact label={t("end")}>{formatDateTime(move.switchedAt, zone)}</Fact>}
      </Facts>
      {move.keptUntil !== null && (
        <p className="mt-3 text-muted text-small">{t("kept", { date: formatDate(move.keptUntil, zone) })}</p>
      )}
      {move.leftoverRemovedAt !== null && (
        <p className="mt-3 text-muted text-small">
          {t("gone", { date: formatDate(move.leftoverRemovedAt, zone) })}
        </p>
      )}
    </Panel>
  );
}
