"use client";
import { useLocale } from "next-intl";
import { ButtonLink } from "./button";
import { EmptyState } from "./empty-state";
import { fatalWordsIn } from "./fatal-words";
import { FileQuestion, Lock } from "./icons";
import { Logo } from "./logo";

const homes = { none: "/", company: "/dashboard", master: "/master-admin" };

/**
 * Says that a page does not exist or is not open to its reader. Next renders these files into every page in case it
 * needs them: as client components with their own words they are one reference each until they are shown.
 */
export function Missing({ what, shell }: { what: "notFound" | "forbidden"; shell?: "company" | "master" }) {
  const { notFound, forbidden } = fatalWordsIn(useLocale());
  const words = what === "notFound" ? notFound : forbidden;
  const Icon = what === "notFound" ? FileQuestion : Lock;
  const said = (
    <EmptyState
      level={1}
      icon={shell && <Icon size={20} />}
      title={words.title}
      text={words.text}
      actions={
        <ButtonLink href={homes[shell ?? "none"]}>
          {shell === "company" ? words.dashboard : notFound.home}
        </ButtonLink>
      }
    />
  );
  if (shell) return <div className="pt-14">{said}</div>;
  return (
    <main className="mx-auto flex min-h-dvh max-w-form flex-col items-center justify-center p-6">
      <Logo />
      {said}
    </main>
  );
}
