import { redirect } from "next/navigation";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { listPath } from "./addresses";

/** The catalogue begins with its regions. */
export default async function CataloguePage() {
  await requireMasterAdmin();
  redirect(listPath("region"));
}
