import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Flash } from "@/app/_ui/flash";
import { Meter } from "@/app/_ui/meter";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { isId } from "@/lib/domain/id";
import type { Query } from "@/lib/domain/list-query";
import { readMove } from "@/lib/master/fleet/moves/list-moves";
import { MoveFacts } from "../../_moves/move-facts";
import { MoveSteps } from "../../_moves/move-steps";
import { movesPath } from "../../addresses";
import { moveBack } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetServers"))("moves.one") };
}

/** One move with its steps, live, and the way back while there is one. */
export default async function MovePage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const { id } = await params;
  if (!isId(id)) notFound();
  const move = await readMove(master, id, new Date()).catch(() => notFound());
  const t = await getTranslations("fleetServers");
  const { company, from, to, rows, totalRows } = move;
  return (
    <>
      <PageHeader
        title={company}
        back={{ href: movesPath, label: t("moves.title") }}
        description={`${from.name} → ${to.name}`}
        actions={
          move.canUndo && (
            <ConfirmForm
              action={moveBack}
              label={t("undo.button")}
              confirm={{
                title: t("undo.confirm", { company, server: from.name }),
                text: t("undo.text"),
                button: t("undo.button"),
              }}
            >
              <input type="hidden" name="moveId" value={id} />
            </ConfirmForm>
          )
        }
      />
      <Flash query={await searchParams} namespace="fleetServers" />
      {move.isOpen && <RefreshWhile />}
      {move.isOpen && totalRows !== null && (
        <Panel className="mb-4">
          <Meter
            label={t("moves.rows")}
            text={`${rows ?? 0} / ${totalRows}`}
            value={rows ?? 0}
            max={Math.max(1, totalRows)}
          />
        </Panel>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <MoveSteps move={move} />
        <MoveFacts move={move} />
      </div>
    </>
  );
}
