import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Checkbox } from "@/app/_ui/checkbox";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import type { MasterDb } from "@/lib/databases";
import { drainLosesEncryption } from "@/lib/master/fleet/servers/drain-loses-encryption";
import type { FoundServer } from "@/lib/master/fleet/servers/read-server";
import { drain, stopDrain } from "../moves/actions";

/** Emptying a server, or no more. What would lose its encryption goes only where somebody says so. */
export async function DrainAction({ master, server }: { master: MasterDb; server: FoundServer }) {
  const t = await getTranslations("fleetServers.drain");
  const { id, name, databases, drainingAt } = server;
  const about = <input type="hidden" name="serverId" value={id} />;
  const start = (label: string, title: string, fields: ReactNode) => (
    <ConfirmForm
      action={drain}
      label={label}
      variant="danger"
      confirm={{ title, text: t("text", { count: databases }), fields, button: label }}
    >
      {about}
    </ConfirmForm>
  );
  const consent = (await drainLosesEncryption(master, id)) && (
    <Checkbox name="acceptPlain" label={t("consent")} hint={t("consentHint")} />
  );
  if (drainingAt === null) return start(t("button"), t("confirm", { server: name }), consent);
  return (
    <>
      {databases > 0 && start(t("again"), t("againConfirm", { server: name }), consent)}
      <ConfirmForm
        action={stopDrain}
        label={t("stop")}
        confirm={{ title: t("stopConfirm", { server: name }), text: t("stopText"), button: t("stop") }}
      >
        {about}
      </ConfirmForm>
    </>
  );
}
