import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useRegion } from "../api/queries.ts";
import { useStartRun } from "../api/runs.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { useNames } from "./names.ts";
import { SiteBox } from "./site-box.tsx";
import { Told } from "./told.tsx";

/** Points of a front that is asked for here. */
const kFrontPoints = 5;
/** How near to the best each of them is; the one that is chosen is then made in full. */
const kFrontGap = 0.02;

type Objective = "cost" | "climate";

/** What to plan for, and the buttons that start it. */
export function PlanOrder({
  onStarted,
  onFront,
}: {
  onStarted: (run_id: number) => void;
  onFront: (run_id: number) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: region } = useRegion();
  const start = useStartRun();
  const [objective, setObjective] = useState<Objective>("cost");
  const [price, setPrice] = useState("");
  const [cap, setCap] = useState("");
  const [without, setWithout] = useState<string[]>([]);
  const names = useNames({ sites: without });
  const order = (pareto?: number) =>
    start.mutate(
      {
        kind: "plan",
        options: {
          ...(price === "" ? {} : { carbon_price_eur_per_t: Number(price) }),
          ...(without.length === 0 ? {} : { without }),
          ...(pareto === undefined
            ? { objective, ...(cap === "" ? {} : { cap_t_per_year: Number(cap) }) }
            : { pareto, gap: kFrontGap }),
        },
      },
      { onSuccess: ({ run_id }) => (pareto === undefined ? onStarted(run_id) : onFront(run_id)) },
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    order();
  };
  const present = region?.carbon_price_eur_per_t ?? null;
  return (
    <form className="order" onSubmit={submit}>
      <SelectField
        label={t("plan.objective")}
        value={objective}
        onChange={({ target }) => setObjective(target.value === "climate" ? "climate" : "cost")}
        choices={(["cost", "climate"] as const).map((value) => ({
          value,
          label: t(`plan.objectives.${value}`),
        }))}
      />
      <TextField
        label={t("plan.carbon_price")}
        type="number"
        min={0}
        value={price}
        placeholder={present === null ? t("unit.unknown") : units.number(present)}
        onChange={({ target }) => setPrice(target.value)}
      />
      <TextField
        label={t("plan.cap")}
        type="number"
        value={cap}
        placeholder={t("plan.no_cap")}
        onChange={({ target }) => setCap(target.value)}
      />
      <SiteBox
        key={without.length}
        label={t("plan.leave_out")}
        placeholder={t("plan.choose_site")}
        site_id={null}
        hidden={without}
        onPick={(site_id) => site_id !== null && setWithout([...without, site_id])}
      />
      <Button look="main" type="submit" disabled={start.isPending}>
        {t("plan.start")}
      </Button>
      <Button disabled={start.isPending} onClick={() => order(kFrontPoints)}>
        {t("plan.start_front")}
      </Button>
      {without.length > 0 && (
        <ul className="chips" aria-label={t("plan.left_out")}>
          {without.map((site_id) => (
            <li key={site_id}>
              <Button onClick={() => setWithout(without.filter((each) => each !== site_id))}>
                {t("plan.put_back", { site: names.site(site_id) })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {start.isError && <Told error={start.error} />}
    </form>
  );
}
