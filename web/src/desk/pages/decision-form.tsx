import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answerOf, server, type Schemas } from "../api/client.ts";
import { forget, useDecisions, useRegionId } from "../api/queries.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Told } from "./told.tsx";

const kReasons = [
  "price",
  "quality",
  "quantity",
  "season",
  "distance",
  "law",
  "trust",
  "no_interest",
  "other",
] as const satisfies readonly Schemas["Reason"][];

/** Yes or no to a match; no needs a reason. */
export function DecisionForm({ match }: { match: Schemas["Match"] }) {
  const { t } = useTranslation();
  const { offer_id, need_id, quantity, unit } = match;
  const queries = useQueryClient();
  const region_id = useRegionId();
  const { data: decisions = [] } = useDecisions();
  const [reason, setReason] = useState<(typeof kReasons)[number]>("price");
  const [remark, setRemark] = useState("");
  const [isDeclining, setDeclining] = useState(false);
  const decide = useMutation({
    mutationFn: (decision: "accepted" | "declined") =>
      answerOf(
        server.POST("/api/regions/{region_id}/decisions", {
          params: { path: { region_id } },
          body: {
            offer_id,
            need_id,
            decision,
            ...(decision === "declined" ? { reason } : {}),
            ...(decision === "accepted" && quantity !== null ? { quantity, unit } : {}),
            ...(remark === "" ? {} : { remark }),
          },
        }),
      ),
    onSuccess: () => {
      setDeclining(false);
      forget(queries, region_id, "decisions", "exchanges");
    },
  });
  const made = decisions.find((each) => each.offer_id === offer_id && each.need_id === need_id);
  return (
    <section className="decision" aria-label={t("decision.title")}>
      {made !== undefined && (
        <p role="status">
          <span className="tag">{t(`decision.${made.decision}`)}</span> {made.remark}{" "}
          {made.exchange_id != null && (
            <Link to={paths.exchanges(region_id, { exchange: made.exchange_id })}>
              {t("decision.to_exchange")}
            </Link>
          )}
        </p>
      )}
      {isDeclining ? (
        <>
          <SelectField
            label={t("decision.reason")}
            value={reason}
            onChange={({ target }) =>
              setReason(kReasons.find((each) => each === target.value) ?? "other")
            }
            choices={kReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <TextField
            label={t("decision.remark")}
            value={remark}
            onChange={({ target }) => setRemark(target.value)}
          />
          <p className="actions">
            <Button look="main" onClick={() => decide.mutate("declined")}>
              {t("decision.decline")}
            </Button>
            <Button onClick={() => setDeclining(false)}>{t("action.cancel")}</Button>
          </p>
        </>
      ) : (
        made?.decision !== "accepted" && (
          <p className="actions">
            <Button
              look="main"
              disabled={decide.isPending}
              onClick={() => decide.mutate("accepted")}
            >
              {t("decision.accept")}
            </Button>
            <Button onClick={() => setDeclining(true)}>{t("decision.decline_with_reason")}</Button>
          </p>
        )
      )}
      {decide.isError && <Told error={decide.error} />}
    </section>
  );
}
