import type {} from "next-auth";
import type {} from "next-auth/jwt";
import type { StartedSession } from "@/lib/master/sessions/start-session";

declare module "next-auth" {
  interface User {
    session: StartedSession;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    session?: StartedSession;
  }
}
