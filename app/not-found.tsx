import { saidWithoutScript } from "@/app/no-script/said";
import { ImpersonationBanner } from "./_impersonation/banner";
import { Missing } from "./_ui/missing";

export const generateMetadata = () => saidWithoutScript("not-found");

/** An address that nothing answers; also from here a company that was entered can be left. */
export default function NotFound() {
  return (
    <>
      <ImpersonationBanner />
      <Missing what="notFound" />
    </>
  );
}
