import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { readSandbox, sandboxJob } from "@/lib/master/fleet/sandboxes/queries";
import { planHasSandbox } from "@/lib/master/fleet/sandboxes/require-sandbox-plan";
import { SettingsTabs } from "../settings-tabs";
import { MakeSandbox } from "./make-sandbox";
import { NoSandboxInPlan } from "./no-sandbox-in-plan";
import { SandboxMaking } from "./sandbox-making";
import { SandboxPanel } from "./sandbox-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.sandbox")} · ${t("title")}` };
}

export default async function SandboxPage({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await requireCompany("settings.read");
  const { company, plan, can, impersonation } = context;
  const master = await openMaster();
  const [sandbox, job, hasSandbox] = await Promise.all([
    readSandbox(master, company.id),
    sandboxJob(master, company.id),
    planHasSandbox(master, company.id),
  ]);
  const [t, words] = [await getTranslations("settings"), await getTranslations("sandbox.page")];
  const isMaking = job?.state === "waiting" || job?.state === "running";
  const isThere = sandbox?.madeAt != null;
  const hint = impersonation ? words("notActing") : words("ownersOnly");
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs current="sandbox" />
      <div className="grid max-w-form grid-cols-1 gap-4 *:mb-0">
        <Flash query={await searchParams} namespace="settings" />
        {isMaking && <SandboxMaking job={job} />}
        {isThere && (
          <SandboxPanel context={context} sandbox={sandbox} isMaking={isMaking} inPlan={hasSandbox} />
        )}
        {!isThere && !isMaking && !hasSandbox && <NoSandboxInPlan plan={plan.name} can={can} />}
        {!isThere && !isMaking && hasSandbox && (
          <Panel title={words("title")} note={words("note")}>
            {can("sandbox.write") ? (
              <MakeSandbox company={company} hasFailed={job?.state === "dead"} />
            ) : (
              <p className="text-muted">
                {words("none")} {hint}
              </p>
            )}
          </Panel>
        )}
      </div>
    </>
  );
}
