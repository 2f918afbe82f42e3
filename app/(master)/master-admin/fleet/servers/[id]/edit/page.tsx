import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { ServerFields } from "../../../_servers/server-fields";
import { serverOf } from "../../../_servers/server-of";
import { serverPath } from "../../../addresses";
import { changeServerAction } from "../../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetServers"))("editTitle") };
}

/** What is known of a server; a new address is believed once it answers there with its databases. */
export default async function EditServerPage({ params }: { params: Promise<{ id: string }> }) {
  const { master } = await requireMasterAdmin();
  const server = await serverOf(master, (await params).id);
  const t = await getTranslations("fleetServers");
  return (
    <>
      <PageHeader title={t("editTitle")} back={{ href: serverPath(server.id), label: server.name }} />
      <Form action={changeServerAction}>
        <input type="hidden" name="serverId" value={server.id} />
        <input type="hidden" name="opened" value={server.updatedAt} />
        {server.drainingAt !== null && <input type="hidden" name="draining" value="on" />}
        {server.kind === "libsql-server" && <input type="hidden" name="remote" value="on" />}
        <ServerFields kind={server.kind} server={server} />
        <FormButtons cancel={serverPath(server.id)}>{t("save")}</FormButtons>
      </Form>
    </>
  );
}
