// The board: exchanges by stage, moved by mouse or keyboard.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answerOf, etagOf, server } from "../api/client.ts";
import { forget, useExchanges, useRegionId, type Exchange } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { kStages, type Stage } from "../stages.ts";
import { Empty } from "../ui/notice.tsx";
import { useAddress } from "../ui/use-address.ts";
import { ExchangeDialog } from "./exchange-dialog.tsx";
import { endsOf, useNames, type Names } from "./names.ts";
import { useTitle } from "./title.ts";
import { Answered, Told } from "./told.tsx";

/** Changes cells of an exchange. */
export function useExchangeUpdate() {
  const region_id = useRegionId();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      exchange: { exchange_id, version },
      cells,
    }: {
      exchange: Exchange;
      cells: Record<string, string>;
    }) =>
      answerOf(
        server.PATCH("/api/regions/{region_id}/exchanges/{exchange_id}", {
          params: { path: { region_id, exchange_id }, header: { "If-Match": etagOf(version) } },
          body: { cells },
        }),
      ),
    onSuccess: (stored) => {
      queries.setQueryData<Exchange[]>([region_id, "exchanges"], (rows) =>
        rows?.map((row) => (row.exchange_id === stored.exchange_id ? stored : row)),
      );
      forget(queries, region_id, "exchanges");
    },
  });
}

export function ExchangesPage() {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const exchanges = useExchanges();
  const [opened, setOpened] = useAddress("exchange");
  useTitle(t("page.exchanges"));
  return (
    <div className="board-page">
      <div className="page-head">
        <h1>{t("page.exchanges")}</h1>
      </div>
      <Answered query={exchanges}>
        {(rows) => {
          const exchange = rows.find(({ exchange_id }) => exchange_id === opened);
          if (rows.length === 0) {
            return (
              <Empty title={t("exchange.none")}>
                <p>
                  <Link to={paths.matches(region_id)}>{t("exchange.none_next")}</Link>
                </p>
              </Empty>
            );
          }
          return (
            <>
              <Board exchanges={rows} onOpen={setOpened} />
              {exchange !== undefined && (
                <ExchangeDialog exchange={exchange} onClose={() => setOpened(null)} />
              )}
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function Board({
  exchanges,
  onOpen,
}: {
  exchanges: Exchange[];
  onOpen: (exchange_id: string) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const update = useExchangeUpdate();
  const [dragged, setDragged] = useState<Exchange | null>(null);
  const [told, setTold] = useState("");
  const names = useNames({ ends: endsOf(exchanges) });
  const move = (exchange: Exchange, stage: Stage) => {
    if (exchange.stage === stage) return;
    update.mutate(
      { exchange, cells: { stage } },
      {
        onSuccess: () =>
          setTold(
            t("exchange.moved", {
              exchange: names.end(exchange.offer_id),
              stage: t(`stage.${stage}`),
            }),
          ),
      },
    );
  };
  return (
    <>
      <p className="muted">{t("exchange.help")}</p>
      <p role="status" className="for-readers">
        {told}
      </p>
      {update.isError && <Told error={update.error} />}
      <div className="board" role="region" aria-label={t("page.exchanges")} tabIndex={0}>
        {kStages.map((stage) => {
          const own = exchanges.filter((exchange) => exchange.stage === stage);
          return (
            <section
              key={stage}
              className={dragged === null ? "stage" : "stage is-open"}
              aria-label={t(`stage.${stage}`)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => {
                if (dragged !== null) move(dragged, stage);
                setDragged(null);
              }}
            >
              <h2>
                {t(`stage.${stage}`)} <small>{units.count(own.length)}</small>
              </h2>
              {own.length === 0 && <p className="muted">{t("exchange.none_here")}</p>}
              <ul>
                {own.map((exchange) => (
                  <li
                    key={exchange.exchange_id}
                    draggable
                    onDragStart={() => setDragged(exchange)}
                    onDragEnd={() => setDragged(null)}
                  >
                    <Card exchange={exchange} names={names} onOpen={onOpen} onMove={move} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}

function Card({
  exchange,
  names,
  onOpen,
  onMove,
}: {
  exchange: Exchange;
  names: Names;
  onOpen: (exchange_id: string) => void;
  onMove: (exchange: Exchange, stage: Stage) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const { exchange_id, offer_id, need_id, stage, quantity, unit, measured } = exchange;
  const latest = measured.at(-1);
  const siteAt = (end: string) => names.siteOf(end)?.name ?? end;
  const title = `${siteAt(offer_id)} → ${siteAt(need_id)}`;
  return (
    <article className="card">
      <button type="button" className="card-title" onClick={() => onOpen(exchange_id)}>
        {title}
      </button>
      <p className="muted">
        {names.resourceAt(offer_id) ?? names.resourceOf(exchange.resource ?? "")}
      </p>
      <p>
        {t("exchange.promised")}: {units.written(quantity, unit)}
      </p>
      {latest !== undefined && (
        <p>
          {t("exchange.measured_in", { year: latest.year })}: {units.written(latest.quantity, unit)}
        </p>
      )}
      <label>
        <span className="for-readers">{t("exchange.move", { exchange: title })}</span>
        <select
          value={stage}
          onChange={({ target }) =>
            onMove(exchange, kStages.find((each) => each === target.value) ?? stage)
          }
        >
          {kStages.map((each) => (
            <option key={each} value={each}>
              {t(`stage.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </article>
  );
}
