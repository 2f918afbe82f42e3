import { cookies } from "next/headers";
import { z } from "zod";
import { requestContext } from "./request-context";
import { seal, unseal } from "./sealing";

/** Something that one page hands to the next, for the browser to carry and nobody to read. */
interface SealedCookie {
  readonly name: "recovery-codes" | "new-second-factor";
  /** Nobody else can use it. */
  readonly userId: string;
}

const path = "/second-factor";
const lifetime = 10 * 60_000;
const content = z.object({ until: z.number(), value: z.string() });

const nameOf = ({ name }: SealedCookie, secure: boolean) => `${secure ? "__Secure-" : ""}medadmin.${name}`;
const aboutOf = ({ name, userId }: SealedCookie) => `${name} ${userId}`;

/** Good for ten minutes. In actions only. */
export async function setSealedCookie(cookie: SealedCookie, value: string, now: Date): Promise<void> {
  const { secure } = await requestContext();
  const sealed = seal(JSON.stringify({ until: now.getTime() + lifetime, value }), aboutOf(cookie));
  const options = { path, secure, httpOnly: true, sameSite: "strict", maxAge: lifetime / 1000 } as const;
  (await cookies()).set(nameOf(cookie, secure), sealed, options);
}

/** Null when there is none for this person, or its time is over. */
export async function readSealedCookie(cookie: SealedCookie, now: Date): Promise<string | null> {
  const { secure } = await requestContext();
  const sealed = (await cookies()).get(nameOf(cookie, secure))?.value;
  const text = sealed === undefined ? null : unseal(sealed, aboutOf(cookie));
  if (text === null) return null;
  const { until, value } = content.parse(JSON.parse(text));
  return until > now.getTime() ? value : null;
}

/** In actions only. */
export async function dropSealedCookie(cookie: SealedCookie): Promise<void> {
  const { secure } = await requestContext();
  (await cookies()).set(nameOf(cookie, secure), "", { path, secure, httpOnly: true, maxAge: 0 });
}
