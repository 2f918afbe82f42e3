import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { PageHeader } from "@/app/_ui/page-header";
import { Tabs } from "@/app/_ui/tabs";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { oneOf, type Query } from "@/lib/domain/list-query";
import { addableKinds } from "@/lib/master/fleet/servers/schema";
import { ServerFields } from "../../_servers/server-fields";
import { newServerPath, serversPath } from "../../addresses";
import { addServerAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetServers"))("add") };
}

/** Another place for databases; what is asked for depends on its kind, which is in the address. */
export default async function NewServerPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireMasterAdmin();
  const kind = oneOf(addableKinds, (await searchParams).kind) ?? addableKinds[0];
  const t = await getTranslations("fleetServers");
  const servers = await getTranslations("fleet.servers");
  return (
    <>
      <PageHeader
        title={t("add")}
        back={{ href: serversPath, label: servers("title") }}
        description={t("addNote")}
      />
      <Tabs
        label={t("kindTabs")}
        items={addableKinds.map((each) => ({
          href: newServerPath(each),
          label: servers(`kind.${each}`),
          isCurrent: each === kind,
        }))}
      />
      <Form key={kind} action={addServerAction}>
        <input type="hidden" name="kind" value={kind} />
        <ServerFields kind={kind} server={null} />
        <FormButtons cancel={serversPath}>{t("add")}</FormButtons>
      </Form>
    </>
  );
}
