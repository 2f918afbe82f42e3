import { getLocale, getTranslations } from "next-intl/server";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import { certificateHash, readCertificate } from "@/lib/master/removals/certificate";
import { zone } from "../../../../_shell/zone";

/** What there was of a company that is gone, and that it is gone. */
export async function CertificatePanel({ text }: { text: string }) {
  const t = await getTranslations("removal.master.certificate");
  const locale = await getLocale();
  const certificate = readCertificate(text);
  const { requestedAt, requestedBy, lastKeyCopyExpiresAt, files, keys } = certificate;
  const facts = [
    ["requested", `${formatDateTime(requestedAt, zone)} · ${requestedBy}`],
    ["reason", certificate.reason],
    ["keyDestroyed", formatDateTime(certificate.keyDestroyedAt, zone)],
    ["keys", keys.map(({ id }) => id).join(", ")],
    ["removed", formatDateTime(certificate.removedAt, zone)],
    ["lastCopy", lastKeyCopyExpiresAt === null ? t("noCopy") : formatDateTime(lastKeyCopyExpiresAt, zone)],
    ["hash", certificateHash(text)],
  ] as const;
  return (
    <div className="grid gap-4">
      <Panel>
        <Facts>
          {facts.map(([name, value]) => (
            <Fact key={name} label={t(name)}>
              {value}
            </Fact>
          ))}
        </Facts>
      </Panel>
      <Panel title={t("files")}>
        <table className="w-full table-fixed text-left text-small">
          <thead className="text-muted">
            <tr>
              <th className="py-1 pr-3 font-normal">{t("name")}</th>
              <th className="w-28 py-1 pr-3 text-right font-normal">{t("size")}</th>
              <th className="py-1 font-normal">{t("sha256")}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, bytes, sha256 }) => (
              <tr key={name} className="border-line border-t align-top">
                <td className="break-all py-1.5 pr-3">{name}</td>
                <td className="py-1.5 pr-3 text-right tabular-nums">{formatBytes(bytes, locale)}</td>
                <td className="break-all py-1.5 font-mono">{sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}
