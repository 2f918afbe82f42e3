import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import type { FoundServer } from "@/lib/master/fleet/servers/read-server";
import { revokeTokensAction } from "../servers/actions";

/** For when a token got into wrong hands; only servers at Turso have such. */
export async function RevokeTokensAction({ server: { id, kind, name } }: { server: FoundServer }) {
  const t = await getTranslations("fleetServers.tokens");
  if (kind !== "turso") return null;
  return (
    <ConfirmForm
      action={revokeTokensAction}
      label={t("button")}
      confirm={{ title: t("confirm", { server: name }), text: t("text"), button: t("button") }}
    >
      <input type="hidden" name="serverId" value={id} />
    </ConfirmForm>
  );
}
