import { Missing } from "@/app/_ui/missing";

/** Signed in, but the role does not reach this far: says who can grant it. */
export default function CompanyForbidden() {
  return <Missing what="forbidden" shell />;
}
