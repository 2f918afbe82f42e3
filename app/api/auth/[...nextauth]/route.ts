import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { currentBrowser } from "@/lib/auth/browser-session";
import { authOptions, type Verdict } from "@/lib/auth/next-auth-options";
import { requestContext } from "@/lib/auth/request-context";
import { answerSignIn, withOwnAddress } from "@/lib/auth/sign-in-answer";

type Context = RouteContext<"/api/auth/[...nextauth]">;

/** What of next-auth is served: no pages of its own, no log that anybody can write to. */
const served: Record<string, readonly string[]> = {
  GET: ["csrf", "providers", "session", "signin", "signout"],
  POST: ["callback/credentials", "signout"],
};

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const action = (await context.params).nextauth.join("/");
  if (!served[request.method]?.includes(action)) return new Response(null, { status: 404 });
  const verdict: Verdict = { result: null };
  const options = authOptions(await currentBrowser(), (await requestContext()).secure, verdict);
  const response: Response | null = await NextAuth(request, context, options).catch(unreadable);
  if (!response) return Response.json({ error: "unreadable" }, { status: 400 });
  return action === "callback/credentials"
    ? answerSignIn(request, response, verdict)
    : withOwnAddress(request, response);
}

/** next-auth reads the body without asking what it is. */
function unreadable(error: unknown): null {
  if (error instanceof SyntaxError) return null;
  throw error;
}

export { handle as GET, handle as POST };
