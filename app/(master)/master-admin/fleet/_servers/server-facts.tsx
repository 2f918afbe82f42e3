import { getLocale, getTranslations } from "next-intl/server";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { healthOf } from "@/lib/databases";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import type { FoundServer } from "@/lib/master/fleet/servers/read-server";
import { zone } from "../../../_shell/zone";
import { Capacity } from "./capacity";
import { ServerHealth } from "./server-health";
import { ServerState } from "./server-state";

/** Where it is, how full, and whether it answers right now. */
export async function ServerFacts({ server }: { server: FoundServer }) {
  const t = await getTranslations("fleetServers.facts");
  const health = await healthOf(server);
  const words = await getTranslations("fleetServers");
  const servers = await getTranslations("fleet.servers");
  const locale = await getLocale();
  const { kind, drainingAt } = server;
  const places = (["adminUrl", "replicaUrl", "groupName", "region"] as const).flatMap((name) => {
    const value = server[name];
    return value ? [{ name, value }] : [];
  });
  return (
    <Panel>
      <Capacity server={server} />
      <div className="mt-4">
        <Facts narrow>
          <Fact label={words("health.title")}>
            <ServerHealth health={health} />
            {health.problem && (
              <span className="mt-1 block break-words text-bad text-small">{health.problem.message}</span>
            )}
          </Fact>
          <Fact label={t("state")}>
            <ServerState server={server} />
            {drainingAt !== null && (
              <span className="block text-muted text-small">
                {t("drainingSince", { time: formatDateTime(drainingAt, zone) })}
              </span>
            )}
          </Fact>
          <Fact label={t("kind")}>{servers(`kind.${kind}`)}</Fact>
          {kind !== "turso" && <Fact label={t("url")}>{server.url || servers("dataFolder")}</Fact>}
          {places.map(({ name, value }) => (
            <Fact key={name} label={t(name)}>
              {value}
            </Fact>
          ))}
          <Fact label={t("encryption")}>{kind === "file" ? t("encrypts") : t("plain")}</Fact>
          {health.version !== null && <Fact label={t("version")}>{health.version}</Fact>}
          <Fact label={t("size")}>{formatBytes(server.bytes, locale)}</Fact>
        </Facts>
      </div>
    </Panel>
  );
}
