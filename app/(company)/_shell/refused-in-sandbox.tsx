import { getTranslations } from "next-intl/server";
import { LeaveButton } from "@/app/_sandbox/leave-button";
import { EmptyState } from "@/app/_ui/empty-state";
import { FlaskConical } from "@/app/_ui/icons";

/** What is about the company itself, for somebody who works in its sandbox. */
export async function RefusedInSandbox() {
  const t = await getTranslations("sandbox");
  return (
    <div className="pt-14">
      <EmptyState
        level={1}
        icon={<FlaskConical size={20} />}
        title={t("refused.title")}
        text={t("refused.text")}
        actions={<LeaveButton variant="primary">{t("page.leave")}</LeaveButton>}
      />
    </div>
  );
}
