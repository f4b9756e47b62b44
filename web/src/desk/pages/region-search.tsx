import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answerOf, server, type Schemas } from "../api/client.ts";
import { useRegionId } from "../api/queries.ts";
import { paths } from "../paths.ts";
import { CompleteBox } from "../ui/complete-box.tsx";
import { useSettled } from "../ui/use-settled.ts";

type Found = Schemas["Found"];

/** Where a thing that was found is shown. */
function addressOf(region: string, { kind, id, label }: Found): string {
  if (kind === "site") return paths.map(region, { site: id });
  if (kind === "stream") return paths.streams(region, { row: id });
  if (kind === "resource") return paths.streams(region, { resource: id });
  return paths.sites(region, { search: label });
}

/** Search in everything of the region, in any language. */
export function RegionSearch() {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const wanted = useSettled(text.trim());
  const found = useQuery({
    queryKey: [region_id, "search", wanted],
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/search", {
          params: { path: { region_id }, query: { text: wanted, limit: 12 } },
        }),
      ),
  });
  const items = wanted === "" ? [] : (found.data?.items ?? []);
  return (
    <div className="frame-search" role="search">
      <CompleteBox
        label={t("frame.search")}
        isLabelHidden
        placeholder={t("frame.search")}
        openLabel={t("action.show_offers")}
        text={text}
        offers={items.map((item) => ({
          id: `${item.kind}/${item.id}`,
          label: item.label,
          detail: [t(`found.${item.kind}`), item.detail].filter(Boolean).join(" · "),
        }))}
        empty={found.isFetching ? t("state.loading") : t("frame.nothing_found")}
        onText={setText}
        onPick={(key) => {
          const item = items.find(({ kind, id }) => `${kind}/${id}` === key);
          if (item === undefined) return;
          setText("");
          void navigate(addressOf(region_id, item));
        }}
      />
    </div>
  );
}
