import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "turso",
  schema: "./drizzle/tenant/schema/index.ts",
  out: "./drizzle/tenant/migrations",
  dbCredentials: { url: "file:unused.db" },
});
