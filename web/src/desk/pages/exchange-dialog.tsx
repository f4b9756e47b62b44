import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { diagnosticsOf } from "../api/errors.ts";
import type { Exchange } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { useExchangeUpdate } from "./exchanges.tsx";
import { Figure } from "./figure.tsx";
import { History } from "./history.tsx";
import { endsOf, useNames } from "./names.ts";
import { Told } from "./told.tsx";
import { Unverified } from "./unverified.tsx";

/** One exchange: what was promised, and what was measured each year. */
export function ExchangeDialog({ exchange, onClose }: { exchange: Exchange; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames({ ends: endsOf([exchange]) });
  const { exchange_id, offer_id, need_id, stage, since, until, source, note } = exchange;
  return (
    <Dialog
      title={`${names.end(offer_id)} → ${names.end(need_id)}`}
      closeLabel={t("action.close")}
      onClose={onClose}
      isSide
    >
      <dl className="pairs">
        <dt>{t("exchange.stage")}</dt>
        <dd>{t(`stage.${stage}`)}</dd>
        <dt>{t("exchange.since")}</dt>
        <dd>{since ?? t("unit.unknown")}</dd>
        {until !== null && (
          <>
            <dt>{t("exchange.until")}</dt>
            <dd>{until}</dd>
          </>
        )}
      </dl>
      {source != null && (
        <p className="muted">
          {source} <Unverified source={source} />
        </p>
      )}
      {note != null && <p>{note}</p>}
      <Results exchange={exchange} />
      <NoteResult key={exchange.version} exchange={exchange} />
      <History row_id={exchange_id} />
    </Dialog>
  );
}

/** Promised and measured as bars of the same scale. */
function Results({ exchange: { quantity, unit, measured, source } }: { exchange: Exchange }) {
  const { t } = useTranslation();
  const units = useUnits();
  const most = Math.max(quantity ?? 0, ...measured.map((result) => result.quantity));
  const rows = [
    { name: t("exchange.promised"), value: quantity, isPromise: true },
    ...measured.map((result) => ({
      name: String(result.year),
      value: result.quantity,
      isPromise: false,
    })),
  ];
  return (
    <section>
      <h3>{t("exchange.results")}</h3>
      <table className="bars">
        <tbody>
          {rows.map(({ name, value, isPromise }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span
                  className={isPromise ? "bar is-promise" : "bar"}
                  style={{ width: `${most === 0 ? 0 : ((value ?? 0) / most) * 100}%` }}
                />
              </td>
              <td className="number">
                <Figure
                  name={name}
                  basis={{
                    formula: isPromise ? t("formula.promised") : t("formula.measured"),
                    source,
                  }}
                >
                  {units.written(value, unit)}
                </Figure>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {measured.length === 0 && <p className="muted">{t("exchange.not_measured")}</p>}
    </section>
  );
}

/** Adds the result of a year, or mends it; the server reads the number. */
function NoteResult({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation();
  const units = useUnits();
  const update = useExchangeUpdate();
  const [year, setYear] = useState(String(new Date().getFullYear() - 1));
  const [amount, setAmount] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const others = exchange.measured.filter((result) => String(result.year) !== year);
    const all = [
      ...others.map((result) => `${result.year}:${result.quantity}`),
      `${year}:${amount.trim()}`,
    ];
    update.mutate({ exchange, cells: { measured: all.sort().join(";") } });
  };
  const wrong = diagnosticsOf(update.error)[0]?.message;
  return (
    <form className="order" onSubmit={submit}>
      <TextField
        label={t("exchange.year")}
        type="number"
        value={year}
        required
        onChange={({ target }) => setYear(target.value)}
      />
      <TextField
        label={t("exchange.amount", { unit: units.unitName(exchange.unit ?? "") })}
        inputMode="decimal"
        value={amount}
        required
        error={wrong}
        onChange={({ target }) => setAmount(target.value)}
      />
      <Button look="main" type="submit" disabled={update.isPending}>
        {t("exchange.note_result")}
      </Button>
      {update.isError && wrong === undefined && <Told error={update.error} />}
    </form>
  );
}
