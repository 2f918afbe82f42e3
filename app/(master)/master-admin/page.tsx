import { redirect } from "next/navigation";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";

/** The platform begins with its companies. */
export default async function MasterAdminPage() {
  await requireMasterAdmin();
  redirect("/master-admin/companies");
}
