import { ImpersonationBanner } from "./_impersonation/banner";
import { Missing } from "./_ui/missing";

/** An address that nothing answers; also from here a company that was entered can be left. */
export default function NotFound() {
  return (
    <>
      <ImpersonationBanner />
      <Missing what="notFound" />
    </>
  );
}
