import { getLocale, getTranslations } from "next-intl/server";
import { cx } from "@/app/_ui/class-names";
import { formatNumber } from "@/lib/i18n/format";
import type { FleetHealth } from "@/lib/master/fleet/doctor/examinations";

/** The fleet in four figures: sound, and by the worst that was found of each. */
export async function HealthFigures({ health: { examined, ill } }: { health: FleetHealth }) {
  const t = await getTranslations("fleetDoctor.figures");
  const locale = await getLocale();
  const own = ill.filter(({ sandbox }) => !sandbox);
  const error = own.filter(({ counts }) => counts.error > 0).length;
  const warning = own.filter(({ counts }) => counts.error === 0 && counts.warning > 0).length;
  const note = own.length - error - warning;
  const figures = [
    ["sound", Math.max(0, examined - ill.length), "text-good"],
    ["error", error, "text-bad"],
    ["warning", warning, "text-warn"],
    ["note", note, "text-muted"],
  ] as const;
  return (
    <dl className="mb-4 grid grid-cols-2 divide-line rounded-lg border border-line bg-panel shadow-sm sm:grid-cols-4 sm:divide-x">
      {figures.map(([name, count, tone]) => (
        <div key={name} className="flex flex-col-reverse px-4 py-3 md:px-5">
          <dt className="text-muted text-small">{t(name)}</dt>
          <dd
            className={cx(
              "font-semibold text-figure tabular-nums tracking-[-0.015em]",
              count > 0 ? tone : "text-muted",
            )}
          >
            {formatNumber(count, locale)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
