import type { CompanyDetails } from "@/lib/master/companies/read-company";

export type About = {
  company: CompanyDetails["company"];
  subscription: NonNullable<CompanyDetails["subscription"]>;
};

/** What each form carries: which company it is about, and which version of its subscription was seen. */
export function AboutFields({ company, subscription }: About) {
  return (
    <>
      <input type="hidden" name="companyId" value={company.id} />
      <input type="hidden" name="version" value={subscription.version} />
    </>
  );
}
