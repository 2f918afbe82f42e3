import { getTranslations } from "next-intl/server";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { TextInput } from "@/app/_ui/text-input";
import type { ServerKind } from "@/drizzle/master/schema/states";
import type { FoundServer } from "@/lib/master/fleet/servers/read-server";

type Props = { kind: ServerKind; server: FoundServer | null };

/** What a server of this kind is asked for; `server` fills the fields of one that is there. */
export async function ServerFields({ kind, server }: Props) {
  const t = await getTranslations("fleetServers.fields");
  const isRemote = kind === "libsql-server";
  const text = (name: "url" | "adminUrl" | "replicaUrl", optional = false) => (
    <Field name={name} label={t(name)} hint={t(`${name}Hint`)} optional={optional}>
      <TextInput
        defaultValue={server?.[name] ?? ""}
        type="url"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Field>
  );
  return (
    <Panel>
      <PanelSection>
        <div className="grid gap-4">
          <Field name="name" label={t("name")} hint={t("nameHint")} className="max-w-md">
            <TextInput defaultValue={server?.name ?? ""} autoComplete="off" />
          </Field>
          {isRemote && text("url")}
          {isRemote && text("adminUrl")}
          {isRemote && text("replicaUrl", true)}
          {kind === "turso" && server === null && (
            <Field name="groupName" label={t("groupName")} hint={t("groupNameHint")} className="max-w-md">
              <TextInput autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Field>
          )}
        </div>
      </PanelSection>
      <PanelSection>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="region" label={t("region")} hint={t("regionHint")} optional>
            <TextInput defaultValue={server?.region ?? ""} autoComplete="off" />
          </Field>
          <Field name="maxDatabases" label={t("maxDatabases")} hint={t("maxDatabasesHint")} optional>
            <TextInput
              defaultValue={server?.maxDatabases == null ? "" : String(server.maxDatabases)}
              inputMode="numeric"
              autoComplete="off"
            />
          </Field>
        </div>
      </PanelSection>
      {server && server.drainingAt === null && (
        <PanelSection>
          <Checkbox
            name="acceptsNew"
            label={t("acceptsNew")}
            hint={t("acceptsNewHint")}
            defaultChecked={server.acceptsNew}
          />
        </PanelSection>
      )}
    </Panel>
  );
}
