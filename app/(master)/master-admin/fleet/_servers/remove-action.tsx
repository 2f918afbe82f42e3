import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { type MasterDb, whatIsOnServer } from "@/lib/databases";
import type { FoundServer } from "@/lib/master/fleet/servers/read-server";
import { removeServerAction } from "../servers/actions";

/** Offered once a server is drained and nothing is kept on it any more. */
export async function RemoveAction({ master, server }: { master: MasterDb; server: FoundServer }) {
  const t = await getTranslations("fleetServers.remove");
  const { id, kind, name, drainingAt } = server;
  if (kind === "file" || drainingAt === null) return null;
  const { databases, moves } = await whatIsOnServer(master, id);
  if (databases + moves > 0) return null;
  return (
    <ConfirmForm
      action={removeServerAction}
      label={t("button")}
      variant="danger"
      confirm={{ title: t("confirm", { server: name }), text: t("text"), button: t("button") }}
    >
      <input type="hidden" name="serverId" value={id} />
    </ConfirmForm>
  );
}
