import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "turso",
  schema: "./drizzle/master/schema/index.ts",
  out: "./drizzle/master/migrations",
  dbCredentials: { url: "file:unused.db" },
});
