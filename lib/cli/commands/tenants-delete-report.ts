import type { RemovedCompany } from "@/lib/journeys/remove-due-companies";
import type { Certificate } from "@/lib/master/removals/certificate";
import type { ClosingPlan } from "@/lib/master/removals/plan-closing";
import { bytes, instant, table } from "../table";

interface Named {
  readonly company: { readonly slug: string; readonly name: string };
}

export type DeleteReport =
  | ({ readonly mode: "planned" } & Named & ClosingPlan)
  | ({ readonly mode: "closing"; readonly changed: boolean; readonly dueAt: number | null } & Named)
  | ({ readonly mode: "taken-back"; readonly changed: boolean } & Named)
  | ({ readonly mode: "certificate"; readonly certificate: Certificate | null } & Named)
  | { readonly mode: "removed"; readonly companies: readonly RemovedCompany[] };

export function showDeleteReport(report: DeleteReport): string {
  switch (report.mode) {
    case "planned":
      return [
        `${report.company.name} (${report.company.slug}) would be closed: its ${report.sessions} sessions end, and nobody enters it.`,
        `Until ${instant(report.dueAt)} it can be taken back: tenants delete --undo --company ${report.company.slug}`,
        `After that its key is destroyed and removed are: its database${report.sizeBytes === null ? "" : ` of ${bytes(report.sizeBytes)}`}, ${report.backups} backups, ${report.exports} exports.`,
        "Nothing was done.",
      ].join("\n");
    case "closing":
      return [
        report.changed
          ? `${report.company.name} is closing: nobody enters it any more.`
          : `${report.company.name} was closing already.`,
        `It can be taken back until ${instant(report.dueAt)}: tenants delete --undo --company ${report.company.slug}`,
      ].join("\n");
    case "taken-back":
      return report.changed
        ? `${report.company.name} was taken back. Its people sign in anew.`
        : `${report.company.name} is not closing; nothing was done.`;
    case "certificate":
      return report.certificate
        ? showCertificate(report.certificate)
        : `Nothing of ${report.company.name} was removed, so there is no certificate.`;
    case "removed":
      return report.companies.length === 0
        ? "No company's thirty days are over."
        : table(
            ["Company", "Result"],
            report.companies.map(({ slug, error }) => [slug, error ?? "removed"]),
          );
  }
}

function showCertificate(certificate: Certificate): string {
  const { company, lastKeyCopyExpiresAt } = certificate;
  return [
    `Certificate of the deletion of ${company.name} (${company.slug}), ${certificate.removalId}`,
    `   Asked for: ${instant(certificate.requestedAt)} by ${certificate.requestedBy}: ${certificate.reason}`,
    `   Key destroyed: ${instant(certificate.keyDestroyedAt)} (${certificate.keys.map(({ id }) => id).join(", ")})`,
    `   Removed: ${instant(certificate.removedAt)}`,
    lastKeyCopyExpiresAt === null
      ? "   No copy of the key is left in the backups of the keyring."
      : `   The last copy of the key in a backup of the keyring expires: ${instant(lastKeyCopyExpiresAt)}`,
    "",
    table(
      ["File", "Size", "SHA-256"],
      certificate.files.map(({ name, bytes: size, sha256 }) => [name, bytes(size), sha256]),
    ),
    ...certificate.backups
      .filter(({ target }) => target !== "folder")
      .map(({ id, target, sha256 }) => `Backup ${id} in ${target}: ${sha256 ?? "–"}`),
    ...certificate.remote.map((place) => `Database on a server: ${place}`),
  ].join("\n");
}
