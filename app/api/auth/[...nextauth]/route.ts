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

/** Credentials and a form's token are a few hundred. */
const mostBytes = 16 * 1024;

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const action = (await context.params).nextauth.join("/");
  if (!served[request.method]?.includes(action)) return new Response(null, { status: 404 });
  // Before anything reads it: next-auth takes bodies of any size from anybody. Without a length nobody knows.
  if (request.method === "POST" && !(Number(request.headers.get("content-length") ?? "x") <= mostBytes))
    return new Response(null, { status: 413 });
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
