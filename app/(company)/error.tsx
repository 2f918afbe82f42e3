"use client";
import { ErrorState } from "@/app/_ui/error-state";
import { fatalWords } from "@/app/_ui/fatal-words";

export default function CompanyError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="pt-14">
      <ErrorState words={fatalWords()} error={error} retry={retry} />
    </div>
  );
}
