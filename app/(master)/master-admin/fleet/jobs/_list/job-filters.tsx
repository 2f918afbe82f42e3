import { getTranslations } from "next-intl/server";
import { kindWord } from "@/app/_jobs/job-words";
import { FilterChips } from "@/app/_ui/filter-chips";
import { jobStates } from "@/drizzle/master/schema/states";
import { type JobFilter, jobQuery } from "@/lib/master/jobs/list/filter";
import { jobsPath } from "../addresses";

type Props = { filter: JobFilter; kinds: readonly string[] };

export async function JobFilters({ filter, kinds }: Props) {
  const t = await getTranslations("fleetJobs");
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <FilterChips
        path={jobsPath}
        query={jobQuery(filter)}
        filters={[
          {
            name: "state",
            label: t("columns.state"),
            options: jobStates.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            name: "kind",
            label: t("columns.kind"),
            options: kinds.map((value) => ({ value, label: kindWord(t, value) })),
          },
        ]}
      />
    </div>
  );
}
