import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, server } from "../api/client.ts";
import { useRegionId } from "../api/queries.ts";
import { CompleteBox } from "../ui/complete-box.tsx";
import { useSettled } from "../ui/use-settled.ts";
import { useNames } from "./names.ts";

const kOffered = 12;

/** Chooses a site by what the server finds for a text, however many sites there are. */
export function SiteBox({
  label,
  placeholder,
  site_id,
  hidden = [],
  onPick,
}: {
  label: string;
  placeholder: string;
  /** The site that is chosen; null: none. */
  site_id: string | null;
  /** Sites that are not offered. */
  hidden?: readonly string[];
  onPick: (site_id: string | null) => void;
}) {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const names = useNames(site_id === null ? {} : { sites: [site_id] });
  const [typed, setTyped] = useState<string | null>(null);
  const search = useSettled(typed?.trim() ?? "");
  const found = useQuery({
    queryKey: [region_id, "sites", "box", search],
    enabled: typed !== null,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/sites", {
          params: {
            path: { region_id },
            query: { limit: kOffered, ...(search === "" ? {} : { search }) },
          },
        }),
      ),
  });
  const offers = found.data?.items.filter((site) => !hidden.includes(site.site_id)) ?? [];
  return (
    <CompleteBox
      label={label}
      placeholder={placeholder}
      openLabel={t("action.show_offers")}
      isChosen={typed === null}
      text={typed ?? (site_id === null ? "" : names.site(site_id))}
      offers={offers.map((site) => ({
        id: site.site_id,
        label: site.name,
        detail: site.municipality ?? undefined,
      }))}
      empty={found.isFetching ? t("state.loading") : t("site.not_found")}
      onText={(text) => {
        setTyped(text);
        if (text === "") onPick(null);
      }}
      onPick={(picked) => {
        setTyped(null);
        onPick(picked);
      }}
    />
  );
}
