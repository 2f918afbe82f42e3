import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { latestRemoval } from "@/lib/master/removals/queries";
import { companyOf } from "../../_company/company-of";
import { companyPath } from "../../addresses";
import { CertificatePanel } from "./certificate-panel";
import { ClosePanel } from "./close-panel";
import { ClosingPanel } from "./closing-panel";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("removal.master"))("link") };
}

/** Closes a company for deletion, takes it back, or shows what was removed: whichever its state allows. */
export default async function CloseCompanyPage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const now = new Date();
  const { company } = await companyOf(master, (await params).id, now);
  const back = companyPath(company.id);
  if (company.state === "provisioning") redirect(back);
  const removal = await latestRemoval(master, company.id);
  const t = await getTranslations("removal.master");
  const title =
    company.state === "closing"
      ? t("closing.title", { company: company.name })
      : company.state !== "closed"
        ? t("title", { company: company.name })
        : t(removal?.certificate ? "certificate.title" : "running.title", { company: company.name });
  return (
    <>
      <PageHeader title={title} back={{ href: back, label: company.name }} />
      {company.state === "closing" && removal && <ClosingPanel company={company} removal={removal} />}
      {company.state === "closed" && !removal?.certificate && (
        <Notice className="max-w-form">{t("running.text")}</Notice>
      )}
      {removal?.certificate && company.state === "closed" && <CertificatePanel text={removal.certificate} />}
      {company.state !== "closing" && company.state !== "closed" && (
        <ClosePanel master={master} company={company} now={now} />
      )}
    </>
  );
}
