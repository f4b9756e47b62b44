import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useStartRun } from "../api/runs.ts";
import { useLanguage } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { useAddress } from "../ui/use-address.ts";
import { SiteBox } from "./site-box.tsx";
import { Told } from "./told.tsx";

const kRanks = ["benefit", "climate", "both"] as const;

/** What to look for, and the button that starts it. */
export function MatchOrder({ onStarted }: { onStarted: (run_id: number) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const start = useStartRun();
  const [site, setSite] = useAddress("site");
  const [rank, setRank] = useState<(typeof kRanks)[number]>("benefit");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate(
      {
        kind: "match",
        options: {
          language,
          rank,
          ...(site === null ? {} : { site_id: site }),
        },
      },
      { onSuccess: ({ run_id }) => onStarted(run_id) },
    );
  };
  return (
    <form className="order" onSubmit={submit}>
      <SiteBox
        label={t("match.site")}
        placeholder={t("match.all_sites")}
        site_id={site}
        onPick={setSite}
      />
      <SelectField
        label={t("match.rank")}
        value={rank}
        onChange={({ target }) =>
          setRank(kRanks.find((each) => each === target.value) ?? "benefit")
        }
        choices={kRanks.map((value) => ({ value, label: t(`match.rank_by.${value}`) }))}
      />
      <Button look="main" type="submit" disabled={start.isPending}>
        {t("match.start")}
      </Button>
      {start.isError && <Told error={start.error} />}
    </form>
  );
}
