import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentSession, pendingSession } from "@/lib/auth/current-session";
import { begunSecret } from "@/lib/auth/enrol-second-factor";
import { homeFor } from "@/lib/auth/redirect-signed-in";
import { requestContext } from "@/lib/auth/request-context";
import { openMaster } from "@/lib/databases";
import { confirmAction } from "./actions";
import { Enrolment } from "./enrolment";
import { Proof } from "./proof";
import { SignOut } from "./sign-out";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("title"), robots: { index: false } };
}

/** Between the password and the platform: nobody but a master admin ever sees it. */
export default async function SecondFactorPage({ searchParams }: PageProps<"/second-factor">) {
  const found = await pendingSession();
  if (!found) {
    const proven = await currentSession();
    redirect(proven ? homeFor(proven.user.isMasterAdmin && proven.company === null) : "/login");
  }
  const { next, way } = await searchParams;
  const path = typeof next === "string" ? next : null;
  const secret = await begunSecret(await openMaster(), found, await requestContext());
  return (
    <div className="mx-auto w-full max-w-[32rem] px-4 pt-10 pb-16">
      {secret === null ? (
        <Proof next={path} recovery={way === "recovery"} />
      ) : (
        <Enrolment
          action={confirmAction}
          secret={secret}
          account={found.user.email}
          next={path}
          words="enrol"
        />
      )}
      <SignOut />
    </div>
  );
}
