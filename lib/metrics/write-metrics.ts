import { Registry } from "prom-client";
import { log } from "@/lib/log";
import { addEngineFigures, addPlatformFigures } from "./platform-figures";
import { metrics } from "./registry";

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/** Everything in Prometheus's text format. What the master cannot tell at the moment is left out, and logged. */
export async function writeMetrics(now: Date): Promise<string> {
  const momentary = new Registry();
  addEngineFigures(momentary);
  try {
    await addPlatformFigures(momentary, now);
  } catch (error) {
    log().warn({ err: error }, "The master could not be asked for its figures.");
  }
  const texts = await Promise.all([metrics().registry.metrics(), momentary.metrics()]);
  return `${texts.map((text) => text.trimEnd()).join("\n\n")}\n`;
}
