import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import type { FoundServer } from "@/lib/master/fleet/servers/read-server";
import { drain, stopDrain } from "../moves/actions";

/** Emptying a server, or no more. */
export async function DrainAction({ server }: { server: FoundServer }) {
  const t = await getTranslations("fleetServers.drain");
  const { id, name, databases, drainingAt } = server;
  const about = <input type="hidden" name="serverId" value={id} />;
  if (drainingAt !== null)
    return (
      <ConfirmForm
        action={stopDrain}
        label={t("stop")}
        confirm={{ title: t("stopConfirm", { server: name }), text: t("stopText"), button: t("stop") }}
      >
        {about}
      </ConfirmForm>
    );
  return (
    <ConfirmForm
      action={drain}
      label={t("button")}
      variant="danger"
      confirm={{
        title: t("confirm", { server: name }),
        text: t("text", { count: databases }),
        button: t("button"),
      }}
    >
      {about}
    </ConfirmForm>
  );
}
