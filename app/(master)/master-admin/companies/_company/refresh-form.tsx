import { ConfirmForm } from "@/app/_ui/confirm-form";
import { RefreshCw } from "@/app/_ui/icons";
import { refreshCompanyFigures } from "../actions";

type Props = { companyId: string; label: string; okMessage: string };

/** Looks at this company's database now. */
export function RefreshForm({ companyId, label, okMessage }: Props) {
  return (
    <ConfirmForm
      action={refreshCompanyFigures}
      label={label}
      icon={<RefreshCw size={14} aria-hidden />}
      variant="quiet"
      size="sm"
      okMessage={okMessage}
    >
      <input type="hidden" name="companyId" value={companyId} />
    </ConfirmForm>
  );
}
