// Every figure opens: how it is reckoned, what goes into it, from where, and how far it may be off.

import { useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/dialog.tsx";
import { FactRow, type FactKey } from "./fact-row.tsx";
import { Unverified } from "./unverified.tsx";

/** Something that a figure is made of. */
export interface Input {
  name: string;
  value: string;
  /** Where the row says it is from. */
  source?: string | null | undefined;
  /** The row of the reference tables, where it is one. */
  fact?: FactKey;
}

export interface Basis {
  /** How it is reckoned, in words. */
  formula: string;
  inputs?: Input[] | undefined;
  /** From a low to a high value, and how sure that is. */
  interval?: string | undefined;
  /** Rows of the reference tables that it rests on. */
  facts?: readonly FactKey[] | undefined;
  /** Where the figure itself is stated. */
  source?: string | null | undefined;
}

/** A figure as it is read; pressing it opens what it rests on, which may be found only then. */
export function Figure({
  name,
  basis,
  children,
}: {
  name: string;
  basis: Basis | (() => Basis);
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="figure"
        aria-haspopup="dialog"
        title={t("figure.open")}
        onClick={() => setOpen(true)}
      >
        <span className="for-readers">{name}: </span>
        {children}
      </button>
      {isOpen &&
        createPortal(
          <Dialog title={name} closeLabel={t("action.close")} onClose={() => setOpen(false)} isSide>
            <p className="lead">{children}</p>
            <Rests basis={typeof basis === "function" ? basis() : basis} />
          </Dialog>,
          document.body,
        )}
    </>
  );
}

function Rests({
  basis: { formula, inputs = [], interval, facts = [], source },
}: {
  basis: Basis;
}) {
  const { t } = useTranslation();
  const unread = facts.filter(({ is_verified }) => is_verified === false).length;
  return (
    <>
      <h3>{t("figure.formula")}</h3>
      <p>{formula}</p>
      <h3>{t("figure.interval")}</h3>
      <p>{interval ?? t("figure.no_interval")}</p>
      <h3>{t("figure.inputs")}</h3>
      {inputs.length === 0 && <p className="muted">{t("figure.no_inputs")}</p>}
      {inputs.length > 0 && <Inputs inputs={inputs} />}
      <h3>{t("figure.sources")}</h3>
      {source != null && source !== "" && (
        <p>
          {source} <Unverified source={source} />
        </p>
      )}
      {facts.length === 0 && (source == null || source === "") && (
        <p className="muted">{t("figure.no_sources")}</p>
      )}
      {facts.length > 0 && (
        <>
          <p className="muted">{t("figure.facts", { count: facts.length, unread })}</p>
          <ul className="fact-list">
            {facts.map((fact) => (
              <li key={`${fact.table} ${fact.row_id}`}>
                <FactRow fact={fact} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Inputs({ inputs }: { inputs: Input[] }) {
  return (
    <table className="inputs">
      <tbody>
        {inputs.map(({ name, value, source, fact }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{value}</td>
            <td>
              {fact !== undefined && <FactRow fact={fact} />}
              {source != null && source !== "" && (
                <small>
                  {source} <Unverified source={source} />
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
