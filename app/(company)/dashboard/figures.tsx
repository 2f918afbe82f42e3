import type { ReactNode } from "react";
import { cx } from "@/app/_ui/class-names";
import type { CompanyContext } from "@/lib/auth/require-company";
import type { Dashboard } from "@/lib/company/dashboard/read-dashboard";
import { ChangesPanel } from "./changes-panel";
import { GroupChart } from "./group-chart";
import { NewestPanel } from "./newest-panel";
import { Stats } from "./stats";

type FiguresProps = {
  context: CompanyContext;
  dashboard: Dashboard;
  /** The checklist, while there is one. */
  start: ReactNode;
  now: Date;
};

/** Figures on top, charts on the left, people and events on the right. */
export function Figures({ context, dashboard, start, now }: FiguresProps) {
  const { company, locale, can } = context;
  const charts = (
    <>
      <GroupChart kind="specialization" groups={dashboard.specializations} />
      <GroupChart kind="region" groups={dashboard.regions} />
    </>
  );
  const newest = <NewestPanel company={company} locale={locale} doctors={dashboard.newest} now={now} />;
  const changes = dashboard.changes && (
    <ChangesPanel company={company} locale={locale} changes={dashboard.changes} now={now} />
  );
  const hasSide = start !== null || changes !== null;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Stats locale={locale} can={can} dashboard={dashboard} />
      {hasSide ? (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 grid-cols-1 gap-4">{charts}</div>
          <div className={cx("grid min-w-0 grid-cols-1 gap-4", start !== null && "max-lg:order-first")}>
            {start}
            {newest}
            {start === null && changes}
          </div>
        </div>
      ) : (
        <>
          <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">{charts}</div>
          {newest}
        </>
      )}
      {start !== null && changes}
    </div>
  );
}
